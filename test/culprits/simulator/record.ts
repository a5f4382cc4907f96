import type {
  CaseAccount,
  CaseAnnouncement,
  CaseLimit,
  CaseRefusal,
  CaseSeries,
  CaseSlot,
  CaseStop,
  CaseTrace,
  FailureClass,
  FailureTarget,
} from '../../../src/features/culprits/case.rules.ts';
import type { LogTraceKind } from '../../../src/shared/logs.ts';

const QUARTER = 900;

/** Some mail of one account in one slot, with what became of it and what it was sent with. */
export interface Sent {
  readonly start: number;
  readonly seconds: number;
  readonly messages: number;
  readonly recipients: number;
  readonly outcomes: readonly Outcome[];
  readonly forwarded?: number;
  readonly traces?: readonly Trail[];
}
export interface Outcome {
  readonly class: FailureClass;
  readonly target: FailureTarget;
  readonly failed: number;
  readonly deferred: number;
}
/** `share` of the mail carries it. */
export interface Trail {
  readonly kind: LogTraceKind;
  readonly value: string;
  readonly foreign?: boolean;
  readonly share?: number;
  /** Addresses it came from in that stretch, and in all its life. */
  readonly sources?: number;
  readonly altogether?: number;
}

interface Tally {
  seconds: number;
  messages: number;
  recipients: number;
  forwarded: number;
  readonly outcomes: Map<string, { class: FailureClass; target: FailureTarget; failed: number; deferred: number }>;
}
interface TraceTally {
  readonly kind: LogTraceKind;
  readonly value: string;
  readonly foreign: boolean;
  readonly quarters: Map<number, { messages: number; recipients: number; failed: number; sources: number }>;
  firstAt: number;
  lastAt: number;
  altogether: number;
}

/** What is written down of one account while its mail is made up; `account` gives it as a case wants it. */
export interface Record {
  readonly name: string;
  /** Everything in its order, as far as the log goes back. */
  readonly journal: readonly Sent[];
  readonly announcements: CaseAnnouncement[];
  readonly limits: CaseLimit[];
  readonly stops: CaseStop[];
  readonly complaints: { at: number; count: number }[];
  add(sent: Sent): void;
  /** `source`: the one that is a log, which alone shows traces, answers and limits; null = there is none. */
  account(series: readonly Pick<CaseSeries, 'source' | 'covered' | 'slots'>[], log: number | null): CaseAccount;
  slots(): CaseSlot[];
}

export function record(name: string, logFrom: number): Record {
  const tallies = new Map<number, Tally>();
  const traces = new Map<string, TraceTally>();
  const refusals = new Map<string, CaseRefusal>();
  const journal: Sent[] = [];
  const own = { name, journal, announcements: [], limits: [], stops: [], complaints: [] };
  const add = (sent: Sent): void => {
    if (sent.start >= logFrom) journal.push(sent);
    if (sent.start >= logFrom) for (const trail of sent.traces ?? []) follow(traces, trail, sent);
    // Refused logins are no mail.
    if (sent.recipients === 0 && (sent.forwarded ?? 0) === 0) return;
    count(tallies, sent);
    for (const { class: what, target, failed, deferred } of sent.outcomes) {
      const key = `${what} ${target}`;
      // Slots come in their order, so that the first is the earliest.
      if (failed + deferred === 0 || sent.start < logFrom || refusals.has(key)) continue;
      refusals.set(key, { class: what, target, line: lineAt(sent.start + sent.seconds / 2, logFrom) });
    }
  };
  return {
    ...own,
    add,
    slots: () => [...tallies].sort(([a], [b]) => a - b).map(([start, tally]) => slotOf(start, tally)),
    account: (series, log) => ({
      account: name,
      domain: `${name}.example`,
      hostedId: null,
      clientId: null,
      clientName: '',
      series: series.map((each) =>
        each.source === log
          ? { ...each, traces: [...traces.values()].map((trace) => traceOf(trace, logFrom)), refusals: [...refusals.values()], limits: own.limits }
          : { ...each, traces: [], refusals: [], limits: [] },
      ),
      allowed: [],
      stops: own.stops,
      announcements: own.announcements,
      complaints: own.complaints,
    }),
  };
}

function count(tallies: Map<number, Tally>, sent: Sent): void {
  const tally = tallies.get(sent.start) ?? { seconds: sent.seconds, messages: 0, recipients: 0, forwarded: 0, outcomes: new Map() };
  tallies.set(sent.start, tally);
  tally.messages += sent.messages;
  tally.recipients += sent.recipients;
  tally.forwarded += sent.forwarded ?? 0;
  for (const { class: what, target, failed, deferred } of sent.outcomes) {
    const key = `${what} ${target}`;
    const known = tally.outcomes.get(key) ?? { class: what, target, failed: 0, deferred: 0 };
    tally.outcomes.set(key, { ...known, failed: known.failed + failed, deferred: known.deferred + deferred });
  }
}

function slotOf(start: number, { seconds, messages, recipients, forwarded, outcomes }: Tally): CaseSlot {
  const all = [...outcomes.values()].filter(({ failed, deferred }) => failed + deferred > 0);
  const sum = (count: (each: (typeof all)[number]) => number): number => all.reduce((total, each) => total + count(each), 0);
  return {
    start,
    seconds,
    recipients,
    messages,
    failed: sum(({ failed }) => failed),
    deferred: sum(({ deferred }) => deferred),
    forwarded,
    outcomes: all,
    excepted: false,
  };
}

function follow(traces: Map<string, TraceTally>, trail: Trail, sent: Sent): void {
  const share = trail.share ?? 1;
  const messages = Math.round(sent.messages * share);
  if (messages <= 0) return;
  const key = `${trail.kind} ${trail.value}`;
  const tally = traces.get(key) ?? {
    kind: trail.kind,
    value: trail.value,
    foreign: trail.foreign ?? false,
    quarters: new Map(),
    firstAt: sent.start,
    lastAt: sent.start,
    altogether: 0,
  };
  traces.set(key, tally);
  tally.firstAt = Math.min(tally.firstAt, sent.start);
  tally.altogether = Math.max(tally.altogether, trail.altogether ?? 0);
  tally.lastAt = Math.max(tally.lastAt, sent.start + sent.seconds);
  const start = Math.floor(sent.start / QUARTER) * QUARTER;
  const known = tally.quarters.get(start) ?? { messages: 0, recipients: 0, failed: 0, sources: 0 };
  const isRefused = trail.kind === 'refused_login';
  const failed = isRefused ? messages : sent.outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
  tally.quarters.set(start, {
    messages: known.messages + (isRefused ? 0 : messages),
    recipients: known.recipients + Math.round(sent.recipients * share),
    failed: known.failed + Math.round(failed * share),
    sources: Math.max(known.sources, Math.min(messages, trail.sources ?? 0)),
  });
}

function traceOf({ kind, value, foreign, quarters, firstAt, lastAt, altogether }: TraceTally, logFrom: number): CaseTrace {
  const all = [...quarters]
    .sort(([a], [b]) => a - b)
    .map(([start, quarter], place) => ({ start, seconds: QUARTER, ...quarter, fresh: place === 0 ? altogether : 0 }));
  const sum = (count: (slot: (typeof all)[number]) => number): number => all.reduce((total, slot) => total + count(slot), 0);
  return {
    kind,
    value,
    foreign,
    messages: sum(({ messages }) => messages),
    recipients: sum(({ recipients }) => recipients),
    failed: sum(({ failed }) => failed),
    sources: Math.max(altogether, ...all.map(({ sources }) => sources)),
    slots: all,
    first: lineAt(firstAt, logFrom),
    lastAt: isoAt(lastAt),
  };
}

/** A place in a log that has a line a second. */
export function lineAt(at: number, logFrom: number): CaseRefusal['line'] {
  return { file: 'exim_mainlog', line: Math.max(1, Math.round(at - logFrom)), at: isoAt(at), text: '' };
}

function isoAt(at: number): string {
  return new Date(at * 1000).toISOString();
}
