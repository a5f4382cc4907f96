import { splitWords } from '../acknowledgements/index.ts';
import { clockOf } from './clock.rules.ts';

/** The words of the host in a mail, and what the mail says of itself. */
export interface HostWords {
  readonly subject: string;
  readonly from: string;
  /** Epoch milliseconds; null = it bears no date. */
  readonly at: number | null;
  /** The zone of the clock its date was written by; null = it says none. */
  readonly clock: string | null;
  readonly text: string;
}

/** So often a mail is passed on. */
const MOST_TIMES = 3;
const FORWARDED_SUBJECT = /^\s*(?:fwd?|tr|wg|i|rv|пересл(?:ано)?|fw|вл|на)\s*:/i;
const REPLY_SUBJECT = /^\s*(?:re|ré|rép|отв(?:ет)?|на)\s*:/iu;
const FORWARD_MARK =
  /^[ \t>*-]*(?:begin forwarded message|forwarded message|forwarded by|message (?:transf[ée]r[ée]|r[ée]exp[ée]di[ée])|d[ée]but du message|(?:пересылаемое|пересланное|перенаправленное) (?:сообщение|письмо)|начало (?:переадресованного|пересылаемого))/imu;
const LABEL =
  /^[ \t>*]*(from|de|exp[ée]diteur|от|от кого|отправитель|date|sent|envoy[ée](?: le)?|дата|отправлено|to|à|a|кому|subject|objet|sujet|тема|cc|копия|reply-to)[ \t]{0,8}\*?[ \t]{0,8}:(.*)$/iu;
const FROM = /^(?:from|de|exp|от)/iu;
const SUBJECT = /^(?:subject|objet|sujet|тема)/iu;
const DATE = /^(?:date|sent|envoy|дата|отправлено)/iu;

/** Takes off what passed a mail on: of a mail that was forwarded, or pasted with its head, what the host wrote; of an answer, what stands above the quotation. */
export function hostWords(mail: HostWords): HostWords {
  let words = mail;
  for (let times = 0; times < MOST_TIMES; times++) {
    const inner = passedOn(words);
    if (inner === null) break;
    words = inner;
  }
  return { ...words, text: ownText(words) };
}

function passedOn(mail: HostWords): HostWords | null {
  const pasted = withoutHead(mail, mail.text);
  if (pasted !== null) return pasted;
  if (!FORWARDED_SUBJECT.test(mail.subject) && !FORWARD_MARK.test(mail.text)) return null;
  const { quoted } = splitWords(mail.text);
  return withoutHead({ ...mail, subject: mail.subject.replace(FORWARDED_SUBJECT, '').trim() }, quoted);
}

/** A text that begins with the head of a mail, without it; null = it does not. One line alone may be a label of anything. */
function withoutHead(mail: HostWords, text: string): HostWords | null {
  const lines = text.split('\n');
  const begin = lines.findIndex((line) => line.trim() !== '' && !FORWARD_MARK.test(line) && !/^[\s>*_-]*$/.test(line));
  if (begin < 0) return null;
  const head: (readonly [label: string, value: string])[] = [];
  let at = begin;
  for (; at < lines.length; at++) {
    const [, label, value = ''] = LABEL.exec(lines[at] ?? '') ?? [];
    if (label === undefined) break;
    head.push([label, value.replace(/^[ \t]*\*?/, '').trim()]);
  }
  const of = (pattern: RegExp): string | undefined => head.find(([label]) => pattern.test(label))?.[1];
  if (head.length < 2 || (of(FROM) === undefined && of(SUBJECT) === undefined)) return null;
  const written = Date.parse(of(DATE) ?? '');
  return {
    subject: of(SUBJECT) ?? mail.subject,
    from: /[\w.+-]+@[\w.-]+/.exec(of(FROM) ?? '')?.[0] ?? mail.from,
    ...(Number.isNaN(written) ? { at: mail.at, clock: mail.clock } : { at: written, clock: clockOf(of(DATE) ?? '') }),
    text: lines.slice(at).join('\n'),
  };
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
