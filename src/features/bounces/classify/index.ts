export { type ClassifiedRecipient, type ClassifiedReport, classifyMail } from './classify-mail.ts';
export { classifyReply } from './decide.rules.ts';
export type { Decode } from './mail.rules.ts';
