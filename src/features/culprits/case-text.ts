import { z } from 'zod';
import { BounceClass, BounceTarget } from '../../contract/bounces.ts';
import { LogLine, LogTrace } from '../../contract/logs.ts';
import { canonicalJson } from '../../shared/canonical-json.ts';
import { LOG_ABSENT, LOG_GAPS, LOG_LIMITS } from '../../shared/logs.ts';
import { LimitSlot, StoredTraceSlots, slotRows } from '../logs/index.ts';
import type { Case, CaseAccount, CaseSeries, CaseSlot, CaseSpan } from './case.rules.ts';

/** A slot as a row: a month of a pack has hundred thousands of them. */
type PackedSlot = readonly [number, number, number, number | null, number | null, number | null, number, 0 | 1, ...(string | number)[]];

const Span = z.object({ from: z.number(), to: z.number() });
const Limits = z.array(
  z.object({
    kind: z.enum(LOG_LIMITS),
    allowed: z.number().nullable(),
    counted: z.number().nullable(),
    times: z.number(),
    firstAt: z.number(),
    lastAt: z.number(),
    line: LogLine.nullable(),
    slots: z.array(LimitSlot),
  }),
);
const Series = z.object({
  source: z.number(),
  covered: z.array(Span).nullable(),
  slots: z.array(z.array(z.union([z.number(), z.string(), z.null()]))),
  traces: z.array(LogTrace.extend({ slots: StoredTraceSlots })),
  refusals: z.array(z.object({ class: BounceClass, target: BounceTarget, line: LogLine })),
  limits: Limits,
});
const Account = z.object({
  account: z.string(),
  domain: z.string(),
  hostedId: z.string().nullable(),
  clientId: z.string().nullable(),
  clientName: z.string(),
  series: z.array(Series),
  allowed: z.array(
    z.object({ count: z.number(), seconds: z.number(), counts: z.enum(['messages', 'recipients', 'failures']), from: z.enum(['panel', 'observed']) }),
  ),
  stops: z.array(z.object({ at: z.number(), aboutMail: z.boolean() })),
  announcements: z.array(Span.extend({ recipients: z.number().nullable() })),
  complaints: z.array(z.object({ at: z.number(), count: z.number() })),
});
const Source = z.object({
  kind: z.enum(['log', 'panel']),
  name: z.string(),
  covered: z.array(Span),
  grain: z.number(),
  definition: z.string(),
  gaps: z.array(Span.extend({ kind: z.enum(LOG_GAPS) })),
  overlaps: z.array(Span),
  lines: z.number(),
  skipped: z.number(),
  absent: z.array(z.enum(LOG_ABSENT)),
  unattributed: z.object({ messages: z.number(), recipients: z.number() }),
});
const Packed = z.object({
  at: z.number(),
  windowSeconds: z.number(),
  zone: z.string(),
  accounts: z.array(Account),
  sources: z.array(Source),
  limit: z
    .object({
      count: z.number(),
      seconds: z.number(),
      scope: z.string(),
      counts: z.enum(['messages', 'recipients']),
      from: z.enum(['host', 'panel']),
    })
    .nullable(),
});

/** A case as the text that is kept and hashed: the same case is always the same text. */
export function caseText({ accounts, ...rest }: Case): string {
  return `{"accounts":[${accounts.map(accountText).join(',')}],${restText(rest).slice(1)}`;
}

/** One account in the text of its case. */
export function accountText(account: CaseAccount): string {
  return canonicalJson({
    ...account,
    series: account.series.map(seriesText),
    allowed: account.allowed.map((allowance) => ({ ...allowance })),
    stops: account.stops.map((stop) => ({ ...stop })),
    announcements: account.announcements.map((announcement) => ({ ...announcement })),
    complaints: account.complaints.map((complaint) => ({ ...complaint })),
  });
}

/** Everything but the accounts. Its keys come after theirs. */
export function restText({ sources, limit, ...rest }: Omit<Case, 'accounts'>): string {
  const spans = (all: readonly CaseSpan[]) => all.map((span) => ({ ...span }));
  const copies = sources.map((source) => ({ ...source, covered: spans(source.covered), gaps: spans(source.gaps), overlaps: spans(source.overlaps) }));
  return canonicalJson({ ...rest, sources: copies, limit: limit === null ? null : { ...limit } });
}

function seriesText({ source, covered, slots, traces, refusals, limits }: CaseSeries) {
  return {
    source,
    covered: covered?.map((span) => ({ ...span })) ?? null,
    slots: slots.map(packed),
    traces: traces.map((trace) => ({ ...trace, slots: slotRows(trace.slots).map((row) => [...row]) })),
    refusals: refusals.map((refusal) => ({ ...refusal })),
    limits: limits.map((limit) => ({ ...limit, line: limit.line === null ? null : { ...limit.line }, slots: limit.slots.map((slot) => ({ ...slot })) })),
  };
}

function packed({ start, seconds, recipients, messages, failed, deferred, forwarded, excepted, outcomes }: CaseSlot): PackedSlot {
  const pairs = outcomes.flatMap((outcome) => [outcome.class, outcome.target, outcome.failed, outcome.deferred]);
  return [start, seconds, recipients, messages, failed, deferred, forwarded, excepted ? 1 : 0, ...pairs];
}

/** The case that a text was made from. */
export function caseOf(text: string): Case {
  const { accounts, ...rest } = Packed.parse(JSON.parse(text));
  return {
    ...rest,
    accounts: accounts.map((account) => ({ ...account, series: account.series.map((series) => ({ ...series, slots: series.slots.map(unpacked) })) })),
  };
}

const Head = z.tuple([z.number(), z.number(), z.number(), z.number().nullable(), z.number().nullable(), z.number().nullable(), z.number(), z.number()]);
const HEAD = 8;
const OUTCOME = 4;
const Outcome = z.tuple([BounceClass, BounceTarget, z.number(), z.number()]);

function unpacked(row: readonly (number | string | null)[]): CaseSlot {
  const [start, seconds, recipients, messages, failed, deferred, forwarded, excepted] = Head.parse(row.slice(0, HEAD));
  const outcomes = [];
  for (let at = HEAD; at < row.length; at += OUTCOME) {
    const [what, target, lost, later] = Outcome.parse(row.slice(at, at + OUTCOME));
    outcomes.push({ class: what, target, failed: lost, deferred: later });
  }
  return { start, seconds, recipients, messages, failed, deferred, forwarded, excepted: excepted === 1, outcomes };
}
