export { hostMailsHandlers } from './host-mails.handlers.ts';
export { isDatedByMail, keepMail, type ReadyMail, readyMail } from './keep.ts';
export { keptMails } from './kept.repo.ts';
