export { caseFromMailHandlers, hostMailsHandlers } from './host-mails.handlers.ts';
export { wantedFrom } from './put-in.ts';
