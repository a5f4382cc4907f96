export { hostMailsHandlers } from './host-mails.handlers.ts';
