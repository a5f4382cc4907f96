import type { Suspect } from '../../contract/culprits.ts';
import { ClientId, HostedId } from '../../contract/ids.ts';
import type { CaseLine, FailureTarget } from './case.rules.ts';
import type { Examined } from './examine.rules.ts';
import { type Grid, HOUR_S, isContent, isUnknown, knownShare, startOf, sumOf, windowOf } from './grid.rules.ts';
import { type Ground, reasonsAgainst, reasonsFor } from './grounds.rules.ts';
import { isLearnedBefore } from './habit.rules.ts';
import { sumsOf } from './joined.rules.ts';
import type { Labelled } from './label.rules.ts';
import { isoOf } from './reasons.rules.ts';

/** A window is shown in so many parts, and at most so many windows before it. */
const PARTS = 24;
const WINDOWS_BEFORE = 7;
const MOST_TRACES = 10;
const MOST_EVIDENCE = 12;
const MOST_OF_A_KIND = 3;

/** An account as the verdict shows it; `whole`: with its traces and its course of time. */
export function suspectOf(each: Labelled, ground: Ground, whole: boolean): Suspect {
  const { account, habit, own } = each;
  const { grid } = ground;
  return {
    account: account.account,
    domain: account.domain,
    hostedId: account.hostedId === null ? null : HostedId.parse(Number(account.hostedId)),
    clientId: account.clientId === null ? null : ClientId.parse(account.clientId),
    clientName: account.clientName,
    label: each.label,
    share: rounded(each.plainShare, 4),
    weightedShare: rounded(each.share, 4),
    recipients: Math.round(each.recipients),
    usual: habit.usual === null ? null : rounded(habit.usual, 1),
    usualFrom: habit.usual === null ? null : isLearnedBefore(grid, each.lanes) ? 'before' : 'window',
    excess: Math.round(habit.excess),
    surprise: habit.surprise === null ? null : rounded(habit.surprise, 1),
    failed: Math.round(each.failed),
    failedByOwn: Math.round(own.unknown + own.content + own.untold),
    failedByBlock: Math.round(own.block),
    failures: failuresOf(grid, each),
    sufficientAlone: each.alone?.sufficient ?? null,
    onsetAt: each.onset === null ? null : isoOf(each.onset),
    reasonsFor: reasonsFor(each, ground),
    reasonsAgainst: reasonsAgainst(each, ground),
    traces: whole ? tracesOf(grid, each) : [],
    evidence: evidenceOf(grid, each),
    series: whole ? seriesOf(grid, each) : [],
  };
}

function rounded(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

function failuresOf(grid: Grid, { slots, source }: Examined): Suspect['failures'] {
  const { from, to } = windowOf(grid);
  const counts = new Map<FailureTarget, number>();
  if (source?.kind !== 'log') return [];
  for (const slot of slots) {
    if (slot.start < from || slot.start >= to) continue;
    for (const { target, failed } of slot.outcomes) if (failed > 0) counts.set(target, (counts.get(target) ?? 0) + failed);
  }
  return [...counts].map(([target, count]) => ({ target, count })).sort((a, b) => b.count - a.count || (a.target < b.target ? -1 : 1));
}

/** The traces of the window with what they count in it, those with most mail first. */
function tracesOf(grid: Grid, { told }: Examined): Suspect['traces'] {
  const { from, to } = windowOf(grid);
  return told.traces
    .map(({ slots, ...trace }) => ({ ...trace, ...sumsOf(slots.filter(({ start }) => start >= from && start < to)) }))
    .filter(({ messages, recipients }) => messages + recipients > 0)
    .sort((a, b) => b.recipients + b.messages - (a.recipients + a.messages) || (a.value < b.value ? -1 : 1))
    .slice(0, MOST_TRACES);
}

/** Lines to read: what was refused for its own sake, what the host said, and where the traces begin; in their order. */
function evidenceOf(grid: Grid, { told, candidate, signs }: Labelled): CaseLine[] {
  const { from, to } = windowOf(grid);
  const within = (line: CaseLine): boolean => Date.parse(line.at) / 1000 >= from && Date.parse(line.at) / 1000 < to + 6 * HOUR_S;
  const pick = (lines: readonly CaseLine[]): CaseLine[] => lines.filter(within).sort(inOrder).slice(0, MOST_OF_A_KIND);
  const refusals = (test: typeof isContent): CaseLine[] => pick(told.refusals.filter(test).map(({ line }) => line));
  const limits = pick(told.limits.flatMap(({ line }) => (line === null ? [] : [line])));
  const reasons = new Set(signs.flatMap(({ reason }) => [reason.code, ...Object.values(reason.facts)]));
  // Only what a reason stands on. Logins that were refused tell of strangers, and nothing of what the account did.
  const telling = told.traces.filter(
    ({ kind, value, foreign }) => kind !== 'refused_login' && (reasons.has(value) || (foreign && reasons.has('foreign_senders'))),
  );
  const traces = candidate ? pick(telling.map(({ first }) => first)) : [];
  const others = pick(told.refusals.filter((refusal) => !isContent(refusal) && !isUnknown(refusal)).map(({ line }) => line));
  const lines = [...limits, ...refusals(isContent), ...refusals(isUnknown), ...traces, ...others].slice(0, MOST_EVIDENCE);
  const seen = new Set<string>();
  return lines.filter(({ file, line }) => !seen.has(`${file}:${line}`) && seen.add(`${file}:${line}`)).sort(inOrder);
}

function inOrder(a: CaseLine, b: CaseLine): number {
  return Date.parse(a.at) - Date.parse(b.at) || a.line - b.line || (a.file < b.file ? -1 : 1);
}

function seriesOf(grid: Grid, { lanes }: Examined): Suspect['series'] {
  const window = grid.end - grid.window;
  const size = Math.max(1, Math.round(window / PARTS));
  const most = Math.min(Math.floor(grid.window / size), Math.round((WINDOWS_BEFORE * window) / size));
  const before = Array.from({ length: most }, (_, index) => grid.window - (most - index) * size);
  const known = before.findIndex((bin) => knownShare(lanes, bin, bin + size) > 0);
  const starts = known < 0 ? [] : before.slice(known);
  for (let bin = grid.window; bin < grid.end; bin += size) starts.push(bin);
  return starts.map((bin) => {
    const end = Math.min(grid.end, bin + size);
    const tried = sumOf(lanes.recipients, bin, end);
    const isKnown = tried > 0 || knownShare(lanes, bin, end) > 0;
    return {
      at: isoOf(startOf(grid, bin)),
      recipients: isKnown ? Math.round(tried) : null,
      failed: isKnown ? Math.round(sumOf(lanes.failed, bin, end)) : null,
    };
  });
}
