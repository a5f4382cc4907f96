export { caseFromMailHandlers, hostMailsHandlers } from './host-mails.handlers.ts';
