import { addDays, dateIn } from '../../shared/calendar.ts';
import { organisationOf } from '../../shared/organisation.ts';
import { type DateFrame, dayAheadIn } from './date.rules.ts';

const HOUR_MS = 3_600_000;
/** Longer than this nobody waits for an answer: then it is a limit, or a term. */
const MOST_DAYS = 60;

const TICKET = String.raw`(?:ticket|case|request|incident|demande|dossier|тикет\p{L}{0,2}|заявк\p{L}|обращени\p{L}|запрос\p{L}{0,2}|инцидент\p{L}{0,2})`;
const NUMBER = String.raw`([A-Z]{0,8}-?\d{2,12}(?:-\d{1,12}){0,3})(?![\p{L}\d])`;
const SIGN = String.raw`(?:\s{0,2}(?:(?:id|number|num[ée]ro|номер)(?!\p{L})|[#№:]|n\s?°)){1,3}`;
const TICKETS: readonly RegExp[] = [
  new RegExp(String.raw`\[\s?(?:${TICKET}\s{0,2}(?:id\s{0,2})?[#№:]{0,2}|(?:[\p{L}\d.-]{1,30}\s)?[#№])\s{0,2}${NUMBER}\s?\]`, 'iu'),
  new RegExp(String.raw`(?<!\p{L})${TICKET}${SIGN}\s{0,2}#?${NUMBER}`, 'iu'),
  // A list has references as well, and writes the word out.
  new RegExp(
    String.raw`(?<!\p{L})(?:r[ée]f\.|(?:our|notre|наш)\s(?:reference|r[ée]f[ée]rence|номер))${SIGN.replace('{1,3}', '{0,3}')}\s{0,2}(?!SBL)${NUMBER}(?!\.\d)`,
    'iu',
  ),
  // Alone at the beginning of a line, and nothing is counted by it.
  new RegExp(String.raw`^[ \t>*-]{0,8}${TICKET}\s{1,2}${NUMBER}\s?(?=[.,;:]\s|[.,;:]?$)`, 'imu'),
];
const LINK = /(?:https?:\/\/|(?<![\w@./-])www\.)[^\s<>"'()«»“”[\]]{4,300}/gi;

const WORKING = /working|business|ouvr|рабоч/iu;

/** It asks for something to be said or done. */
const ASKS =
  /\b(?:repl|respon|answer|act\b|fix|clean|expla|tell|inform|confirm|resol|remov|contact|report|reme|back\s+to\s+us\b|hear\s+from\s+you\b)|(?<!\p{L})(?:r[ée]pon|reven(?:ez|ir)\s+vers|écri(?:re|vez)|indiqu|corrig|nettoy|expliqu|dit|dire|faire|faites|transme|adress|inform|confirm|agi|trait|supprim|mesures)|(?<!\p{L})(?:ответ|сообщ|устран|исправ|объясн|пояснен|мер(?!о)|предостав|свяж|пришл|реш|напи[сш]|жд[её]м)/iu;
/** It bids right behind the day. */
const BIDS = /^[^,;]{1,25}\s(?:please|kindly|merci\s+de|veuillez|répondez|ответьте|сообщите|пришлите|предоставьте|устраните|просим)(?!\p{L})/iu;
const HAVE = String.raw`you\s+have|vous\s+avez|vous\s+disposez\s+de|у\s+вас(?:\s+есть)?`;
const WITHIN = String.raw`within(?:\s+the\s+next)?|sous|dans\s+(?:les|un\s+délai\s+de)|d['’]ici|en\s+moins\s+de|в\s+течение|за`;
const SPAN = new RegExp(
  String.raw`(?<!\p{L})(${HAVE}|${WITHIN})\s{1,3}(\d{1,3})\s{0,2}(h|hours?|heures?|час\p{L}{0,3}|ч|(?:(?:working|business)\s)?days?|jours?(?:\souvr\p{L}{2,4})?|(?:рабочих\s)?дн\p{L}{1,3}|сут\p{L}{1,3})(?!\p{L})`,
  'iu',
);
const UNTIL =
  /(?<!\p{L})(?:by|before|until|no\s+later\s+than|avant\s+le|au\s+plus\s+tard\s+le|jusqu['’]au|d['’]ici\s+(?:le|au)|до|не\s+позднее)\s{1,3}(?:the\s)?/giu;

/** The number under which the host keeps the matter; '' = it gives none. */
export function ticketIn(text: string): string {
  return TICKETS.map((pattern) => pattern.exec(text)?.[1]).find((found) => found !== undefined) ?? '';
}

/** The first address of a page that is not the host's own: of a list it leads to the entry. '' = none. */
export function linkIn(text: string, host: string): string {
  const base = organisationOf(host);
  const links = [...text.matchAll(LINK)].map(([link]) => link.replace(/[.,;:!?]+$/, ''));
  const server = (link: string): string =>
    link
      .replace(/^https?:\/\//i, '')
      .split(/[/?#:]/, 1)[0]
      ?.toLowerCase() ?? '';
  return links.find((link) => base === '' || (server(link) !== base && !server(link).endsWith(`.${base}`))) ?? '';
}

/** The day by which an answer is wanted, as a sentence says that asks for one; null = it names none, or a term of which nobody knows when it began (`isUndated`). */
export function answerDayIn(sentence: string, frame: DateFrame, isUndated = false): string | null {
  const span = SPAN.exec(sentence);
  // Behind what is asked for, or where the sentence begins: else it may tell how fast something was sent.
  if (span !== null && isAsked(sentence, span.index, new RegExp(`^(?:${HAVE})`, 'iu').test(span[0])))
    return isUndated ? null : endOf(Number(span[2]), span[3] ?? '', frame);
  for (const found of sentence.matchAll(UNTIL)) {
    const day = isAsked(sentence, found.index, BIDS.test(sentence.slice(found.index + found[0].length)))
      ? dayAheadIn(sentence.slice(found.index + found[0].length, found.index + 60), frame)
      : null;
    if (day !== null) return day;
  }
  return null;
}

function isAsked(sentence: string, at: number, isTerm: boolean): boolean {
  return ASKS.test(isTerm || at < 5 ? sentence : sentence.slice(0, at));
}

function endOf(count: number, unit: string, { at, zone }: DateFrame): string | null {
  const isHours = /^(?:h|ч)/iu.test(unit);
  if (count === 0 || (isHours ? count / 24 : count) > MOST_DAYS) return null;
  if (isHours) return dateIn(at + count * HOUR_MS, zone);
  return WORKING.test(unit) ? afterWorkingDays(dateIn(at, zone), count) : addDays(dateIn(at, zone), count);
}

/** Days without weekends; a holiday would make it later, and nobody is late who comes early. */
function afterWorkingDays(day: string, count: number): string {
  let [at, left] = [day, count];
  while (left > 0) {
    at = addDays(at, 1);
    if (![0, 6].includes(new Date(at).getUTCDay())) left--;
  }
  return at;
}
