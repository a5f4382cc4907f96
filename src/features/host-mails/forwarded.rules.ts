import { splitWords } from '../acknowledgements/index.ts';
import { clockOf } from './clock.rules.ts';
import { anyMomentIn } from './date.rules.ts';

/** The words of the host in a mail, and what the mail says of itself. */
export interface HostWords {
  readonly subject: string;
  readonly from: string;
  /** Epoch milliseconds; null = it bears no date. */
  readonly at: number | null;
  /** The zone of the clock its date was written by; null = it says none. */
  readonly clock: string | null;
  /** It was passed on, and nothing says when it was written: no term can be counted. */
  readonly isUndated: boolean;
  readonly text: string;
}

/** So often a mail is passed on. */
const MOST_TIMES = 3;
const FORWARDED_SUBJECT = /^\s*(?:fwd?|tr|wg|i|rv|пересл(?:ано)?|fw|вл|на)\s*:/i;
const REPLY_SUBJECT = /^\s*(?:re|ré|rép|отв(?:ет)?|на)\s*:/iu;
const FORWARD_MARK =
  /^[ \t>*-]*(?:begin forwarded message|forwarded message|forwarded by|(?:message|mail|courriel) (?:transf[ée]r[ée]|r[ée]exp[ée]di[ée])|d[ée]but du message|(?:пересылаемое|пересланное|перенаправленное) (?:сообщение|письмо)|начало (?:переадресованного|пересылаемого))/imu;
/** So programs also head what is quoted in an answer: it says that something was passed on only where nothing stands above it, or the subject does. */
const ORIGINAL_MARK =
  /^[ \t>*-]*(?:original (?:message|e-?mail)|(?:message|mail|courriel) (?:original|d['’]origine)|(?:исходное|оригинальное|первоначальное) (?:сообщение|письмо))[ \t*-]*$/iu;
const LABEL =
  /^[ \t>*]*(from|de|exp[ée]diteur|от|от кого|отправитель|date|sent|envoy[ée](?: le)?|дата|отправлено|to|à|a|кому|subject|objet|sujet|тема|cc|копия|reply-to)[ \t]{0,8}\*?[ \t]{0,8}:(.*)$/iu;
const FROM = /^(?:from|de|exp|от)/iu;
const SUBJECT = /^(?:subject|objet|sujet|тема)/iu;
const DATE = /^(?:date|sent|envoy|дата|отправлено)/iu;

/** All the head that some programs leave of a mail that is passed on: its date and its sender, in one line. */
const HEAD_LINE = /^[ \t>*]*(\d{1,2}\.\d{1,2}\.20\d\d,?\s{1,2}\d{1,2}:\d{2}),\s(?:.{0,100}\s)?<([^<>\s]{3,200})>\s?:\s*$/u;

/**
 * Takes off what passed a mail on: of a mail that was forwarded, or pasted with its head, what the host wrote; of an answer, what stands above the quotation. `zone` = of the computer
 * it was passed on from, whose clock tells the date in such a head.
 */
export function hostWords(mail: HostWords, zone: string): HostWords {
  let words = mail;
  for (let times = 0; times < MOST_TIMES; times++) {
    const inner = passedOn(words, zone);
    if (inner === null) break;
    words = inner;
  }
  return { ...words, text: ownText(words) };
}

function passedOn(mail: HostWords, zone: string): HostWords | null {
  const pasted = withoutHead(mail, mail.text, zone);
  if (pasted !== null) return pasted;
  if (!FORWARDED_SUBJECT.test(mail.subject) && !FORWARD_MARK.test(mail.text)) return null;
  return withoutHead(mail, splitWords(mail.text).quoted, zone);
}

/** A text that begins with the head of a mail, without it; null = it does not. One line alone may be a label of anything. */
function withoutHead(mail: HostWords, text: string, zone: string): HostWords | null {
  const lines = text.split('\n');
  const begin = lines.findIndex((line) => line.trim() !== '' && !FORWARD_MARK.test(line) && !ORIGINAL_MARK.test(line) && !/^[\s>*_-]*$/.test(line));
  if (begin < 0) return null;
  const head = headFrom(lines, begin);
  const of = (pattern: RegExp): string | undefined => head.lines.find(([label]) => pattern.test(label))?.[1];
  if (head.lines.length < 2 || (of(FROM) === undefined && of(SUBJECT) === undefined)) return null;
  return {
    subject: of(SUBJECT) ?? mail.subject.replace(FORWARDED_SUBJECT, '').trim(),
    from: /[\w.+-]+@[\w.-]+/.exec(of(FROM) ?? '')?.[0] ?? mail.from,
    ...writtenAt(of(DATE), mail, zone),
    text: lines.slice(head.end).join('\n'),
  };
}

/** The lines of a head, with the line behind it. */
function headFrom(lines: readonly string[], begin: number) {
  const [, date, from] = HEAD_LINE.exec(lines[begin] ?? '') ?? [];
  if (date !== undefined && from !== undefined) return { lines: [['date', date] as const, ['from', from] as const], end: begin + 1 };
  const head: (readonly [label: string, value: string])[] = [];
  let end = begin;
  for (; end < lines.length; end++) {
    const [, label, value = ''] = LABEL.exec(lines[end] ?? '') ?? [];
    if (label === undefined) break;
    head.push([label, value.replace(/^[ \t]*\*?/, '').trim()]);
  }
  return { lines: head, end };
}

/** When a mail was written that somebody passed on: as its head says, and never the day it was passed on. */
function writtenAt(date: string | undefined, mail: HostWords, zone: string): Pick<HostWords, 'at' | 'clock' | 'isUndated'> {
  const parsed = Date.parse(date ?? '');
  const at = anyMomentIn(date ?? '', zone) ?? (Number.isNaN(parsed) ? null : parsed);
  if (at !== null) return { at, clock: clockOf(date ?? ''), isUndated: false };
  return { at: null, clock: null, isUndated: date !== undefined || mail.at !== null || mail.isUndated };
}

/** What a mail says itself: an answer without what it quotes; of a text that is quoted as a whole nothing is left out. */
function ownText({ subject, text }: HostWords): string {
  if (REPLY_SUBJECT.test(subject)) {
    const { own } = splitWords(text);
    if (/\p{L}/u.test(own)) return own;
  }
  const own = text.replace(/^[ \t]*>[^\n]*$/gm, '');
  return /\p{L}/u.test(own) ? own : text.replace(/^[ \t>]+/gm, '');
}
