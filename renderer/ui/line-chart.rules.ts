import { CalendarDateTime, fromAbsolute, toZoned } from '@internationalized/date';
import { HOUR_MS } from '../../src/shared/durations.ts';

/** A window of time with what was counted in it; null = not known, which is not 0. */
export interface ChartPoint {
  /** Instants, ISO 8601. */
  readonly from: string;
  readonly to: string;
  readonly value: number | null;
  /** False: the window is not over, or was not read to its end, so that the value may grow. */
  readonly complete: boolean;
}

/** Where things are drawn: x and y from 0 to 1, y upwards. */
export interface Placed {
  readonly x: number;
  readonly y: number;
}

/** A level further above the highest value than this many times would press every curve flat. */
const FAR = 4;

/** How high the chart goes and the figures on its scale, 0 first. Levels far above everything are left out: `isBeyond` tells. */
export function scaleOf(values: readonly (number | null)[], levels: readonly number[]): { readonly top: number; readonly ticks: readonly number[] } {
  const highest = Math.max(1, ...values.map((value) => value ?? 0));
  const reached = Math.max(highest, ...levels.filter((level) => level <= FAR * highest));
  const step = roundStep(reached / 4);
  const count = Math.ceil((reached * 1.04) / step);
  return { top: count * step, ticks: Array.from({ length: count + 1 }, (_, index) => index * step) };
}

/** 1, 2 or 5 times a power of ten, at least as much as asked for. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10);
}

/** Where each point stands: in the middle of its window; null where nothing is known. */
export function placesOf(points: readonly ChartPoint[], top: number): readonly (Placed | null)[] {
  const place = timePlaces(points);
  return points.map(({ from, to, value }) => (value === null ? null : { x: (place(from) + place(to)) / 2, y: Math.min(1, value / top) }));
}

/** Turns an instant into its place on the x axis. */
export function timePlaces(points: readonly ChartPoint[]): (at: string) => number {
  const start = Date.parse(points[0]?.from ?? '');
  const length = Math.max(1, Date.parse(points.at(-1)?.to ?? '') - start);
  return (at) => (Date.parse(at) - start) / length;
}

/** Indexes of neighbours joined by a line. A dashed one leads to a window that is not complete; over a gap there is none. */
export function linesOf(points: readonly ChartPoint[]): {
  readonly solid: readonly (readonly [number, number])[];
  readonly dashed: readonly (readonly [number, number])[];
} {
  const pairs = points.flatMap((point, index): (readonly [number, number])[] => {
    const before = points[index - 1];
    return before === undefined || before.value === null || point.value === null ? [] : [[index - 1, index]];
  });
  const isSolid = ([a, b]: readonly [number, number]) => points[a]?.complete === true && points[b]?.complete === true;
  return { solid: pairs.filter(isSolid), dashed: pairs.filter((pair) => !isSolid(pair)) };
}

/** Indexes of points without a neighbour on either side: without a dot nobody would see them. */
export function lonelyOf(points: readonly ChartPoint[]): number[] {
  return points.flatMap(({ value }, index) =>
    value !== null && (points[index - 1]?.value ?? null) === null && (points[index + 1]?.value ?? null) === null ? [index] : [],
  );
}

/** Stretches of windows that satisfy a condition, as indexes of the first and the last of each. */
export function runsOf(points: readonly ChartPoint[], holds: (point: ChartPoint) => boolean): (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const [index, point] of points.entries()) {
    if (!holds(point)) continue;
    const last = runs.at(-1);
    if (last !== undefined && last[1] === index - 1) last[1] = index;
    else runs.push([index, index]);
  }
  return runs;
}

/** Whether the curve is highest in its second half: names of levels then stand at its beginning. */
export function isHighestLate(points: readonly ChartPoint[]): boolean {
  const highest = points.reduce((best, { value }, index) => ((value ?? -1) > (points[best]?.value ?? -1) ? index : best), 0);
  return highest >= points.length / 2;
}

/** Steps of the time axis in hours; from a day on they are whole days of the clock. */
const HOUR_STEPS = [1, 2, 3, 6, 12, 24, 48, 72, 96, 168, 336, 672, 1344, 2688] as const;

interface TickSpan {
  readonly from: number;
  readonly to: number;
  readonly most: number;
  /** IANA. */
  readonly zone: string;
}

/** Moments to name below the chart (epoch milliseconds), at most about `most`: round hours or midnights of a zone. */
export function ticksOf({ from, to, most, zone }: TickSpan): { readonly at: number; readonly isDay: boolean }[] {
  const step = HOUR_STEPS.find((hours) => (to - from) / (hours * HOUR_MS) <= most) ?? HOUR_STEPS[HOUR_STEPS.length - 1] ?? 24;
  const { year, month, day, hour } = fromAbsolute(from, zone);
  // By the fields of the clock, so that midnight stays midnight when the clocks change.
  let clock = new CalendarDateTime(year, month, day, Math.floor(hour / Math.min(step, 24)) * Math.min(step, 24));
  const ticks: { at: number; isDay: boolean }[] = [];
  for (let at = 0; at <= to; clock = clock.add({ hours: step })) {
    at = toZoned(clock, zone).toDate().getTime();
    if (at >= from && at <= to) ticks.push({ at, isDay: clock.hour === 0 });
  }
  return ticks;
}

/** The point nearest to a place on the x axis. */
export function nearestTo(x: number, points: readonly ChartPoint[]): number {
  const place = timePlaces(points);
  const index = points.findIndex(({ to }) => place(to) > x);
  return index === -1 ? Math.max(0, points.length - 1) : index;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageDown: -24, PageUp: 24 };

/** The point a key leads to; undefined for other keys. */
export function pointAfterKey(key: string, at: number, last: number): number | undefined {
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  const step = STEPS[key];
  return step === undefined ? undefined : Math.max(0, Math.min(last, at + step));
}
