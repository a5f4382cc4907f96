import { DAY_MS, HOUR_S } from '../../shared/durations.ts';
import { domain, words } from '../answers.ts';
import type { PanelReport, ReportRow, ReportSource } from '../connector.ts';
import { limitReached } from '../exim-limits.ts';
import { localTime } from '../local-time.ts';
import { EMPTY_ROW, judged, lineCounter } from './row.ts';

const LONGEST_TEXT = 400;
/** So far before what a line says, its stamp may stand: a text without line ends is not gone through once more for each place. */
const LONGEST_LINE = 1000;
const REACHED = /has\s+exceeded\s+the\s+max\s+(?:emails|defers\s+and\s+failures)\s+per\s+hour/gi;
const STOPPED = /domain\s+(\S{1,255})\s+has\s+an\s+outgoing\s+mail\s+suspension/gi;
const STAMP = /(20\d\d-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?/;

/** A place in the text where a server says that it keeps back mail. */
interface Place {
  readonly index: number;
  readonly end: number;
}

/**
 * Reads what a server with cPanel's limits says when one is reached, be it in the mail that came back or in lines of its log, however the lines are broken. One
 * row for each domain and limit, of the last time it says so. null = it says nothing of the kind.
 */
export function readLimitBounce(source: ReportSource): Omit<PanelReport, 'excerpt'> | null {
  const rows = textsOf(source).flatMap((text) => [...limitRows(text, source), ...stoppedRows(text, source)]);
  if (rows.length === 0) return null;
  const last = new Map<string, ReportRow>();
  for (const row of rows) {
    const key = `${row.domain} ${row.suspended ?? row.limit?.count ?? ''}`;
    const before = last.get(key);
    if (before === undefined || (row.at ?? 0) > (before.at ?? 0)) last.set(key, row);
  }
  const kept = [...last.values()];
  return { kind: kept.every(({ suspended }) => suspended !== null) ? 'suspension_mail' : 'limit_bounce', days: [], rows: kept };
}

/** A report on delivery often holds the answer of the server where the text for people does not. */
function textsOf({ text, mail }: ReportSource): string[] {
  return [text, ...(mail?.parts.map((part) => part.text) ?? [])].filter((one) => one !== '');
}

function limitRows(text: string, source: ReportSource): ReportRow[] {
  const lineOf = lineCounter(text);
  let from = 0;
  return [...text.matchAll(REACHED)].flatMap(({ index, 0: { length } }) => {
    const place = { index, end: index + length };
    const said = saidAt(text, from, place);
    from = place.end;
    const found = limitReached(said);
    if (found === null) return [];
    const { limit } = found;
    return judged({
      ...EMPTY_ROW,
      line: lineOf(index),
      domain: domain(found.domain) || senderOf(source),
      // How many tries may fail is no limit on messages.
      limit: found.kind === 'emails' && limit !== null && limit > 0 ? { count: limit, seconds: HOUR_S, scope: 'domain', source: 'observed' } : null,
      at: timeAt(text, index, source),
      text: words(said.slice(Math.max(0, said.search(/(domain\s+\S+\s+)?has exceeded/i))), LONGEST_TEXT),
    });
  });
}

function stoppedRows(text: string, source: ReportSource): ReportRow[] {
  const lineOf = lineCounter(text);
  return [...text.matchAll(STOPPED)].map(({ index, 0: said, 1: named }) =>
    judged({
      ...EMPTY_ROW,
      line: lineOf(index),
      domain: domain(named),
      at: timeAt(text, index, source),
      suspended: 'mail',
      text: words(said, LONGEST_TEXT),
    }),
  );
}

/** The words around a place on one line, from no further back than the last one. */
function saidAt(text: string, from: number, { index, end }: Place): string {
  const before = text.slice(Math.max(from, index - 280), index);
  const after = /^[\s\S]{0,40}?\)(?:[^.\n]{0,40}\.)?(?:\s+Message\s[^.\n]{0,60}\.?)?/.exec(text.slice(end, end + 200))?.[0] ?? text.slice(end, end + 60);
  return `${before}${text.slice(index, end)}${after}`.replace(/\s+/g, ' ').trim();
}

/** The stamp of a line of a log, else the date of the mail. */
function timeAt(text: string, index: number, { mail, zone, now }: ReportSource): number | null {
  const before = text.slice(Math.max(0, index - LONGEST_LINE), index);
  const begin = before.lastIndexOf('\n') + 1;
  const line = begin === 0 && index > LONGEST_LINE ? '' : before.slice(begin, begin + 200);
  const [, date, time, offset] = STAMP.exec(line) ?? [];
  if (date === undefined || time === undefined) return mail?.at ?? null;
  const at = offset === undefined ? localTime(date, time, zone) : Date.parse(`${date}T${time}${offset}`);
  // A clock that is ahead by a day is another's.
  return at === null || Number.isNaN(at) || at > now + DAY_MS ? null : at;
}

/** A refusal that names no domain is about who wrote the message that comes back with it. */
function senderOf({ mail }: ReportSource): string {
  const original = mail?.parts.find(({ mime }) => mime.startsWith('message/rfc822') || mime.startsWith('text/rfc822-headers'))?.text ?? '';
  return domain(/^from:[^\n]{0,300}@([a-z0-9.-]{1,250}[a-z0-9])/im.exec(original.slice(0, 20_000))?.[1]);
}
