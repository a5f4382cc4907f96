export { type ClassifiedRecipient, type ClassifiedReport, classifyMail, type DeliveredRecipient } from './classify-mail.ts';
export { type Conclusion, classifyReply } from './decide.rules.ts';
export type { Decode } from './mail.rules.ts';
