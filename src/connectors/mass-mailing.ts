/** "1000 emails", "the 1000 email threshold", and the same in hosts' translations. */
const COUNTED = /(?<!\d)(\d[\d\s.,\u00A0\u202F]{0,20})(?:e-?mails?|courriels?|messages?|пис[еь]м|сообщени)/i;
const SENT = /\bsent\b|\bsending\b|threshold|envoy|seuil|отправ|порог|лимит|\blimite?\b/i;
/** Longer texts are not looked through to their end. */
const LONGEST = 20_000;

/** True for what warns of a mass mailing. Hosts edit and translate the template, so a count of messages beside a word of sending or of a limit is enough. */
export function isMailingWarning(subject: string, text: string): boolean {
  return [subject, text].map((part) => part.slice(0, LONGEST)).some((part) => COUNTED.test(part) && SENT.test(part));
}

/** The first number of messages in a text, as it is written; '' = none. */
export function countedMessages(text: string): string {
  return COUNTED.exec(text.slice(0, LONGEST))?.[1]?.trim() ?? '';
}
