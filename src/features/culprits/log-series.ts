import type { FoundLog, ToldCell } from '../logs/index.ts';
import type { CaseOutcome, CaseSlot, CaseSource, CaseSpan } from './case.rules.ts';
import { SLACK } from './joined.rules.ts';

const QUARTER = 900;
const HOUR = 3600;

/** A stretch of time in epoch seconds; `to` is not in it. */
export type Span = CaseSpan;

/** Logs of one server as one source: they continue each other, or tell of the same time again. What they lack is told of those that reach into the window. */
export function logSource(logs: readonly FoundLog[], window: Span): CaseSource {
  const whole = logs.filter((log, place) => !logs.some((other, at) => at !== place && holds(other, log) && (!holds(log, other) || at < place)));
  const sum = (count: (log: FoundLog) => number): number => whole.reduce((all, log) => all + count(log), 0);
  return {
    kind: 'log',
    name: [...new Set(logs.flatMap(({ files }) => files.map(({ name }) => name)))].join(', '),
    covered: united(logs.flatMap(spanOf)),
    grain: QUARTER,
    definition: '',
    gaps: gapsOf(logs),
    overlaps: overlapsOf(logs),
    lines: sum(({ lines }) => lines),
    skipped: sum(({ skipped }) => skipped),
    absent: absentOf(logs, window),
    unattributed: { messages: sum(({ unattributed }) => unattributed.messages), recipients: sum(({ unattributed }) => unattributed.recipients) },
  };
}

/** The time a log covers; none when no line of it has a time. */
export function spanOf({ from, to }: Pick<FoundLog, 'from' | 'to'>): Span[] {
  return from === null || to === null ? [] : [{ from, to: to + 1 }];
}

function holds(one: FoundLog, other: FoundLog): boolean {
  const [outer, inner] = [spanOf(one)[0], spanOf(other)[0]];
  return inner === undefined || (outer !== undefined && outer.from <= inner.from && outer.to >= inner.to);
}

/** Stretches put together where they touch, ascending. */
function united(spans: readonly Span[]): Span[] {
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last !== undefined && last.to >= from) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

function overlapsOf(logs: readonly FoundLog[]): Span[] {
  const spans = logs.flatMap(spanOf);
  return united(
    spans.flatMap((one, place) =>
      spans.slice(place + 1).flatMap((other) => {
        const shared = { from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) };
        return shared.to - shared.from > SLACK ? [shared] : [];
      }),
    ),
  );
}

/** A silence counts where no other log tells of that time. */
function gapsOf(logs: readonly FoundLog[]): FoundLog['gaps'] {
  const gaps = new Map<string, FoundLog['gaps'][number]>();
  for (const log of logs) {
    for (const gap of log.gaps) {
      const speaks = logs.some((other) => other !== log && spanOf(other).some((span) => meets(span, gap)) && !other.gaps.some((own) => meets(own, gap)));
      if (gap.kind !== 'silence' || !speaks) gaps.set(`${gap.kind} ${gap.from} ${gap.to}`, gap);
    }
  }
  return [...gaps.values()].sort((a, b) => a.from - b.from || a.to - b.to);
}

function meets(one: Span, other: Span): boolean {
  return one.from < other.to && one.to > other.from;
}

/** What no log of the window shows; of logs outside it, none of all. */
function absentOf(logs: readonly FoundLog[], window: Span): FoundLog['absent'] {
  const inside = logs.filter((log) => spanOf(log).some((span) => meets(span, window)));
  const [first, ...others] = inside.length > 0 ? inside : logs;
  return (first?.absent ?? []).filter((each) => others.every(({ absent }) => absent.includes(each))).sort();
}

/** Quarters as slots: near the window as they are, farther away put together to hours. `near` begins and ends with an hour. `excepted`: stretches that teach nothing of what is usual. */
export function logSlots(cells: readonly ToldCell[], near: Span, excepted: readonly Span[]): CaseSlot[] {
  const slots = new Map<number, CaseSlot>();
  for (const cell of cells) {
    const isNear = cell.start >= near.from && cell.start < near.to;
    const seconds = isNear ? QUARTER : HOUR;
    const start = isNear ? cell.start : Math.floor(cell.start / HOUR) * HOUR;
    const slot = slotOf(cell, { start, seconds, excepted });
    const known = slots.get(start);
    slots.set(start, known === undefined ? slot : together(known, slot));
  }
  return [...slots.values()].filter(holdsAnything).sort((a, b) => a.start - b.start);
}

interface Placing {
  readonly start: number;
  readonly seconds: number;
  readonly excepted: readonly Span[];
}

function slotOf({ start: at, counts, outcomes }: ToldCell, { start, seconds, excepted }: Placing): CaseSlot {
  return {
    start,
    seconds,
    recipients: counts.recipients,
    messages: counts.messages,
    failed: sumOf(outcomes, ({ failed }) => failed),
    deferred: sumOf(outcomes, ({ deferred }) => deferred),
    forwarded: counts.forwardedIn,
    outcomes: byTarget(outcomes),
    excepted: excepted.some(({ from, to }) => at >= from && at < to),
  };
}

function together(one: CaseSlot, other: CaseSlot): CaseSlot {
  return {
    start: one.start,
    seconds: one.seconds,
    recipients: one.recipients + other.recipients,
    messages: (one.messages ?? 0) + (other.messages ?? 0),
    failed: (one.failed ?? 0) + (other.failed ?? 0),
    deferred: (one.deferred ?? 0) + (other.deferred ?? 0),
    forwarded: one.forwarded + other.forwarded,
    outcomes: byTarget([...one.outcomes, ...other.outcomes]),
    excepted: one.excepted || other.excepted,
  };
}

function sumOf(outcomes: readonly CaseOutcome[], count: (outcome: CaseOutcome) => number): number {
  return outcomes.reduce((sum, outcome) => sum + count(outcome), 0);
}

/** Outcomes of replies of one meaning together, in one order whatever the order of the replies. */
function byTarget(outcomes: readonly CaseOutcome[]): CaseOutcome[] {
  const sums = new Map<string, CaseOutcome>();
  for (const outcome of outcomes) {
    const key = `${outcome.class} ${outcome.target}`;
    const sum = sums.get(key);
    sums.set(key, sum === undefined ? { ...outcome } : { ...sum, failed: sum.failed + outcome.failed, deferred: sum.deferred + outcome.deferred });
  }
  return [...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, outcome]) => outcome);
}

function holdsAnything({ recipients, messages, forwarded, outcomes }: CaseSlot): boolean {
  return recipients > 0 || (messages ?? 0) > 0 || forwarded > 0 || outcomes.length > 0;
}
