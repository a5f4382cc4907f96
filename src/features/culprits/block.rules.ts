import { median, quantile } from '../alerts/index.ts';
import type { CaseLine, CaseSeries } from './case.rules.ts';
import { DAY_S, type Grid, HOUR_S, isBlock, type Lanes, startOf, sumOf, windowOf } from './grid.rules.ts';
import { standsOut } from './habit.rules.ts';

/** So many refusals for the server itself, within so long, are a block; fewer are the everyday grumbling of single receivers. */
const LEAST_REFUSALS = 3;
const LEAST_MET = 2;
const WITHIN_S = 2 * HOUR_S;
/** Before a block they were rarer than this share of what they are from then on. */
const RARER = 1 / 4;
/** What this share of the mail of the others meets is everybody's. Fewer than this many recipients tell no share. */
const EVERYBODYS = 0.05;
const LEAST_TRIED = 20;
/** Shares differ from one account to the next, by what its recipients use: up to this factor is no fault. */
const SPREAD = 1.5;

/** What an account may lose on ordinary days, by what is wrong: dead addresses among its own customers, mail that looks like spam, and all of it. */
export const ORDINARY = { unknown: 0.1, content: 0.02, untold: 0.12 } as const;

/**
 * When receivers began to refuse the server itself. `line`: the first such refusal; null = no line tells. It came at `at` or later, and at `by` or before, which
 * are the same where a line tells. `recipients` of the window met it, of so many `accounts`.
 */
export interface Block {
  readonly bin: number;
  readonly at: number;
  readonly by: number;
  readonly line: CaseLine | null;
  readonly recipients: number;
  readonly accounts: number;
}

/** Of one account, what is left of its failures when those that the block brings everybody are taken away. Counts of the window. */
export interface Own {
  readonly unknown: number;
  readonly content: number;
  readonly block: number;
  readonly blockDeferred: number;
  /** The others do not meet refusals for contents since the block, so that those of this one are about its mail. */
  readonly contentAlone: boolean;
  /** Above what fails usually and with the others, where the source tells no reasons; `together`: the others fail as well. */
  readonly untold: number;
  readonly together: boolean;
  /** Of what was sent before the block, which hides what fails after it; all of it where there is none. */
  readonly before: { readonly tried: number; readonly unknown: number; readonly content: number; readonly until: number };
}

/**
 * The first refusals for the server itself in the window, when there were hardly any before, and when they meet more than one account: what a single one meets
 * is about its mail, whatever the words. null = none.
 */
export function blockOf(grid: Grid, lanes: readonly Lanes[], told: readonly Refused[]): Block | null {
  const refused = lanes.map(({ blockFailed, blockDeferred }) => blockFailed.map((count, bin) => count + (blockDeferred[bin] ?? 0)));
  const all = new Float64Array(grid.bins);
  for (const lane of refused) for (let bin = 0; bin < grid.bins; bin++) all[bin] = (all[bin] ?? 0) + (lane[bin] ?? 0);
  const span = Math.ceil(WITHIN_S / grid.size);
  for (let bin = grid.window; bin < grid.end; bin++) {
    if ((all[bin] ?? 0) === 0) continue;
    const until = Math.min(grid.end, bin + span);
    const from = sumOf(all, bin, until);
    const before = sumOf(all, bin - 12 * span, bin) / 12;
    const met = refused.filter((lane) => sumOf(lane, bin, until) > 0).length;
    if (from < LEAST_REFUSALS || met < LEAST_MET || before >= RARER * from) continue;
    const accounts = refused.filter((lane) => sumOf(lane, bin, grid.end) > 0).length;
    return { bin, ...firstOf(grid, bin, told), recipients: Math.round(sumOf(all, bin, grid.end)), accounts };
  }
  return null;
}

type Refused = Pick<CaseSeries, 'refusals'>;

function firstOf(grid: Grid, bin: number, told: readonly Refused[]): Pick<Block, 'at' | 'by' | 'line'> {
  const start = startOf(grid, bin);
  const lines = told
    .flatMap(({ refusals }) => refusals.flatMap((refusal) => (isBlock(refusal) ? [refusal.line] : [])))
    .map((line) => ({ line, at: Date.parse(line.at) / 1000 }))
    .filter(({ at }) => at >= start && at < start + WITHIN_S + grid.size)
    .sort((a, b) => a.at - b.at || a.line.line - b.line.line);
  const first = lines[0];
  return first === undefined ? { at: start, by: start + grid.size, line: null } : { at: first.at, by: first.at, line: first.line };
}

/** The first refusal in the window for the address of the server where no block began with it; null = there is none, or no line of it. */
export function singleOf(grid: Grid, told: readonly Refused[], block: Block | null): CaseLine | null {
  const { from, to } = windowOf(grid);
  const [first] = told
    .flatMap(({ refusals }) => refusals.flatMap(({ target, line }) => (target === 'sender-ip' ? [{ line, at: Date.parse(line.at) / 1000 }] : [])))
    .filter(({ at }) => at >= from && at < Math.min(to, block?.at ?? to))
    .sort((a, b) => a.at - b.at || a.line.line - b.line.line);
  return first?.line ?? null;
}

/** What each account's failures say of itself, in the order of `lanes`. */
export function ownFailures(grid: Grid, lanes: readonly Lanes[], block: Block | null): Own[] {
  const from = block === null ? grid.end : Math.max(grid.window, block.bin);
  const all = (start: number, lane: (of: Lanes) => Float64Array): number[] => lanes.map((each) => sumOf(lane(each), start, grid.end));
  const tried = all(from, ({ recipients }) => recipients);
  const unknown = everybodys(
    all(from, (each) => each.unknown),
    tried,
  );
  const content = everybodys(
    all(from, (each) => each.content),
    tried,
  );
  const failed = everybodys(
    all(grid.window, (each) => each.failed),
    all(grid.window, ({ recipients }) => recipients),
  );
  return lanes.map((each, index): Own => {
    const shared = { unknown: unknown[index]?.count ?? 0, content: content[index]?.count ?? 0 };
    return {
      unknown: sumOf(each.unknown, grid.window, grid.end) - shared.unknown,
      content: sumOf(each.content, grid.window, grid.end) - shared.content,
      block: sumOf(each.blockFailed, grid.window, grid.end) + shared.unknown + shared.content,
      blockDeferred: sumOf(each.blockDeferred, grid.window, grid.end),
      contentAlone: content[index]?.alone ?? false,
      ...(each.reasons ? { untold: 0, together: false } : untoldOf(grid, each, failed[index]?.count ?? 0)),
      before: {
        tried: sumOf(each.recipients, grid.window, from),
        unknown: sumOf(each.unknown, grid.window, from),
        content: sumOf(each.content, grid.window, from),
        until: from,
      },
    };
  });
}

/** Of the refusals of each account, those that the others meet as well: each of the others counts as one, however much it sends. */
function everybodys(refused: readonly number[], tried: readonly number[]): { readonly count: number; readonly alone: boolean }[] {
  const telling = tried.flatMap((count, place) => (count >= LEAST_TRIED ? [{ place, share: (refused[place] ?? 0) / count }] : []));
  telling.sort((a, b) => a.share - b.share || a.place - b.place);
  const rank = new Map(telling.map(({ place }, index) => [place, index]));
  return refused.map((count, place) => {
    const usual = middleWithout(telling, rank.get(place));
    if (usual === null || usual < EVERYBODYS) return { count: 0, alone: usual !== null };
    return { count: Math.min(count, usual * SPREAD * (tried[place] ?? 0)), alone: false };
  });
}

/** The median share of all but one; null where fewer than two are left. */
function middleWithout(sorted: readonly { readonly share: number }[], without: number | undefined): number | null {
  const left = sorted.length - (without === undefined ? 0 : 1);
  const at = (index: number): number => sorted[without !== undefined && index >= without ? index + 1 : index]?.share ?? 0;
  return left < 2 ? null : (at(Math.floor((left - 1) / 2)) + at(Math.ceil((left - 1) / 2))) / 2;
}

function untoldOf(grid: Grid, lanes: Lanes, shared: number): Pick<Own, 'untold' | 'together'> {
  const failed = sumOf(lanes.failed, grid.window, grid.end);
  const tried = sumOf(lanes.recipients, grid.window, grid.end);
  const rate = rateBefore(grid, lanes, { lane: lanes.failed, most: ORDINARY.untold });
  return { untold: Math.max(0, failed - rate * tried - shared), together: shared > 0 };
}

/** Below so many recipients a stretch tells no share, and fewer stretches than these no habit. */
const LEAST_A_STRETCH = 10;
const LEAST_STRETCHES = 3;
/** Where the log is too short for days, hours tell: as many of them together as leave enough stretches. */
const SHORTER_S = [6 * HOUR_S, 3 * HOUR_S, HOUR_S];

interface Met {
  readonly lane: Float64Array;
  readonly most: number;
}

/**
 * The share of recipients that a kind of failure takes on ordinary days: the lower quartile of the days before the window that do not stand out, so that a
 * misuse that began days ago does not pass for a habit, and never more than `most`, which is also what is supposed where the past does not tell.
 */
export function rateBefore(grid: Grid, lanes: Lanes, { lane, most }: Met): number {
  const days = ratesOf(grid, lanes, { lane, seconds: DAY_S, end: grid.window });
  return days.length < LEAST_STRETCHES ? most : Math.min(most, quantile(days, 0.25));
}

/**
 * The same by the best guess: of a log of a day or two the lower quartile of its shorter stretches, those of the window among them, as a misuse is in some of
 * them and its account in all. Good enough to put accounts in an order, not to hold anything against them.
 */
export function rateGuessed(grid: Grid, lanes: Lanes, { lane, most }: Met): number {
  if (ratesOf(grid, lanes, { lane, seconds: DAY_S, end: grid.window }).length >= LEAST_STRETCHES) return rateBefore(grid, lanes, { lane, most });
  for (const seconds of SHORTER_S) {
    const rates = ratesOf(grid, lanes, { lane, seconds, end: grid.end });
    if (rates.length >= LEAST_STRETCHES) return Math.min(most, quantile(rates, 0.25));
  }
  return most;
}

/** The share that failed of each stretch of so many seconds up to before `end` that does not stand out. */
function ratesOf(grid: Grid, lanes: Lanes, { lane, seconds, end: last }: Pick<Met, 'lane'> & { readonly seconds: number; readonly end: number }): number[] {
  const step = seconds / grid.size;
  const stretches: { readonly tried: number; readonly met: number }[] = [];
  for (let end = last; end - step >= 0; end -= step) {
    if (sumOf(lanes.known, end - step, end) > 0) stretches.push({ tried: sumOf(lanes.recipients, end - step, end), met: sumOf(lane, end - step, end) });
  }
  const usual = median(stretches.map(({ tried }) => tried));
  return stretches.filter(({ tried }) => tried >= LEAST_A_STRETCH && !standsOut(tried, usual)).map(({ tried, met }) => met / tried);
}
