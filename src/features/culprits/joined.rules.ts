import { limitMatters } from '../../shared/log-limits.ts';
import type { Testimony, ToldCell } from '../logs/index.ts';
import type { CaseLimit, CaseSpan, CaseTrace } from './case.rules.ts';

const QUARTER = 900;
/** Logs that continue each other may share so many seconds: lines are written a little out of their order. */
export const SLACK = 60;

/** What one log says of one account, with the time the log covers. Of two that say the same of a time, the one that reaches further counts, then the longer one. */
export interface LogPart {
  readonly span: CaseSpan;
  readonly lines: number;
  readonly told: Pick<Testimony, 'cells' | 'traces' | 'refusals' | 'limits'>;
}

interface Piece<T> {
  readonly part: LogPart;
  readonly start: number;
  readonly amount: number;
  readonly of: T;
}

/**
 * What several logs of one server say of an account, each quarter once. Logs that were read again, or overlap otherwise, tell of the same mail: of such a time
 * the log counts that saw most of it. Of a quarter in which one log ends and the next begins, both parts count.
 */
export function joinedCells(parts: readonly LogPart[]): ToldCell[] {
  const [only, ...others] = parts;
  if (only === undefined || others.length === 0) return [...(only?.told.cells ?? [])];
  const pieces = parts.flatMap((part) =>
    part.told.cells.map(
      (cell): Piece<ToldCell> => ({ part, start: cell.start, amount: cell.counts.messages + cell.counts.recipients + cell.counts.forwardedIn, of: cell }),
    ),
  );
  return told(pieces, QUARTER).map(({ of }) => of);
}

/** What is of one kind together, none of it empty, in the order of the first of each kind. */
export function alike<T>(all: readonly T[], kindOf: (each: T) => string | number): [T, ...T[]][] {
  const kinds = new Map<string | number, [T, ...T[]]>();
  for (const each of all) {
    const known = kinds.get(kindOf(each));
    if (known === undefined) kinds.set(kindOf(each), [each]);
    else known.push(each);
  }
  return [...kinds.values()];
}

/** The pieces that count, by time. */
function told<T>(pieces: readonly Piece<T>[], seconds: number): Piece<T>[] {
  return alike(pieces, ({ start }) => start)
    .sort(([a], [b]) => a.start - b.start)
    .flatMap((ofOneTime) => {
      const kept: Piece<T>[] = [];
      for (const piece of ofOneTime.toSorted(bestFirst)) {
        const within = { from: piece.start, to: piece.start + seconds };
        if (!kept.some((other) => tellTheSame(clipped(piece.part.span, within), clipped(other.part.span, within)))) kept.push(piece);
      }
      return kept;
    });
}

function bestFirst<T>(a: Piece<T>, b: Piece<T>): number {
  return b.amount - a.amount || b.part.span.to - a.part.span.to || b.part.lines - a.part.lines;
}

function clipped({ from, to }: CaseSpan, within: CaseSpan): CaseSpan {
  return { from: Math.max(from, within.from), to: Math.min(to, within.to) };
}

function tellTheSame(one: CaseSpan, other: CaseSpan): boolean {
  const shared = Math.min(one.to, other.to) - Math.max(one.from, other.from);
  return shared > Math.min(SLACK, Math.min(one.to - one.from, other.to - other.from) / 2);
}

/** Traces of several logs: the same one goes on. Its figures are the sums of its slots, which are as long as the longest of a log. */
export function joinedTraces(parts: readonly LogPart[]): CaseTrace[] {
  const traces = parts.flatMap((part) => part.told.traces.map((trace) => ({ part, trace })));
  return alike(traces, ({ trace }) => `${trace.kind} ${trace.value}`).map((same): CaseTrace => {
    const seconds = Math.max(QUARTER, ...same.flatMap(({ trace }) => trace.slots.map((slot) => slot.seconds)));
    const pieces = same.flatMap(({ part, trace }) =>
      inStretches(trace.slots, seconds).map((slot): Piece<Slot> => ({ part, start: slot.start, amount: slot.messages + slot.failed, of: slot })),
    );
    const slots = joinedSlots(alike(told(pieces, seconds), ({ start }) => start));
    const { trace: first } = same.reduce((one, other) => (other.trace.first.at < one.trace.first.at ? other : one));
    const { trace: last } = same.reduce((one, other) => (other.trace.lastAt > one.trace.lastAt ? other : one));
    const sources = Math.max(...same.map(({ trace }) => trace.sources));
    return { ...first, ...sumsOf(slots), sources, slots, lastAt: last.lastAt };
  });
}

type Slot = CaseTrace['slots'][number];

/** Slots put together to longer ones. */
export function inStretches(slots: CaseTrace['slots'], seconds: number): Slot[] {
  const begin = (start: number): number => Math.floor(start / seconds) * seconds;
  return alike(slots, ({ start }) => begin(start)).map((same) => {
    const sources = Math.max(...same.map((slot) => slot.sources));
    return { start: begin(same[0].start), seconds, ...sumsOf(same), sources, fresh: sumOf(same, ({ fresh }) => fresh) };
  });
}

/** Each log knows which addresses are new to it alone: of several, at least so many are as one of them knows. */
function joinedSlots(times: readonly [Piece<Slot>, ...Piece<Slot>[]][]): Slot[] {
  const known = new Map<LogPart, number>();
  let altogether = 0;
  return times.map((pieces) => {
    const slots = pieces.map(({ of }) => of);
    for (const { part, of } of pieces) known.set(part, (known.get(part) ?? 0) + of.fresh);
    const before = altogether;
    altogether = Math.max(...known.values());
    const { start, seconds } = pieces[0].of;
    return { start, seconds, ...sumsOf(slots), sources: Math.max(...slots.map(({ sources }) => sources)), fresh: altogether - before };
  });
}

/** What a trace counts, from its slots. */
export function sumsOf(slots: CaseTrace['slots']): Pick<CaseTrace, 'messages' | 'recipients' | 'failed'> {
  return {
    messages: sumOf(slots, ({ messages }) => messages),
    recipients: sumOf(slots, ({ recipients }) => recipients),
    failed: sumOf(slots, ({ failed }) => failed),
  };
}

function sumOf<T>(all: readonly T[], count: (each: T) => number): number {
  return all.reduce((sum, each) => sum + count(each), 0);
}

/** The first answers an account met, in their order; the same line of two logs once. */
export function joinedRefusals(parts: readonly LogPart[]): LogPart['told']['refusals'] {
  const seen = new Set<string>();
  return parts
    .flatMap(({ told: { refusals } }) => refusals)
    .filter(({ line }) => !seen.has(`${line.at} ${line.text}`) && seen.add(`${line.at} ${line.text}`))
    .sort((a, b) => (a.line.at === b.line.at ? a.line.line - b.line.line : a.line.at < b.line.at ? -1 : 1));
}

/** Limits that were met; what two logs tell of the same time counts once. */
export function joinedLimits(parts: readonly LogPart[]): CaseLimit[] {
  const pieces = parts.flatMap((part) =>
    part.told.limits.flatMap((limit) => {
      const slots = limit.slots.filter(({ firstAt }) => firstAt >= part.span.from && firstAt < part.span.to);
      return slots.map((slot): Piece<CaseLimit> => ({ part, start: slot.start, amount: slot.times, of: met(limit, [slot]) }));
    }),
  );
  const kinds = alike(pieces, ({ of }) => of.kind);
  return limitMatters(kinds.flatMap((ofKind) => told(ofKind, QUARTER).map(({ of }) => of))).sort((a, b) => a.firstAt - b.firstAt);
}

/** A limit as far as it was met in some of its slots; its numbers and its line are those of the first one. */
function met(limit: CaseLimit, slots: readonly [CaseLimit['slots'][number], ...CaseLimit['slots']]): CaseLimit {
  const [{ firstAt }] = slots;
  const whole = firstAt === limit.firstAt ? limit : { ...limit, counted: null, line: null };
  return { ...whole, times: sumOf(slots, ({ times }) => times), firstAt, lastAt: Math.max(...slots.map(({ lastAt }) => lastAt)), slots };
}

/** A limit as far as it was met in a stretch of time; null = it was not. */
export function limitWithin(limit: CaseLimit, { from, to }: CaseSpan): CaseLimit | null {
  const [first, ...others] = limit.slots.filter(({ firstAt }) => firstAt >= from && firstAt < to);
  return first === undefined ? null : met(limit, [first, ...others]);
}
