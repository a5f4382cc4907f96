import type { Case, CaseOutcome, CaseSeries, CaseSlot, CaseSource } from './case.rules.ts';

export const HOUR_S = 3600;
export const DAY_S = 86_400;
const QUARTER_S = 900;
/** What is usual is learned from so many days before the window. */
const PAST_DAYS = 28;
/** What a host does about an account in these hours after the moment is still about the same matter. */
export const HOST_REACTS_S = 6 * HOUR_S;
/** After the moment, so much may still teach what is usual where there is too little before it. */
const LATER_S = DAY_S;

/** Equal bins of time around a moment; `window` and `end` are places of the first bin of the window and of the first one after it. */
export interface Grid {
  readonly start: number;
  readonly size: number;
  readonly bins: number;
  readonly window: number;
  readonly end: number;
}

/** A stretch of time. Epoch seconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What one series holds, bin by bin. `known`: 1 = the bin was read in whole; `teaches`: 1 = known, and nothing excepts it from what is usual. */
export interface Lanes {
  readonly recipients: Float64Array;
  readonly failed: Float64Array;
  readonly deferred: Float64Array;
  readonly forwarded: Float64Array;
  /** Refused as the address or its domain does not exist, and for what was sent. */
  readonly unknown: Float64Array;
  readonly content: Float64Array;
  /** Failed, or put off, for the server itself and not for the sender. */
  readonly blockFailed: Float64Array;
  readonly blockDeferred: Float64Array;
  readonly known: Uint8Array;
  readonly teaches: Uint8Array;
  /** Whether reasons are told at all. */
  readonly reasons: boolean;
  /** False where the source tells longer stretches than bins only: single bins say nothing then. */
  readonly fine: boolean;
}

/** The bins in which a case is judged: quarters for short windows, else hours. The window ends at the full quarter that is nearest to the moment. */
export function gridOf({ at, windowSeconds }: Pick<Case, 'at' | 'windowSeconds'>): Grid {
  const size = windowSeconds < 6 * HOUR_S ? QUARTER_S : HOUR_S;
  const window = Math.ceil(windowSeconds / size);
  const past = (PAST_DAYS * DAY_S) / size;
  const until = Math.round(at / QUARTER_S) * QUARTER_S;
  return { start: until - (past + window) * size, size, bins: past + window + LATER_S / size, window: past, end: past + window };
}

/** The stretch that the window covers. */
export function windowOf(grid: Grid): Span {
  return { from: startOf(grid, grid.window), to: startOf(grid, grid.end) };
}

/** When a bin starts. Epoch seconds. */
export function startOf(grid: Grid, bin: number): number {
  return grid.start + bin * grid.size;
}

/** The bin that an instant lies in, which may be outside the grid. */
export function binOf(grid: Grid, at: number): number {
  return Math.floor((at - grid.start) / grid.size);
}

/** True for what tells against the account itself: addresses that do not exist, and refusals for what was sent. */
export function isUnknown({ class: what, target }: Pick<CaseOutcome, 'class' | 'target'>): boolean {
  return what === 'permanent' && (target === 'address' || target === 'domain');
}

export function isContent({ class: what, target }: Pick<CaseOutcome, 'class' | 'target'>): boolean {
  return what === 'blocked' && target === 'content';
}

/** True for what a block of the server does to everybody on it. */
export function isBlock({ class: what, target }: Pick<CaseOutcome, 'class' | 'target'>): boolean {
  return target === 'sender-ip' || (what === 'blocked' && target === 'rate');
}

/** Lays a series over the grid; slots that straddle bins are shared in proportion. */
export function lanesOf(grid: Grid, series: Pick<CaseSeries, 'slots' | 'covered'>, source: CaseSource): Lanes {
  const lane = (): Float64Array => new Float64Array(grid.bins);
  const known = knownBins(grid, series.covered ?? source.covered, source.gaps);
  const lanes = {
    recipients: lane(),
    failed: lane(),
    deferred: lane(),
    forwarded: lane(),
    unknown: lane(),
    content: lane(),
    blockFailed: lane(),
    blockDeferred: lane(),
  };
  const teaches = Uint8Array.from(known);
  let reasons = false;
  for (const slot of series.slots) {
    const first = Math.max(0, binOf(grid, slot.start));
    const last = Math.min(grid.bins - 1, binOf(grid, slot.start + slot.seconds - 1));
    reasons ||= slot.outcomes.length > 0;
    for (let bin = first; bin <= last; bin++) {
      pour(lanes, { slot, bin, part: overlap(slot, startOf(grid, bin), grid.size) / slot.seconds });
      if (slot.excepted) teaches[bin] = 0;
    }
  }
  return { ...lanes, known, teaches, reasons, fine: source.grain <= grid.size };
}

type Filling = Omit<Lanes, 'known' | 'teaches' | 'reasons' | 'fine'>;

function pour(lanes: Filling, { slot, bin, part }: { readonly slot: CaseSlot; readonly bin: number; readonly part: number }): void {
  const add = (lane: Float64Array, count: number): void => {
    lane[bin] = (lane[bin] ?? 0) + part * count;
  };
  add(lanes.recipients, slot.recipients);
  add(lanes.forwarded, slot.forwarded);
  add(lanes.failed, slot.failed ?? slot.outcomes.reduce((sum, { failed }) => sum + failed, 0));
  add(lanes.deferred, slot.deferred ?? slot.outcomes.reduce((sum, { deferred }) => sum + deferred, 0));
  for (const outcome of slot.outcomes) {
    if (isUnknown(outcome)) add(lanes.unknown, outcome.failed);
    if (isContent(outcome)) add(lanes.content, outcome.failed);
    if (!isBlock(outcome)) continue;
    add(lanes.blockFailed, outcome.failed);
    add(lanes.blockDeferred, outcome.deferred);
  }
}

function overlap(slot: CaseSlot, start: number, size: number): number {
  return Math.max(0, Math.min(slot.start + slot.seconds, start + size) - Math.max(slot.start, start));
}

/** A bin is known when nearly all of it was read and no silence of the log lies in it. */
function knownBins(grid: Grid, covered: readonly Span[], gaps: CaseSource['gaps']): Uint8Array {
  const read = new Float64Array(grid.bins);
  const count = ({ from, to }: Span, sign: 1 | -1): void => {
    const last = Math.min(grid.bins - 1, binOf(grid, to - 1));
    for (let bin = Math.max(0, binOf(grid, from)); bin <= last; bin++) {
      const start = startOf(grid, bin);
      read[bin] = (read[bin] ?? 0) + sign * (Math.min(to, start + grid.size) - Math.max(from, start));
    }
  };
  for (const stretch of covered) count(stretch, 1);
  for (const gap of gaps) if (gap.kind === 'silence') count(gap, -1);
  return Uint8Array.from(read, (seconds) => (seconds >= 0.9 * grid.size ? 1 : 0));
}

/** Adds up bins from `from` up to before `to`. */
export function sumOf(lane: Float64Array | Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let bin = Math.max(0, from); bin < Math.min(lane.length, to); bin++) sum += lane[bin] ?? 0;
  return sum;
}

/** The most recipients in one hour of the clock, which begins `offset` seconds after the full hour of UTC, within a stretch; null = the slots are longer than hours. */
export function mostInAnHour(slots: CaseSeries['slots'], { from, to }: Span, offset: number): number | null {
  const hours = new Map<number, number>();
  for (const { start, seconds, recipients } of slots) {
    if (start < from || start >= to) continue;
    if (seconds > HOUR_S) return null;
    const hour = Math.floor((start - offset) / HOUR_S);
    hours.set(hour, (hours.get(hour) ?? 0) + recipients);
  }
  return Math.max(0, ...hours.values());
}

/** Share of the bins from `from` up to before `to` that are known, 0…1. */
export function knownShare({ known }: Pick<Lanes, 'known'>, from: number, to: number): number {
  return to <= from ? 0 : sumOf(known, from, to) / (to - from);
}
