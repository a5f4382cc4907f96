import { chanceOf, LEAST_WINDOWS, median, quantile } from '../alerts/index.ts';
import { DAY_S, type Grid, HOUR_S, type Lanes, startOf, sumOf } from './grid.rules.ts';

/** A count stands out when it is so many times the usual and so many recipients above it (policy facts, 6.2: a chance alone says too little of mail). */
export const TIMES = 3;
export const ABOVE = 20;
/** A single hour (or quarter) is called unusual when it has less chance than this. */
const UNUSUAL = 1e-4;
/** Mean and spread of a short past are taken to be off by so many standard errors. */
const DOUBT = 4;
const PAST_WINDOWS = 28;
/** A day is busy from here on: nine of ten days lie between this and its counterpart below. */
const BUSY = 0.95;
/** A chance of 10 to the minus this and less is told as this. */
export const MOST_SURPRISE = 50;

/** What an account does usually, and how far the window is from it. */
export interface Habit {
  /** Windows that taught it; fewer than `LEAST_WINDOWS` = nothing can be said. */
  readonly windows: number;
  /** Learned from days, which know the rhythm of the account; else from the hours of a short log. */
  readonly seasonal: boolean;
  /** Usual in a window as long, of which as much is known; null while it is learned. */
  readonly usual: number | null;
  /** −log10 of the chance of the window, for all the looks that were taken at it; null while it is learned. */
  readonly surprise: number | null;
  /** Above the usual: of the whole window, or of its unusual bins when that is more. */
  readonly excess: number;
  /** Of that, what is above its busy days as well: who writes in bursts has days far above the middle one without anything being wrong. */
  readonly beyond: number;
  /** Bins of the window (places in the grid) that are unusual by themselves, and what each is above the usual. */
  readonly unusual: readonly { readonly bin: number; readonly above: number }[];
  /** The most that a bin ever held before the first unusual one. */
  readonly most: number;
}

interface Look {
  readonly count: number;
  readonly past: readonly number[];
}

/** A day (or the whole of a shorter window), and the share of it that is known. */
interface Day extends Look {
  readonly seen: number;
}

/** What the past of a series says of its window: days are compared with days and hours with the same hour; of a log of a day or two, hours with all hours. */
export function habitOf(grid: Grid, lanes: Lanes): Habit {
  const recipients = sumOf(lanes.recipients, grid.window, grid.end);
  const days = daysOf(grid, lanes);
  const learned = days.length > 0 ? seasonal(grid, lanes, days) : null;
  if (learned !== null) return learned;
  const base = lanes.fine ? flatBase(grid, lanes) : null;
  if (base === null) {
    const windows = sumOf(lanes.teaches, 0, grid.window);
    return {
      windows: Math.min(windows, LEAST_WINDOWS - 1),
      seasonal: false,
      usual: null,
      surprise: null,
      excess: recipients,
      beyond: recipients,
      unusual: [],
      most: mostOf(grid, lanes, grid.window),
    };
  }
  return flat(grid, lanes, base);
}

/** So few days tell at least how an hour of the day usually is, together with the hours beside it. */
const LEAST_DAYS = 3;
const BESIDE_S = 2 * HOUR_S;

/** Whether days before the window tell what is usual; else it is what the quieter hours of the window itself show. */
export function isLearnedBefore(grid: Grid, lanes: Lanes): boolean {
  return sumOf(lanes.teaches, 0, grid.window) >= Math.max(LEAST_WINDOWS, (grid.end - grid.window) / 2);
}

/** For sentences about what is usual: `within` 1 where that comes from the window itself. */
export function withinOf(grid: Grid, lanes: Lanes): { readonly within?: number } {
  return isLearnedBefore(grid, lanes) ? {} : { within: 1 };
}

/** Windows as long as this one (days, of a longer one), each with those before it that can be compared; none while hardly any are known. */
function daysOf(grid: Grid, lanes: Lanes): Day[] {
  const step = DAY_S / grid.size;
  const unit = Math.min(grid.end - grid.window, step);
  const units = Math.ceil((grid.end - grid.window) / step);
  const from = (ago: number): number => grid.end - ago * step - unit;
  const past = Array.from({ length: PAST_WINDOWS }, (_, index) => from(units + index))
    .filter((start) => start >= 0 && sumOf(lanes.teaches, start, start + unit) >= 0.9 * unit)
    .map((start) => ({ count: sumOf(lanes.recipients, start, start + unit), working: isWorkingDay(grid, start + unit / 2) }));
  if (past.length < LEAST_DAYS) return [];
  past.splice(0, goingOn(past.map(({ count }) => count)));
  return Array.from({ length: units }, (_, ago): Day => {
    const start = from(ago);
    const alike = past.filter(({ working }) => working === isWorkingDay(grid, start + unit / 2));
    const kept = alike.length >= LEAST_WINDOWS ? alike : past;
    const begins = Math.max(grid.window, start);
    const seen = sumOf(lanes.known, begins, start + unit) / unit;
    return { count: sumOf(lanes.recipients, begins, start + unit), past: kept.map(({ count }) => count), seen };
  });
}

/** At most so many of the last days are taken for the beginning of what is judged. */
const MOST_GOING_ON = 7;

/** How many of the last days (newest first) stand out as well: what is judged had begun by then, and is no habit yet. */
function goingOn(counts: readonly number[]): number {
  const usual = median(counts);
  const ended = counts.findIndex((count) => !standsOut(count, usual));
  return ended < 0 || ended > MOST_GOING_ON || counts.length - ended < Math.min(counts.length, LEAST_WINDOWS) ? 0 : ended;
}

/** Monday to Friday in UTC: near enough to tell weekends apart. */
function isWorkingDay(grid: Grid, bin: number): boolean {
  const weekday = (Math.floor(startOf(grid, bin) / DAY_S) + 4) % 7;
  return weekday !== 0 && weekday !== 6;
}

/** Of enough days the days themselves tell how likely the window is; of fewer only their hours do. */
function seasonal(grid: Grid, lanes: Lanes, days: readonly Day[]): Habit | null {
  const hours = hoursOf(grid, lanes, days);
  const known = Math.min(...days.map(({ past }) => past.length));
  const isLong = known >= LEAST_WINDOWS;
  if (!isLong && hours.length < grid.end - grid.window) return null;
  const unusual = unusualOf(hours);
  const first = unusual[0]?.bin ?? grid.window;
  const usual = days.reduce((sum, { past, seen }) => sum + seen * median(past), 0);
  const recipients = sumOf(lanes.recipients, grid.window, grid.end);
  const excess = Math.max(recipients - usual, sumAbove(unusual), 0);
  const busy = days.reduce((sum, { past, seen }) => sum + seen * quantile(past, BUSY), 0);
  const beyond = Math.max(recipients - busy, sumAbove(unusual), 0);
  const windows = isLong ? known : Math.min(...hours.map(({ past }) => past.length));
  const surprise = surpriseOf(isLong ? [...days, ...hours] : hours);
  return { windows, seasonal: isLong, usual, surprise, excess, beyond, unusual, most: mostOf(grid, lanes, first) };
}

/** Each bin of the window with the same hour of earlier days, and, while there are few of them, with the bins beside it. */
function hoursOf(grid: Grid, lanes: Lanes, days: readonly Day[]): (Look & { readonly bin: number })[] {
  const step = DAY_S / grid.size;
  const units = Math.ceil((grid.end - grid.window) / step);
  const known = Math.max(1, ...days.map(({ past }) => past.length));
  const beside = Math.min(BESIDE_S / grid.size, Math.max(0, Math.ceil((LEAST_WINDOWS / known - 1) / 2)));
  const looks: (Look & { readonly bin: number })[] = [];
  for (let bin = grid.window; bin < grid.end; bin++) {
    const past: number[] = [];
    for (let ago = units; ago < units + PAST_WINDOWS; ago++) {
      for (let then = Math.max(0, bin - ago * step - beside); then <= Math.min(grid.window - 1, bin - ago * step + beside); then++) {
        if (lanes.teaches[then] === 1) past.push(lanes.recipients[then] ?? 0);
      }
    }
    if (past.length >= LEAST_WINDOWS) looks.push({ bin, count: lanes.recipients[bin] ?? 0, past });
  }
  return looks;
}

function unusualOf(looks: readonly (Look & { readonly bin: number })[]): Habit['unusual'] {
  return looks.flatMap(({ bin, count, past }) => {
    const usual = median(past);
    return standsOut(count, usual) && chanceIn({ count, past }) < UNUSUAL ? [{ bin, above: count - usual }] : [];
  });
}

/** True when a count is that much more than what is usual that it deserves a name. */
export function standsOut(count: number, usual: number): boolean {
  return count >= TIMES * usual && count - usual >= ABOVE;
}

function chanceIn({ count, past }: Look): number {
  return chanceOf(count, past, { weekly: 0, doubt: DOUBT });
}

/** The chance of the least likely look, for as many looks as were taken. Looks that do not stand out are not worth the reckoning. */
function surpriseOf(looks: readonly Look[]): number {
  const least = looks.reduce((chance, look) => (standsOut(look.count, median(look.past)) ? Math.min(chance, chanceIn(look)) : chance), 1);
  return Math.max(0, Math.min(MOST_SURPRISE, -Math.log10(Math.max(1e-300, least * looks.length))));
}

function flat(grid: Grid, lanes: Lanes, base: readonly number[]): Habit {
  const ceiling = base.at(-1) ?? 0;
  const mean = base.reduce((sum, count) => sum + count, 0) / base.length;
  const looks = Array.from({ length: grid.end - grid.window }, (_, index) => {
    const bin = grid.window + index;
    const count = lanes.recipients[bin] ?? 0;
    const job = count > ceiling && standsOut(count, mean) ? dailyAt(grid, lanes, bin) : 0;
    return { bin, count, past: base, job, usual: Math.max(mean, job) };
  });
  const unusual = looks.flatMap(({ bin, count, usual }) => (count > ceiling && standsOut(count, usual) ? [{ bin, above: count - usual }] : []));
  // What is usual in as much of the window as is known, and what it does every day.
  const usual = mean * sumOf(lanes.known, grid.window, grid.end) + looks.reduce((sum, each) => sum + each.usual - mean, 0);
  const recipients = sumOf(lanes.recipients, grid.window, grid.end);
  const surprise = unusual.length === 0 ? 0 : surpriseOf(looks.filter(({ count, job }) => job === 0 || standsOut(count, job)));
  const excess = Math.max(recipients - usual, sumAbove(unusual), 0);
  const most = mostOf(grid, lanes, unusual[0]?.bin ?? grid.window);
  return { windows: base.length, seasonal: false, usual, surprise, excess, beyond: excess, unusual, most };
}

/**
 * What a bin usually holds where the same bin of at least half of the days before was a peak among its neighbours: a timed job, or a mailing of every day.
 * Mail that goes on through the day, as a slow misuse does, has no peaks. 0 = there is no such habit.
 */
function dailyAt(grid: Grid, lanes: Lanes, bin: number): number {
  const step = DAY_S / grid.size;
  const days = Array.from({ length: PAST_WINDOWS }, (_, ago) => bin - (ago + 1) * step).filter((then) => then >= 0 && lanes.teaches[then] === 1);
  const peaks = days.flatMap((then) => {
    const count = lanes.recipients[then] ?? 0;
    const around = [...countsOf(lanes, Math.max(0, then - step / 2), then), ...countsOf(lanes, then + 1, then + step / 2)];
    return standsOut(count, around.length === 0 ? 0 : median(around)) ? [count] : [];
  });
  return peaks.length === 0 || peaks.length < days.length / 2 ? 0 : median(peaks);
}

/**
 * The ordinary bins of a short log, ascending: the lower half of all, and then each larger one as long as it follows from those below it. What is left over
 * is out of the ordinary, however long it went on. Bins after the moment teach as well where there are too few before it. null = too few are known.
 */
function flatBase(grid: Grid, lanes: Lanes): number[] | null {
  const before = countsOf(lanes, 0, grid.end);
  const needed = LEAST_WINDOWS + (grid.end - grid.window) / 2;
  const counts = before.length >= needed ? before : [...before, ...countsOf(lanes, grid.end, grid.bins)];
  const sorted = counts.sort((a, b) => a - b);
  let kept = Math.ceil(sorted.length / 2);
  while (kept < sorted.length && !leapsTo(sorted, kept)) kept += 1;
  return kept < LEAST_WINDOWS ? null : sorted.slice(0, kept);
}

function leapsTo(sorted: readonly number[], place: number): boolean {
  const count = sorted[place] ?? 0;
  const below = sorted.slice(0, place);
  return standsOut(count, below.at(-1) ?? 0) && chanceIn({ count, past: below }) < UNUSUAL;
}

function countsOf(lanes: Lanes, from: number, to: number): number[] {
  return [...lanes.recipients.subarray(from, to)].filter((_, index) => lanes.teaches[from + index] === 1);
}

function sumAbove(unusual: Habit['unusual']): number {
  return unusual.reduce((sum, { above }) => sum + above, 0);
}

function mostOf(grid: Grid, lanes: Lanes, before: number): number {
  return Math.max(0, ...lanes.recipients.subarray(0, Math.min(before, grid.end)));
}
