import { domain, name } from './answers.ts';
import { countIn } from './numbers.ts';

/** "1000 emails", "the 1000 email threshold", and the same in hosts' translations. A date or a clock time before it is none of it. */
const COUNTED = /(?<![\d.,:])(\d{1,3}(?:[ \u00A0\u202F.,]\d{3})+|\d{1,9})\s{0,3}(?:e-?mails?|courriels?|messages?|пис[еь]м|сообщени)/i;
const SENT = /\bsent\b|\bsending\b|threshold|envoy|seuil|отправ|порог|лимит|\blimite?\b/i;
/** Longer texts are not looked through to their end. */
const LONGEST = 20_000;
const NAME = '["«“\'(]?\\s?([a-z0-9][a-z0-9_.-]{0,60}[a-z0-9])';

/** Who it is about: by the name of the file with his counter, which no translation touches, else by the words around his name. */
const WHO: readonly RegExp[] = [
  /\/virtual\/usage\/([a-z0-9][\w.-]{0,60}?)(?:\.bytes)?(?=[\s,;]|$)/im,
  new RegExp(`(?:sent|made)\\s+by\\s+(?:the\\s+)?(?:user\\s+|account\\s+)?${NAME}`, 'i'),
  new RegExp(`\\bthe\\s+${NAME}\\s+(?:account|user)\\b`, 'i'),
  new RegExp(`\\b${NAME}\\s+has\\s+just\\s+finished\\b`, 'i'),
  new RegExp(`\\blimit\\s+for\\s+(?:the\\s+)?(?:user\\s+|account\\s+)?${NAME}`, 'i'),
  new RegExp(`(?:envoyés?|expédiés?|émis)\\s+par\\s+(?:le\\s+compte\\s+|l['’]utilisateur\\s+)?${NAME}`, 'i'),
  new RegExp(`(?:compte|utilisateur)\\s+${NAME}`, 'i'),
  new RegExp(`(?:аккаунт|пользовател|запис)\\p{L}{0,4}\\s+${NAME}`, 'iu'),
];
const DOMAIN = new RegExp(`(?:domaine?|домен)\\p{L}{0,3}\\s+${NAME}`, 'iu');
const NOBODY = /^(has|was|is|the|a|an|your|account|user|le|la|de|du|est|vient|email|emails|limit)$/i;

/** True for what warns of a mass mailing. Hosts edit and translate the template, so a count of messages beside a word of sending or of a limit is enough. */
export function isMailingWarning(subject: string, text: string): boolean {
  return [subject, text].map((part) => part.slice(0, LONGEST)).some((part) => COUNTED.test(part) && SENT.test(part));
}

/** What a warning of a mass mailing says: '' and null = that it does not. */
export interface MassMailing {
  readonly login: string;
  /** The domain most of it was sent from. */
  readonly domain: string;
  readonly sent: number | null;
}

/** Reads the message of DirectAdmin that somebody sent very much, in whatever words a host put it. `from` is the address it came from, which is the host's; '' = not known. */
export function readMassMailing({ subject, text, from }: { readonly subject: string; readonly text: string; readonly from: string }): MassMailing {
  const read = text.slice(0, LONGEST);
  return { login: whoIn(`${subject}\n${read}`), domain: senderIn(read, from), sent: sentIn(subject) ?? sentIn(read) };
}

/** The first number of messages in a text. */
function sentIn(text: string): number | null {
  return countIn(COUNTED.exec(text)?.[1] ?? '') || null;
}

function whoIn(text: string): string {
  for (const pattern of WHO) {
    const found = name(pattern.exec(text)?.[1]);
    if (found !== '' && !NOBODY.test(found) && !/^\d+$/.test(found)) return found;
  }
  return '';
}

/** The domain that most of it was sent from is the one of the first address, unless that is the host's; else the one that is called so. */
function senderIn(text: string, from: string): string {
  const host = from.split('@').at(-1)?.toLowerCase() ?? '';
  const found = [...text.matchAll(/[\w.+-]{1,64}@([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})/gi)].map(([, one]) => domain(one));
  return found.find((one) => one !== host) ?? domain(DOMAIN.exec(text)?.[1]);
}
