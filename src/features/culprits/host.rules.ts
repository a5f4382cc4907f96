import type { Block } from './block.rules.ts';
import type { Case, CaseLimit } from './case.rules.ts';
import type { Examined } from './examine.rules.ts';
import { type Grid, HOST_REACTS_S, HOUR_S, isBlock, isContent, isUnknown, type Span, windowOf } from './grid.rules.ts';
import { limitWithin } from './joined.rules.ts';
import { because, isoOf } from './reasons.rules.ts';
import type { Sign } from './traces.rules.ts';

/** What is done to more accounts than this at a time is about the pack, not about one of them. */
const FEW_ACCOUNTS = 0.1;
const QUARTER_S = 900;
const STOPPED_TOGETHER_S = 2 * HOUR_S;
/** Hosts count failures of whatever cause, mostly by the hour: what they do speaks against an account when at least so much of that was its own. */
const LEAST_OWN = 0.5;
/** Of so few failures no host makes a matter: it had other reasons. */
const FEW_FAILING = 10;

/** What failed, or was put off, in a stretch of time; `own`: for its addresses and contents, `block`: for the sake of the server. */
export interface Failing {
  readonly all: number;
  readonly own: number;
  readonly block: number;
}

/** A limit or a stop of the host that the block had brought about, and what it counted. Epoch seconds. */
export interface ByBlock {
  readonly kind: CaseLimit['kind'];
  readonly at: number;
  readonly failing: Failing;
}

type Seen = Pick<Examined, 'account' | 'told' | 'slots' | 'own'>;

/** What the host did that speaks against the account: nothing that the block itself set off. */
export function hostSigns(grid: Grid, each: Seen, { input, block }: { readonly input: Case; readonly block: Block | null }): Sign[] {
  const signs: Sign[] = [];
  const stop = stopOf(grid, each, input);
  if (stop !== null && isForItself(each, block, { span: { from: stop - HOST_REACTS_S, to: stop }, few: FEW_FAILING })) {
    // Moments are told to the minute, and counted by quarters. What the host did after that is told, and proves nothing of the moment.
    const later = stop >= Math.floor(input.at / QUARTER_S + 1) * QUARTER_S;
    signs.push({ reason: because(later ? 'suspended_later' : 'suspended_by_host', { at: isoOf(stop) }), weight: later ? 0 : 1, abuse: !later });
  }
  const hit = hitOf(grid, each);
  if (hit === null) return signs;
  const { kind, allowed, counted, times, firstAt, lastAt } = hit;
  const own = kind === 'failures' && isForItself(each, block, { span: hourOf(hit), few: 0 });
  if (kind === 'messages' || own)
    signs.push({
      reason: because('host_limit_hit', { kind, allowed, counted, times, at: isoOf(firstAt), until: isoOf(lastAt) }),
      weight: own ? 1 : 0,
      abuse: own,
    });
  return signs;
}

/** What the host did about the account for the sake of the block; null = nothing. */
export function byBlockOf(grid: Grid, each: Seen, { input, block }: { readonly input: Case; readonly block: Block | null }): ByBlock | null {
  if (block === null) return null;
  const hit = hitOf(grid, each);
  const counted = hit === null ? null : hourOf(hit);
  if (hit?.kind === 'failures' && counted !== null) {
    const failing = failingIn(each, block, counted);
    if (failing.block > failing.own) return { kind: 'failures', at: hit.firstAt, failing };
  }
  const stop = stopOf(grid, each, input);
  const before = stop === null ? null : { from: stop - HOST_REACTS_S, to: stop };
  const failing = before === null ? null : failingIn(each, block, before);
  return stop === null || failing === null || failing.block <= failing.own ? null : { kind: 'suspended', at: stop, failing };
}

/** Limits that the account met in the window, as far as it did. */
export function limitsMet(grid: Grid, { told }: Pick<Seen, 'told'>): CaseLimit[] {
  return told.limits.flatMap((limit) => limitWithin(limit, windowOf(grid)) ?? []);
}

/** The limit of messages or failures that the account met in the window: that of failures first. null = none. */
export function hitOf(grid: Grid, each: Pick<Seen, 'told'>): CaseLimit | null {
  const hits = limitsMet(grid, each).filter(({ kind }) => kind === 'messages' || kind === 'failures');
  return hits.toSorted((a, b) => (a.kind === b.kind ? b.times - a.times : a.kind === 'failures' ? -1 : 1))[0] ?? null;
}

/** The data show less than half of what the host must have counted. */
const FAR_LESS = 0.5;

/**
 * What failed or was put off in the hour before the host stopped the account at its limit of failures, where that is far less than the limit: then the host counts
 * otherwise, or the data do not hold all of its mail. null = no such limit was met, or the data bear it out, or do not tell.
 */
export function lessThanCounted(each: Seen & Pick<Examined, 'source'>, limit: CaseLimit | null): { readonly allowed: number; readonly seen: number } | null {
  if (limit?.kind !== 'failures' || limit.allowed === null || each.source?.kind !== 'log') return null;
  const seen = Math.round(failingIn(each, null, hourOf(limit)).all);
  return seen < FAR_LESS * limit.allowed ? { allowed: limit.allowed, seen } : null;
}

/** When the host stopped the account alone for its mail, in the window or soon after it. null = it did not. */
function stopOf(grid: Grid, each: Seen, input: Case): number | null {
  const window = windowOf(grid);
  const near = stopsOf(each).filter((at) => at >= window.from && at <= window.to + HOST_REACTS_S && isSingle(at, input));
  return near.length === 0 ? null : Math.min(...near);
}

/** When a host stopped an account for its mail. Epoch seconds. */
function stopsOf({ account, told }: Pick<Seen, 'account' | 'told'>): number[] {
  const said = told.limits.filter(({ kind }) => kind === 'suspended' || kind === 'held');
  return [...account.stops.filter(({ aboutMail }) => aboutMail).map(({ at }) => at), ...said.map(({ firstAt }) => firstAt)];
}

function isSingle(at: number, { accounts }: Case): boolean {
  const stopped = (account: Case['accounts'][number]): number[] =>
    stopsOf({ account, told: { traces: [], refusals: [], limits: account.series.flatMap(({ limits }) => limits) } });
  const together = accounts.filter((account) => stopped(account).some((other) => Math.abs(other - at) <= STOPPED_TOGETHER_S)).length;
  return together <= Math.max(1, FEW_ACCOUNTS * accounts.length);
}

/** What a limit had counted when it was first met in the window. */
function hourOf({ firstAt }: CaseLimit): Span {
  return { from: firstAt - HOUR_S, to: firstAt + 1 };
}

/** True when what failed by then was mostly its own, or less than `few`: neither the block nor slow receivers explain what the host did. */
function isForItself(each: Seen, block: Block | null, { span, few }: { readonly span: Span; readonly few: number }): boolean {
  const { all, own } = failingIn(each, block, span);
  return all < few || (own > 0 && own >= LEAST_OWN * all);
}

/** Refusals by the own host are left out: they are what the limit did. */
function failingIn({ slots, own }: Seen, block: Block | null, { from, to }: Span): Failing {
  const found = { all: 0, own: 0, block: 0 };
  for (const slot of slots) {
    if (slot.start >= to || slot.start + slot.seconds <= from) continue;
    for (const outcome of slot.outcomes) {
      const count = outcome.failed + outcome.deferred;
      if (outcome.target === 'host-limit') continue;
      found.all += count;
      // Once the server is refused, receivers call spam what they took before, whoever it is from.
      const excused = isContent(outcome) && block !== null && slot.start + slot.seconds > block.at && !own.contentAlone;
      if (isBlock(outcome) || excused) found.block += count;
      else if (isUnknown(outcome) || isContent(outcome)) found.own += outcome.failed;
    }
  }
  return found;
}
