export { checksHandlers } from './checks.handlers.ts';
export { lintMail, type MailVerdict, NOTHING_KNOWN, type Question } from './lint-mail.ts';
export { type ListAtHand, listTableBytes, readList } from './list/read-list.ts';
export { type AskedSender, askNames } from './mail/names.ts';
export { lookAtPage } from './mail/page.rules.ts';
export { readSample } from './read-sample.ts';
