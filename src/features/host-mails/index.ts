export { caseFromMailHandlers, hostMailsHandlers } from './host-mails.handlers.ts';
export { wantedIn } from './wanted.rules.ts';
