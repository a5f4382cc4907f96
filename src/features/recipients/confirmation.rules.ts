import type { ConfirmationSign } from '../../contract/recipients.ts';

/** What a mail says of itself, and what is known of the recipient. Instants are epoch milliseconds. */
export interface PutInMail {
  /** Whether it bears the very address that is blocked, or the one that was meant. */
  readonly sameAddress: boolean;
  readonly nature: 'bounce' | 'complaint' | 'auto-reply' | 'report' | 'person';
  /** What its writer wrote himself. */
  readonly own: string;
  readonly writtenAt: number | null;
  /** Begin of the day of the last mail to him; null = not known. */
  readonly lastMailAt: number | null;
  /** Its address, lower case. */
  readonly from: string;
  /** What the server that took it in says of its sender (RFC 8601); empty = nothing. */
  readonly authentication: string;
}

/** He does not want it, or wants it no longer. */
const REFUSES: readonly RegExp[] = [
  /\b(?:do not|don['’]t|no longer|never|stop)\b[^.!?\n]{0,40}\b(?:want|wish|write|send|mail|contact|receive)|\bunsubscribe\b|\bremove (?:me|my)\b|\bnot interested\b/i,
  /(?<!\p{L})(?:ne|n['’])\s*(?:souhait|veu|voul|désir)\p{L}*\s+(?:plus|pas)|(?<!\p{L})ne m['’](?:écrivez|envoyez)|désabonn|désinscri|(?<!\p{L})(?:arrêtez|cessez)(?!\p{L})|(?<!\p{L})retirez(?:-| )m/iu,
  /(?<!\p{L})не\s+(?:хочу|хотим|желаю|желаем|пишите|присылайте|отправляйте|хотел\p{L}*)(?!\p{L})|(?<!\p{L})(?:отпишите|отписать|отписаться|прекратите|удалите)(?!\p{L})|больше\s+не\s+\p{L}+/iu,
];

/** What keeps a mail from being the recipient's own plain word; none = it confirms. The rule asks that he writes himself (003-16). */
export function signsOf({ sameAddress, nature, own, writtenAt, lastMailAt, from, authentication }: PutInMail): ConfirmationSign[] {
  const isForged = /\bdmarc\s*=\s*fail\b/i.test(authentication);
  const signs: [ConfirmationSign, boolean][] = [
    ['bounce', nature === 'bounce' || nature === 'report'],
    ['complaint', nature === 'complaint'],
    ['auto_reply', nature === 'auto-reply'],
    ['other_address', !sameAddress],
    ['nothing_own', !/\p{L}{2}/u.test(own)],
    ['refuses', REFUSES.some((pattern) => pattern.test(own))],
    ['before_last_mail', writtenAt !== null && lastMailAt !== null && writtenAt < lastMailAt],
    ['no_date', writtenAt === null],
    ['not_authentic', isForged],
    ['not_proved', !isForged && !isProved(authentication, from)],
  ];
  return signs.flatMap(([sign, found]) => (found ? [sign] : []));
}

/** Some server vouches for the sender: for the address itself (DMARC), or with a signature of its own domain. A file may be typed by anybody. */
function isProved(authentication: string, from: string): boolean {
  if (/\bdmarc\s*=\s*pass\b/i.test(authentication)) return true;
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const signed = authentication.split(';').filter((part) => /\bdkim\s*=\s*pass\b/i.test(part));
  return signed.some((part) => {
    const by = /\bheader\.(?:d|i)\s*=\s*(?:[^\s@;]*@)?([\w.-]+)/i.exec(part)?.[1]?.toLowerCase();
    return by !== undefined && (domain === by || domain.endsWith(`.${by}`));
  });
}
