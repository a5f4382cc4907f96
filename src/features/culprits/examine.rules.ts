import { type Block, ORDINARY, type Own, ownFailures, rateBefore, rateGuessed } from './block.rules.ts';
import type { Case, CaseAccount, CaseSeries, CaseSource } from './case.rules.ts';
import { type Grid, HOUR_S, knownShare, type Lanes, lanesOf, startOf, sumOf } from './grid.rules.ts';
import { ABOVE, type Habit, habitOf, isLearnedBefore, standsOut } from './habit.rules.ts';

/** Unusual bins closer to each other than this are one stretch. */
const APART_S = 3 * HOUR_S;

/** One account laid over the grid: by the source that shows its window best. Figures of other sources are of the same mail, and never added to it. */
export interface Laid {
  readonly account: CaseAccount;
  /** null = no source knows anything of it. */
  readonly source: CaseSource | null;
  readonly slots: CaseSeries['slots'];
  /** Traces, answers and limits: of that source, or of the log that shows the window best where figures of a panel show it better. */
  readonly told: Pick<CaseSeries, 'traces' | 'refusals' | 'limits'>;
  /** Since when that was read. Epoch seconds; null = it was not. */
  readonly toldSince: number | null;
  readonly lanes: Lanes;
  readonly habit: Habit;
  /** What another source counts in the window, and what is usual by the days before as it counts them. null = there is none that knows, or it is not needed. */
  readonly beside: Beside | null;
}

export interface Beside {
  readonly source: string;
  readonly recipients: number;
  readonly usual: number;
}

/** What is found out about an account by itself. Counts are of the window. */
export interface Examined extends Laid {
  readonly recipients: number;
  readonly messages: number;
  readonly failed: number;
  readonly deferred: number;
  readonly forwarded: number;
  readonly own: Own;
  /** Of `own`, what is above what the account loses anyway. */
  readonly above: { readonly unknown: number; readonly content: number; readonly untold: number };
  /** What failed for its own sake above what it loses anyway, as far as can be guessed: for the order of accounts only. */
  readonly failing: number;
  /** The same of what was sent before the block. */
  readonly aboveBefore: { readonly unknown: number; readonly content: number };
  /** When its last unusual stretch began (epoch seconds); null = no single hour was unusual. */
  readonly onset: number | null;
}

/** Lays an account over the grid. Logs come before counts of panels where they know half of the window, unless only the others tell what is usual. */
export function layOut(grid: Grid, account: CaseAccount, sources: Case['sources']): Laid {
  const laid = account.series.flatMap((series) => {
    const source = sources[series.source];
    if (source === undefined) return [];
    const lanes = lanesOf(grid, series, source);
    return [{ series, source, lanes, habit: habitOf(grid, lanes), share: knownShare(lanes, grid.window, grid.end) }];
  });
  const tells = laid.some(({ habit, share }) => habit.usual !== null && share >= LEAST_KNOWN);
  const worth = ({ source, habit, share }: (typeof laid)[number]): number => {
    const isLog = source.kind === 'log' && share >= LEAST_KNOWN;
    return share + (isLog ? 1 : 0) + (tells && habit.usual !== null && share >= LEAST_KNOWN ? 2 : 0);
  };
  const sorted = laid.toSorted((a, b) => worth(b) - worth(a));
  const [best] = sorted;
  if (best === undefined) {
    const lanes = lanesOf(grid, { slots: [], covered: null }, NO_SOURCE);
    return { account, source: null, slots: [], told: NOTHING_TOLD, toldSince: null, lanes, habit: habitOf(grid, lanes), beside: null };
  }
  const { series: told, source: teller } = sorted.find(({ source }) => source.kind === 'log') ?? best;
  const { source, series, lanes, habit } = best;
  const beside = isLearnedBefore(grid, lanes) ? null : besideOf(grid, sorted.slice(1));
  return { account, source, slots: series.slots, told, toldSince: teller.covered[0]?.from ?? null, lanes, habit, beside };
}

function besideOf(grid: Grid, others: readonly (Pick<Laid, 'lanes' | 'habit'> & { readonly source: CaseSource; readonly share: number })[]): Beside | null {
  for (const { source, lanes, habit, share } of others) {
    if (share < LEAST_KNOWN || habit.usual === null || !isLearnedBefore(grid, lanes)) continue;
    return { source: source.name, recipients: Math.round(sumOf(lanes.recipients, grid.window, grid.end)), usual: Math.round(habit.usual) };
  }
  return null;
}

/** Below this share of the window a source does not show it. */
const LEAST_KNOWN = 0.5;
const NOTHING_TOLD: Laid['told'] = { traces: [], refusals: [], limits: [] };
const NO_SOURCE: CaseSource = {
  kind: 'panel',
  name: '',
  covered: [],
  grain: HOUR_S,
  definition: '',
  gaps: [],
  overlaps: [],
  lines: 0,
  skipped: 0,
  absent: [],
  unattributed: { messages: 0, recipients: 0 },
};

/** Looks at all accounts: what failed for themselves, what everybody met, and since when they were unusual. */
export function examine(grid: Grid, laid: readonly Laid[], block: Block | null): Examined[] {
  const own = ownFailures(
    grid,
    laid.map(({ lanes }) => lanes),
    block,
  );
  return laid.map((each, index): Examined => {
    const failures = own[index] ?? {
      unknown: 0,
      content: 0,
      block: 0,
      blockDeferred: 0,
      contentAlone: false,
      untold: 0,
      together: false,
      before: { tried: 0, unknown: 0, content: 0, until: grid.end },
    };
    const inWindow = (lane: Float64Array): number => sumOf(lane, grid.window, grid.end);
    const recipients = inWindow(each.lanes.recipients);
    const above = aboveUsual(grid, each.lanes, { own: failures, rate: rateBefore });
    const guessed = aboveUsual(grid, each.lanes, { own: failures, rate: rateGuessed });
    // Once the server is refused, receivers call spam what they took before: of one that sends what it always does, only what came earlier counts, unless the others meet none.
    const all = block === null || failures.contentAlone || isMuchMail(each, recipients);
    return {
      ...each,
      recipients,
      messages: messagesIn(each, grid),
      failed: inWindow(each.lanes.failed),
      deferred: inWindow(each.lanes.deferred),
      forwarded: inWindow(each.lanes.forwarded),
      own: failures,
      above: { unknown: above.unknown, content: all ? above.content : above.before.content, untold: failures.untold },
      aboveBefore: above.before,
      failing: guessed.unknown + (all ? guessed.content : guessed.before.content) + failures.untold,
      onset: onsetOf(grid, each),
    };
  });
}

interface Above {
  readonly unknown: number;
  readonly content: number;
  readonly before: { readonly unknown: number; readonly content: number };
}

/** Of its own failures, in the window and before the block, those above what it loses at that rate anyway. */
function aboveUsual(grid: Grid, lanes: Lanes, { own, rate }: { readonly own: Own; readonly rate: typeof rateBefore }): Above {
  const tried = sumOf(lanes.recipients, grid.window, grid.end);
  const above = (what: 'unknown' | 'content', { failed, of }: { readonly failed: number; readonly of: number }): number =>
    Math.max(0, failed - rate(grid, lanes, { lane: lanes[what], most: ORDINARY[what] }) * of);
  return {
    unknown: above('unknown', { failed: own.unknown, of: tried }),
    content: above('content', { failed: own.content, of: tried }),
    before: {
      unknown: above('unknown', { failed: own.before.unknown, of: own.before.tried }),
      content: above('content', { failed: own.before.content, of: own.before.tried }),
    },
  };
}

/** Messages in the window, as the chosen source counts them; of one that does not tell them apart, recipients. */
function messagesIn({ slots, source, lanes }: Laid, grid: Grid): number {
  const from = startOf(grid, grid.window);
  const to = startOf(grid, grid.end);
  const telling = slots.filter(({ start, messages }) => start >= from && start < to && messages !== null);
  return source?.kind === 'log' && telling.length > 0
    ? telling.reduce((sum, { messages }) => sum + (messages ?? 0), 0)
    : sumOf(lanes.recipients, grid.window, grid.end);
}

/** True when the account sent much more than it does usually, or nobody knows what it does. */
export function isMuchMail({ habit }: Pick<Laid, 'habit'>, recipients: number): boolean {
  return habit.usual === null ? recipients >= ABOVE : standsOut(recipients, habit.usual) || habit.unusual.length > 0;
}

/** The start of the last stretch of unusual bins, to the quarter where the source knows it. */
function onsetOf(grid: Grid, { slots, source, habit }: Laid): number | null {
  const bins = habit.unusual.map(({ bin }) => bin);
  const last = bins.findLastIndex((bin, index) => index === 0 || (bin - (bins[index - 1] ?? bin)) * grid.size > APART_S);
  const bin = bins[last];
  if (bin === undefined) return null;
  const start = startOf(grid, bin);
  const usualSlot = ((habit.usual ?? 0) / Math.max(1, grid.end - grid.window)) * 2;
  const within = slots.filter((slot) => slot.start >= start && slot.start < start + grid.size && slot.recipients > usualSlot);
  return source?.kind === 'log' ? Math.min(start + grid.size - 1, ...within.map((slot) => slot.start)) : start;
}
