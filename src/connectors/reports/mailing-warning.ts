import type { PanelLimit } from '../../shared/panels.ts';
import { domain, name, words } from '../answers.ts';
import type { PanelReport, ReportSource } from '../connector.ts';
import { countedMessages, isMailingWarning } from '../mass-mailing.ts';
import { countIn } from './numbers.ts';
import { EMPTY_ROW, judged } from './row.ts';

const DAY_SECONDS = 86_400;
const LONGEST = 20_000;
const NAME = '["«“\'(]?\\s?([a-z0-9][a-z0-9_.-]{0,60}[a-z0-9])';

/** Who it is about: by the name of the file with his counter, which no translation touches, else by the words around his name. */
const WHO: readonly RegExp[] = [
  /\/virtual\/usage\/([a-z0-9][\w.-]{0,60}?)(?:\.bytes)?(?=[\s,;]|$)/im,
  new RegExp(`(?:sent|made)\\s+by\\s+(?:the\\s+)?(?:user\\s+|account\\s+)?${NAME}`, 'i'),
  new RegExp(`\\bthe\\s+${NAME}\\s+(?:account|user)\\b`, 'i'),
  new RegExp(`\\blimit\\s+for\\s+(?:the\\s+)?(?:user\\s+|account\\s+)?${NAME}`, 'i'),
  new RegExp(`(?:envoyés?|expédiés?|émis)\\s+par\\s+(?:le\\s+compte\\s+|l['’]utilisateur\\s+)?${NAME}`, 'i'),
  new RegExp(`(?:compte|utilisateur)\\s+${NAME}`, 'i'),
  new RegExp(`(?:аккаунт|пользовател|запис)\\p{L}{0,4}\\s+${NAME}`, 'iu'),
];
const NOBODY = /^(has|was|is|the|a|an|your|account|user|le|la|de|du|est|vient|email|emails|limit)$/i;
const WARNS = /warn|alert|avertiss|attention|предупрежд|внимани/i;
const LIMIT =
  /(?:(\d[\d .,\u00A0\u202F]{0,12})\s*e-?mail\s+limit\b|(?:limite|лимит)[^\d\n]{0,30}(\d[\d .,\u00A0\u202F]{0,12}))[^.\n]{0,60}?(?:reached|atteinte?|достигнут|исчерпан|превышен)/i;

/** Reads the message of DirectAdmin that somebody sent very much, in whatever words a host put it. null = it is none. */
export function readMailingWarning(source: ReportSource): Omit<PanelReport, 'excerpt'> | null {
  const { mail, kind } = source;
  // Pasted, its subject may stand above it.
  const subject = mail?.subject ?? /^(?:subject|objet|тема):\s*([^\n]{1,300})/im.exec(source.text.slice(0, 2000))?.[1] ?? '';
  const text = source.text.slice(0, LONGEST);
  if (!isMailingWarning(subject, text)) return null;
  const row = judged({
    ...EMPTY_ROW,
    login: whoIn(`${subject}\n${text}`),
    domain: senderIn(text, mail?.from ?? ''),
    sent: countIn(countedMessages(subject) || countedMessages(text)),
    limit: limitIn(`${subject}\n${text}`),
    at: mail?.at ?? null,
    text: words(subject || text, 300),
  });
  // Words about numbers of messages are in many a mail: it must be about somebody, and be called a warning or come from where there are such.
  if (row.login === '' || !(kind === 'directadmin' || WARNS.test(subject) || WARNS.test(text))) return null;
  return { kind: 'panel_warning', from: null, to: null, rows: [row] };
}

function whoIn(text: string): string {
  for (const pattern of WHO) {
    const found = name(pattern.exec(text)?.[1]);
    if (found !== '' && !NOBODY.test(found) && !/^\d+$/.test(found)) return found;
  }
  return '';
}

/** The domain that most of it was sent from is the one of the first address, unless that is the host's. */
function senderIn(text: string, from: string): string {
  const host = from.split('@').at(-1)?.toLowerCase() ?? '';
  const found = [...text.matchAll(/[\w.+-]{1,64}@([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})/gi)].map(([, one]) => domain(one));
  return found.find((one) => one !== host) ?? '';
}

/** What is a threshold of a warning is no limit; a limit that was reached is one, of a day. */
function limitIn(text: string): PanelLimit | null {
  const [, english, other] = LIMIT.exec(text) ?? [];
  const count = countIn((english ?? other ?? '').trim());
  return count === null || count === 0 ? null : { count, seconds: DAY_SECONDS, scope: 'account', source: 'observed' };
}
