import type { LogGap } from '../shared/logs.ts';

/** Where the times of lines are far apart, and where they go back: pairs of times, side by side. Epoch seconds. */
export interface Gaps {
  readonly silences: Float64Array;
  readonly backwards: Float64Array;
}

/** Silences from an hour on may be shown. */
const SHOWN = 3600;
/** How many times the usual one. */
const UNUSUAL = 3;
const MOST = 50;

function pairsOf(times: Float64Array): (readonly [from: number, to: number])[] {
  return Array.from({ length: times.length / 2 }, (_, pair) => [times[2 * pair] ?? 0, times[2 * pair + 1] ?? 0]);
}

/** Gaps to be shown, the earliest first: silences far longer than the usual ones, and where the time went back. */
export function gapsOf({ silences, backwards }: Gaps): LogGap[] {
  const [silent, back] = [pairsOf(silences), pairsOf(backwards)];
  const lengths = silent.map(([from, to]) => to - from).sort((a, b) => a - b);
  const usual = lengths[Math.floor((lengths.length - 1) / 2)] ?? 0;
  const least = lengths.length < 3 ? SHOWN : Math.max(SHOWN, UNUSUAL * usual);
  const shown: LogGap[] = silent.filter(([from, to]) => to - from >= least).map(([from, to]) => ({ kind: 'silence', from, to }));
  const jumps: LogGap[] = back.map(([from, to]) => ({ kind: 'backwards', from, to }));
  return [...shown.sort((a, b) => b.to - b.from - (a.to - a.from)).slice(0, MOST), ...jumps.slice(0, MOST)].sort((a, b) => a.from - b.from);
}
