import type { LogGap } from '../shared/logs.ts';

/** Times of lines: the first, the last, and where they are far apart or go back. Plain, to pass from thread to thread. Epoch seconds. */
export interface Gaps {
  first: number;
  last: number;
  /** The earliest and the latest of all. */
  from: number;
  to: number;
  readonly silences: [from: number, to: number][];
  readonly backwards: [from: number, to: number][];
}

/** Silences that are remembered; from an hour on they may be shown. */
const REMEMBERED = 900;
const SHOWN = 3600;
/** How many times the usual one. */
const UNUSUAL = 3;
/** Lines of several processes stand out of order by seconds; a clock that is set goes back by more. */
const DISORDER = 120;
const LIMIT = 2000;
const MOST = 50;

export function createGaps(): Gaps {
  return { first: Number.NaN, last: Number.NaN, from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY, silences: [], backwards: [] };
}

/** Notes the time of the next line. */
export function noteTime(gaps: Gaps, at: number): void {
  const since = at - gaps.last;
  if (since === 0) return;
  if (!(since > 0 && since < REMEMBERED)) turn(gaps, at);
  gaps.last = at;
  if (at > gaps.to) gaps.to = at;
}

function turn(gaps: Gaps, at: number): void {
  if (Number.isNaN(gaps.last)) gaps.first = gaps.from = gaps.to = at;
  else if (at - gaps.last >= REMEMBERED && gaps.silences.length < LIMIT) gaps.silences.push([gaps.last, at]);
  else if (gaps.last - at >= DISORDER && gaps.backwards.length < LIMIT) gaps.backwards.push([gaps.last, at]);
  if (at < gaps.from) gaps.from = at;
}

/** Puts the times of a later part behind those of an earlier one. */
export function joinGaps(before: Gaps, after: Gaps): void {
  if (Number.isNaN(after.first)) return;
  noteTime(before, after.first);
  before.silences.push(...after.silences);
  before.backwards.push(...after.backwards);
  before.last = after.last;
  before.from = Math.min(before.from, after.from);
  before.to = Math.max(before.to, after.to);
}

/** Gaps to be shown, the earliest first: silences far longer than the usual ones, and where the time went back. */
export function gapsOf({ silences, backwards }: Gaps): LogGap[] {
  const lengths = silences.map(([from, to]) => to - from).sort((a, b) => a - b);
  const usual = lengths[Math.floor((lengths.length - 1) / 2)] ?? 0;
  const least = lengths.length < 3 ? SHOWN : Math.max(SHOWN, UNUSUAL * usual);
  const shown: LogGap[] = silences.filter(([from, to]) => to - from >= least).map(([from, to]) => ({ kind: 'silence', from, to }));
  const back: LogGap[] = backwards.map(([from, to]) => ({ kind: 'backwards', from, to }));
  return [...shown.sort((a, b) => b.to - b.from - (a.to - a.from)).slice(0, MOST), ...back.slice(0, MOST)].sort((a, b) => a.from - b.from);
}
