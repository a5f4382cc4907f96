import { wilsonLowerBound } from '../alerts/index.ts';
import type { Case } from './case.rules.ts';
import { type Examined, isMuchMail } from './examine.rules.ts';
import { binOf, type Grid, HOUR_S, startOf, sumOf } from './grid.rules.ts';
import { ABOVE } from './habit.rules.ts';
import { hitOf } from './host.rules.ts';
import { announcedOf } from './signs.rules.ts';
import type { Sign } from './traces.rules.ts';

/** Mail above the usual without any sign of abuse counts so much less: most such peaks are lawful. */
const HARMLESS = 0.25;
/** So do signs that an old list explains as well. */
const DOUBTFUL = 0.5;
/** What lies within its busy days counts so much less again where nothing shows abuse: the largest accounts vary most. */
const WITHIN_BUSY = 0.25;
/** Who fails for his own sake, even too seldom for a sign, is taken to have sent mail of which this share fails, the least that tells against anybody. */
const FAILING = 0.1;
/** Unusual bins tell when it was where they are at least such a part of all that is above the usual. */
const MOST_OF_IT = 0.5;
/** What the host itself stopped counts that much more. */
const NAMED = 2;
/** What lies this part of the window back counts half: hosts react to what is going on. */
const HALF_LIFE = 1 / 6;

/** An account with what speaks for its being the cause. */
export interface Weighed extends Examined {
  readonly signs: readonly Sign[];
  /** What remains above the usual when announcements are taken away. */
  readonly unexplained: number;
  /** What shows abuse by itself: failures of its own, or the mail of a trace. */
  readonly blamed: number;
  readonly weight: number;
  /** Of all weights, 0…1: labels and ranks go by it. */
  readonly share: number;
  /** Of all recipients above the usual that nothing explains, counted plainly, 0…1. */
  readonly plainShare: number;
  /** It sent much more than usual, or bears signs of abuse. */
  readonly candidate: boolean;
  readonly alone: Alone | null;
}

/** What the limit counted at most, with everybody and without the account; `own`: it is a limit on each account, which only its own mail can break. */
export interface Alone {
  readonly own: boolean;
  readonly limit: number;
  readonly with: number;
  readonly without: number;
  readonly sufficient: boolean;
}

export function isAbuse(signs: readonly Sign[]): boolean {
  return signs.some(({ abuse }) => abuse);
}

/** What the host did is its answer, and proves nothing by itself. */
const DONE_BY_HOST: ReadonlySet<string> = new Set(['host_limit_hit', 'suspended_by_host']);
/** A list that was kept badly may be dead to a fifth: only more than that proves something by itself (lower end of the interval of Wilson). */
const STALE = 0.2;

/** True for a sign of abuse that neither the host nor a list that has gone stale explains. */
export function isProof({ abuse, reason: { code, facts } }: Sign): boolean {
  if (!abuse || DONE_BY_HOST.has(code)) return false;
  return (code !== 'unknown_recipients' && code !== 'many_failures') || wilsonLowerBound(Number(facts['count']), Number(facts['of'])) > STALE;
}

/** Gives each account its share of what nothing explains. */
export function weigh(
  grid: Grid,
  examined: readonly Examined[],
  { signs, limit }: { readonly signs: readonly (readonly Sign[])[]; readonly limit: Case['limit'] },
): Weighed[] {
  const weighed = examined.map((each, index) => {
    const own = signs[index] ?? [];
    const amount = amountOf(grid, each, own);
    return { ...each, signs: own, ...amount, candidate: isMuchMail(each, each.recipients) || (isAbuse(own) && each.recipients >= ABOVE) };
  });
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const above = weighed.reduce((sum, { unexplained }) => sum + unexplained, 0);
  const alone = aloneOf(grid, examined, limit);
  return weighed.map((each, index) => ({
    ...each,
    share: total <= 0 ? 0 : each.weight / total,
    plainShare: above <= 0 ? 0 : each.unexplained / above,
    alone: alone[index] ?? null,
  }));
}

/** What is held against an account: its mail above the usual, by what shows abuse in it, or what failed for its own sake; what went on of late weighs more. */
function amountOf(grid: Grid, each: Examined, signs: readonly Sign[]): Pick<Weighed, 'unexplained' | 'blamed' | 'weight'> {
  const { habit, recipients } = each;
  const announced = announcedOf(grid, each)?.recipients ?? 0;
  const unexplained = Math.max(0, habit.excess - announced);
  const failing = HARMLESS * Math.min(recipients, each.failing / FAILING);
  if (!isAbuse(signs)) {
    const odd = Math.max(habit.beyond - announced, WITHIN_BUSY * unexplained);
    return { unexplained, blamed: 0, weight: Math.max(HARMLESS * odd, failing) * freshness(grid, each) };
  }
  const named = signs.some(({ reason }) => reason.code === 'suspended_by_host');
  const factor = named ? NAMED : signs.some(isProof) ? 1 : DOUBTFUL;
  const blamed = blamedOf(each, signs);
  return { unexplained, blamed, weight: Math.max(factor * unexplained, blamed, failing) * freshness(grid, each) };
}

/** What shows abuse: failures of its own that it does not usually have, or the mail of its traces, whatever is more. */
function blamedOf({ above }: Examined, signs: readonly Sign[]): number {
  return Math.max(
    above.unknown + above.content + above.untold,
    ...signs.flatMap(({ abuse, recipients }) => (abuse && recipients !== undefined ? [recipients] : [])),
  );
}

/** How near to the moment its mail above the usual is, 0…1: the mean over its unusual bins, or over all of its mail where these are the lesser part of it. */
function freshness(grid: Grid, { habit, lanes }: Examined): number {
  const half = Math.max(HOUR_S / grid.size, (grid.end - grid.window) * HALF_LIFE);
  const unusual = habit.unusual.map(({ bin, above }) => ({ bin, amount: above }));
  const sum = unusual.reduce((all, { amount }) => all + amount, 0);
  const amounts = sum > 0 && sum >= MOST_OF_IT * habit.excess ? unusual : binsOf(grid, lanes.recipients);
  const total = amounts.reduce((sum, { amount }) => sum + amount, 0);
  return total <= 0 ? 0 : amounts.reduce((sum, { bin, amount }) => sum + amount * 0.5 ** ((grid.end - bin - 0.5) / half), 0) / total;
}

function binsOf(grid: Grid, lane: Float64Array): { readonly bin: number; readonly amount: number }[] {
  return [...lane.subarray(grid.window, grid.end)].map((amount, index) => ({ bin: grid.window + index, amount }));
}

/**
 * Leave one out: whether the limit had held without the account. A limit on the whole pack comes before those on each account; of these its own, where it is
 * known. null = no limit is known.
 */
function aloneOf(grid: Grid, examined: readonly Examined[], limit: Case['limit']): (Alone | null)[] {
  if (limit?.scope !== 'pack') return examined.map((each) => ownAlone(grid, each, limit));
  const span = Math.max(1, Math.round(limit.seconds / grid.size));
  const counted = examined.map((each) => countedOf(grid, each, limit.counts));
  const all = new Float64Array(grid.bins);
  for (const lane of counted) for (let bin = 0; bin < grid.bins; bin++) all[bin] = (all[bin] ?? 0) + (lane[bin] ?? 0);
  const most = mostWithin(grid, all, span);
  return counted.map((lane): Alone => {
    const without = mostWithin(
      grid,
      all.map((count, bin) => count - (lane[bin] ?? 0)),
      span,
    );
    const sufficient = most > limit.count && without <= limit.count;
    return { own: false, limit: limit.count, with: Math.round(most), without: Math.round(without), sufficient };
  });
}

function ownAlone(grid: Grid, each: Examined, limit: Case['limit']): Alone | null {
  // A number that stood in a log counts only where the server held the account to it in this window: else it was another time, or is not enforced.
  const held = hitOf(grid, each)?.kind === 'messages';
  const valid = each.account.allowed.filter(({ counts, from }) => counts !== 'failures' && (from === 'panel' || held));
  const [own] = valid.sort((a, b) => a.seconds - b.seconds || a.count - b.count);
  const rule = own ?? limit;
  if (rule === null || rule.counts === 'failures') return null;
  const most = mostWithin(grid, countedOf(grid, each, rule.counts), Math.max(1, Math.round(rule.seconds / grid.size)));
  return { own: true, limit: rule.count, with: Math.round(most), without: 0, sufficient: most > rule.count };
}

/** What a limit counts of an account, bin by bin: messages where it counts those and the source tells them apart from recipients. */
function countedOf(grid: Grid, { lanes, slots }: Examined, counts: 'messages' | 'recipients'): Float64Array {
  if (counts === 'recipients') return lanes.recipients;
  const counted = new Float64Array(grid.bins);
  for (const { start, seconds, messages, recipients } of slots) {
    const [first, last] = [Math.max(0, binOf(grid, start)), Math.min(grid.bins - 1, binOf(grid, start + seconds - 1))];
    for (let bin = first; bin <= last; bin++) {
      const part = Math.min(start + seconds, startOf(grid, bin + 1)) - Math.max(start, startOf(grid, bin));
      counted[bin] = (counted[bin] ?? 0) + ((messages ?? recipients) * part) / seconds;
    }
  }
  return counted;
}

/** The most in any stretch of so many bins that ends in the window. */
function mostWithin(grid: Grid, lane: Float64Array, span: number): number {
  let sum = sumOf(lane, grid.window - span + 1, grid.window + 1);
  let most = sum;
  for (let bin = grid.window + 1; bin < grid.end; bin++) {
    sum += (lane[bin] ?? 0) - (lane[bin - span] ?? 0);
    most = Math.max(most, sum);
  }
  return most;
}
