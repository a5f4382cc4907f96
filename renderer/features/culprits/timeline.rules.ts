const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const HOUR = 60 * MINUTE;

/** What was counted from one moment to another, in epoch milliseconds; null = not known, which is not 0. */
export interface Part {
  readonly from: number;
  readonly to: number;
  readonly recipients: number | null;
  readonly failed: number | null;
  readonly deferred: number | null;
}

/** Epoch milliseconds. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Quarters as a log tells them: those that are left out had nothing in them. */
export function partsOfQuarters(
  quarters: readonly { readonly at: string; readonly recipients: number; readonly failed: number; readonly deferred: number }[],
): Part[] {
  return quarters.map(({ at, recipients, failed, deferred }) => {
    const from = Date.parse(at);
    return { from, to: from + QUARTER, recipients, failed, deferred };
  });
}

/** Minutes of one column, the smallest first. */
const STEPS = [15, 30, 60, 120, 180, 360, 720, 1440] as const;

/** How wide a column of the chart is, in milliseconds: at most `most` of them, and none narrower than what was counted. */
export function stepOf({ from, to }: Stretch, most: number, least = QUARTER): number {
  const wanted = Math.max(least, (to - from) / Math.max(1, most));
  return (STEPS.find((step) => step * MINUTE >= wanted) ?? 1440) * MINUTE;
}

/** Parts gathered into equal columns over a stretch. A column without any part is 0 where `isSilenceNothing`, else not known. */
export function columnsOf(parts: readonly Part[], { from, to }: Stretch, { step, isSilenceNothing }: { step: number; isSilenceNothing: boolean }): Part[] {
  const first = Math.floor(from / step) * step;
  const count = Math.max(1, Math.ceil((to - first) / step));
  const columns = Array.from({ length: count }, (): Part[] => []);
  for (const part of parts) columns[Math.floor((part.from - first) / step)]?.push(part);
  const otherwise = isSilenceNothing ? 0 : null;
  return columns.map((inside, index) => ({
    from: first + index * step,
    to: first + (index + 1) * step,
    recipients: sumOf(inside, 'recipients') ?? otherwise,
    failed: sumOf(inside, 'failed') ?? otherwise,
    deferred: sumOf(inside, 'deferred') ?? otherwise,
  }));
}

/** The sum of what is known; null when nothing is. */
export function sumOf(parts: readonly Part[], measure: 'recipients' | 'failed' | 'deferred'): number | null {
  return parts.reduce<number | null>((sum, part) => (part[measure] === null ? sum : (sum ?? 0) + part[measure]), null);
}

/** The parts that begin inside a stretch. */
export function within(parts: readonly Part[], { from, to }: Stretch): Part[] {
  return parts.filter((part) => part.from >= from && part.from < to);
}

/** The full quarter of an hour nearest to a moment: logs are counted in quarters, and a window ends with one. */
export function nearestQuarter(at: number): number {
  return Math.round(at / QUARTER) * QUARTER;
}

/** The window that ends at a moment, as it is counted. */
export function windowBefore(at: number, minutes: number): Stretch {
  const to = nearestQuarter(at);
  return { from: to - minutes * MINUTE, to };
}

/** What the chart spans: all that was counted, and the moment with its window wherever they are. */
export function spanOf(parts: readonly Part[], covered: Stretch | null): Stretch | null {
  const starts = parts.map(({ from }) => from).concat(covered === null ? [] : [covered.from]);
  const ends = parts.map(({ to }) => to).concat(covered === null ? [] : [covered.to]);
  if (starts.length === 0) return null;
  const lowest = starts.reduce((least, start) => Math.min(least, start));
  const highest = ends.reduce((most, end) => Math.max(most, end));
  return { from: Math.floor(lowest / QUARTER) * QUARTER, to: Math.max(Math.ceil(highest / QUARTER) * QUARTER, lowest + HOUR) };
}

const KEYS: Readonly<Record<string, number>> = {
  ArrowLeft: -QUARTER,
  ArrowDown: -QUARTER,
  ArrowRight: QUARTER,
  ArrowUp: QUARTER,
  PageDown: -6 * HOUR,
  PageUp: 6 * HOUR,
};

/** The moment a key leads to, on the quarters of the clock and inside the stretch; undefined for other keys. */
export function momentAfterKey(key: string, at: number, { from, to }: Stretch): number | undefined {
  if (key === 'Home') return from;
  if (key === 'End') return to;
  const step = KEYS[key];
  if (step === undefined) return undefined;
  const quarter = step < 0 ? Math.ceil(at / QUARTER) : Math.floor(at / QUARTER);
  return Math.max(from, Math.min(to, quarter * QUARTER + step));
}

/** The moment at a place of the chart (0…1), on a quarter: that of a mark which is as near as `reach`, else that of the place. */
export function momentAt(share: number, { from, to }: Stretch, { marks, reach }: { marks: readonly number[]; reach: number }): number {
  const length = to - from;
  const pointed = from + Math.max(0, Math.min(1, share)) * length;
  const near = marks.filter((mark) => Math.abs(mark - pointed) <= reach * length).sort((a, b) => Math.abs(a - pointed) - Math.abs(b - pointed));
  return Math.max(from, Math.min(to, nearestQuarter(near[0] ?? pointed)));
}

/** In which line each flag stands so that none covers another; undefined where all `lines` are taken. Places ascend. */
export function flagLines(places: readonly number[], { width, lines }: { width: number; lines: number }): (number | undefined)[] {
  const ends: number[] = [];
  return places.map((place) => {
    const line = Array.from({ length: lines }, (_, index) => index).find((index) => (ends[index] ?? Number.NEGATIVE_INFINITY) <= place - width / 2);
    if (line !== undefined) ends[line] = place + width / 2;
    return line;
  });
}

/** Windows that are offered, in minutes. */
export const WINDOWS = [60, 24 * 60, 72 * 60] as const;
export const LEAST_MINUTES = 15;
export const MOST_MINUTES = 7 * 24 * 60;
