export { mailboxHandlers } from './mailbox.handlers.ts';
