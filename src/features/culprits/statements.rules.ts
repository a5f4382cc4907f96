import type { Statement } from '../../contract/culprits.ts';
import type { StatementCode } from '../../shared/culprits.ts';
import type { Block } from './block.rules.ts';
import type { Case, CaseLimit } from './case.rules.ts';
import { type Grid, isBlock, knownShare, sumOf, windowOf } from './grid.rules.ts';
import { ABOVE, isLearnedBefore, withinOf } from './habit.rules.ts';
import { byBlockOf, lessThanCounted, limitsMet } from './host.rules.ts';
import type { Labelled } from './label.rules.ts';
import { isoOf } from './reasons.rules.ts';
import { announcedOf } from './signs.rules.ts';
import { isAbuse } from './weigh.rules.ts';

/** An account is hurt by a block when at least so much of what failed or was put off since then met it. */
const NEARLY_ALL = 0.8;
/** So many recipients put off are worth a sentence when they are at least this share of the mail, or of what did not arrive at once. */
const LEAST_PUT_OFF = 5;
const MOSTLY = 0.5;
/** Below this share of the window nothing is said of an account that shows no mail. */
const LEAST_SEEN = 0.9;
/** Hardly anything failed: fewer than this, where it was the lesser part, or a smaller share. */
const FEW_FAILED = 5;
const FEW_OF_ALL = 0.05;
/** More than usual is told from so many times the usual on. */
const MORE = 1.5;

/**
 * What each sentence is told. Counts are recipients of the window. `at`: the first refusal for the server; `failed`: refused for good, for whatever reason;
 * `percent`: of the window that is known, or of the mail that was put off; `usual` likewise of days before, null = not known.
 */
export interface StatementFactsOf {
  readonly hurt_by_block: { readonly met: number; readonly of: number; readonly at: string };
  readonly stopped_by_limit: {
    readonly kind: string;
    readonly allowed: number | null;
    readonly counted: number | null;
    readonly times: number;
    readonly at: string;
    readonly until: string;
    readonly failed: number;
    /** Of a limit of failures, where the data show far less in the hour before it. */
    readonly seen?: number;
  };
  readonly put_off_by_receivers: {
    readonly deferred: number;
    readonly recipients: number;
    readonly percent: number;
    readonly usual: number | null;
    readonly failed: number;
  };
  readonly as_usual: { readonly recipients: number; readonly usual: number; readonly failed: number };
  /** As `source` counts, which is not what the figures beside it count. */
  readonly usual_beside: { readonly source: string; readonly counted: number; readonly usual: number; readonly failed: number };
  readonly even: { readonly recipients: number; readonly failed: number };
  readonly announced: { readonly recipients: number; readonly usual: number; readonly from: string; readonly to: string };
  /** `source`: by another source than the one it was judged by, and as that counts. */
  readonly above_usual: { readonly recipients: number; readonly usual: number; readonly failed: number; readonly within?: number; readonly source?: string };
  readonly few_with_signs: { readonly recipients: number };
  readonly nothing_sent: Readonly<Record<string, never>>;
  readonly usual_unknown: { readonly recipients: number; readonly failed: number };
  readonly nothing_known: Readonly<Record<string, never>>;
}

type Said = Pick<Statement, 'code' | 'facts'>;

interface Ground {
  readonly grid: Grid;
  readonly block: Block | null;
  readonly input: Case;
}

/** What can be said of an account that is not suspected: the first that is true, from what was found out to what is not known. */
export function statementOf(each: Labelled, ground: Ground): Statement {
  const { account, domain } = each.account;
  return { account, domain, ...saidOf(each, ground) };
}

function saidOf(each: Labelled, ground: Ground): Said {
  const { grid } = ground;
  const { recipients, forwarded, lanes, signs, habit, beside } = each;
  const failed = Math.round(each.failed);
  const tried = Math.round(recipients);
  if (isAbuse(signs)) return says('few_with_signs', { recipients: tried });
  if (recipients + forwarded + failed === 0) {
    return knownShare(lanes, grid.window, grid.end) >= LEAST_SEEN ? says('nothing_sent', {}) : says('nothing_known', {});
  }
  const more = habit.usual === null ? null : above(each, grid, habit.usual);
  const found = stopped(each, ground) ?? (each.candidate ? more : null) ?? hurt(each, ground) ?? more;
  if (found !== null) return found;
  if (beside !== null && isMore(beside.recipients, beside.usual)) return says('above_usual', { ...beside, failed });
  if (habit.usual === null && beside === null) return says('usual_unknown', { recipients: tried, failed });
  const steady = putOff(each, grid);
  if (steady !== null) return steady;
  if (beside !== null) return says('usual_beside', { source: beside.source, counted: beside.recipients, usual: beside.usual, failed });
  if (habit.usual !== null && isLearnedBefore(grid, lanes)) return says('as_usual', { recipients: tried, usual: Math.round(habit.usual), failed });
  return failed === 0 || failed < FEW_OF_ALL * tried || (failed < FEW_FAILED && failed < MOSTLY * tried)
    ? says('even', { recipients: tried, failed })
    : says('usual_unknown', { recipients: tried, failed });
}

function hurt(each: Labelled, { grid, block, input }: Ground): Said | null {
  if (block === null) return null;
  const since = (lane: Float64Array): number => sumOf(lane, block.bin, grid.end);
  const met = since(each.lanes.blockFailed) + since(each.lanes.blockDeferred);
  const limited = byBlockOf(grid, each, { input, block }) === null ? 0 : hostRefusals(each, block.at);
  const of = since(each.lanes.failed) + since(each.lanes.deferred);
  if (met < 1 || met + limited < NEARLY_ALL * of) return null;
  return says('hurt_by_block', { met: Math.round(met), of: Math.round(Math.max(met, of)), at: isoOf(block.at) });
}

/** What the own host refused from then on. */
function hostRefusals({ slots }: Labelled, from: number): number {
  const outcomes = slots.filter(({ start }) => start >= from).flatMap((slot) => slot.outcomes.filter(({ target }) => target === 'host-limit'));
  return outcomes.reduce((sum, { failed, deferred }) => sum + failed + deferred, 0);
}

/** By a limit of the host that the block did not set off. */
function stopped(each: Labelled, { grid, block, input }: Ground): Said | null {
  if (byBlockOf(grid, each, { input, block }) !== null) return null;
  const [most] = limitsMet(grid, each).toSorted((a: CaseLimit, b: CaseLimit) => b.times - a.times || a.firstAt - b.firstAt);
  if (most === undefined) return null;
  const { kind, allowed, counted, times, firstAt, lastAt } = most;
  const less = lessThanCounted(each, most);
  const seen = less === null ? {} : { seen: less.seen };
  return says('stopped_by_limit', { kind, allowed, counted, times, at: isoOf(firstAt), until: isoOf(lastAt), failed: Math.round(each.failed), ...seen });
}

function above(each: Labelled, grid: Grid, usual: number): Said | null {
  const { recipients, candidate, unexplained } = each;
  const facts = { recipients: Math.round(recipients), usual: Math.round(usual) };
  if (!candidate && !isMore(recipients, usual)) return null;
  const announced = announcedOf(grid, each);
  if (announced !== null && unexplained < ABOVE)
    return says('announced', { ...facts, from: isoOf(announced.announcement.from), to: isoOf(announced.announcement.to) });
  return says('above_usual', { ...facts, failed: Math.round(each.failed), ...withinOf(grid, each.lanes) });
}

function isMore(recipients: number, usual: number): boolean {
  return recipients >= MORE * usual && recipients - usual >= ABOVE;
}

function putOff(each: Labelled, grid: Grid): Said | null {
  const { recipients } = each;
  const deferred = deferredByReceivers(each, windowOf(grid));
  const failed = Math.round(each.failed);
  if (deferred < Math.max(LEAST_PUT_OFF, FEW_OF_ALL * recipients) || (deferred < MOSTLY * recipients && deferred < MOSTLY * (deferred + failed))) return null;
  const before = sumOf(each.lanes.recipients, 0, grid.window);
  const usual = before < ABOVE ? null : Math.round((100 * sumOf(each.lanes.deferred, 0, grid.window)) / before);
  const percent = Math.min(100, Math.round((100 * deferred) / Math.max(1, recipients)));
  return says('put_off_by_receivers', {
    deferred: Math.round(deferred),
    recipients: Math.round(recipients),
    percent,
    usual: usual !== null && usual >= percent * MOSTLY ? usual : null,
    failed,
  });
}

/** Put off by whoever was to take it: neither by the own host nor for the sake of the server. */
export function deferredByReceivers({ slots }: Pick<Labelled, 'slots'>, { from, to }: { readonly from: number; readonly to: number }): number {
  const within = slots.filter(({ start }) => start >= from && start < to);
  const sum = (list: readonly { readonly deferred: number | null }[]): number => list.reduce((all, { deferred }) => all + (deferred ?? 0), 0);
  const others = within.flatMap(({ outcomes }) => outcomes.filter((outcome) => outcome.target === 'host-limit' || isBlock(outcome)));
  return Math.max(0, sum(within) - sum(others));
}

function says<C extends StatementCode>(code: C, facts: StatementFactsOf[C]): Said {
  return { code, facts: { ...facts } };
}
