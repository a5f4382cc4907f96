import { DAY_S } from '../../shared/durations.ts';
import type { PanelLimit } from '../../shared/panels.ts';
import { words } from '../answers.ts';
import type { PanelReport, ReportSource } from '../connector.ts';
import { isMailingWarning, readMassMailing } from '../mass-mailing.ts';
import { countIn } from '../numbers.ts';
import { EMPTY_ROW, judged } from './row.ts';

const LONGEST = 20_000;
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
    ...readMassMailing({ subject, text, from: mail?.from ?? '' }),
    limit: limitIn(`${subject}\n${text}`),
    at: mail?.at ?? null,
    text: words(subject || text, 300),
  });
  // Words about numbers of messages are in many a mail: it must be about somebody, and be called a warning or come from where there are such.
  if (row.login === '' || !(kind === 'directadmin' || WARNS.test(subject) || WARNS.test(text))) return null;
  return { kind: 'panel_warning', days: [], rows: [row] };
}

/** What is a threshold of a warning is no limit; a limit that was reached is one, of a day. */
function limitIn(text: string): PanelLimit | null {
  const [, english, other] = LIMIT.exec(text) ?? [];
  const count = countIn((english ?? other ?? '').trim());
  return count === null || count === 0 ? null : { count, seconds: DAY_S, scope: 'account', source: 'observed' };
}
