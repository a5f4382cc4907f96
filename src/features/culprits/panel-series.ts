import { LOG_ABSENT } from '../../shared/logs.ts';
import type { CaseOutcome, CaseSlot, CaseSource } from './case.rules.ts';
import type { Span } from './log-series.ts';
import type { PanelRead, PanelRow } from './panel.repo.ts';

const DAY = 86_400;
const HOUR = 3600;
/** A day is told by its hours when so many of them were read. */
const HOURS_OF_DAY = 20;

/** The windows of a panel that are used: hours where a day was read hour by hour, else its day; none of them overlap. */
export interface PanelWindows {
  readonly definition: string;
  readonly windows: readonly PanelRead[];
  readonly readAt: number;
}

/** Chooses the windows; those that count otherwise than most of the window itself are left out. null = nothing was read. */
export function panelWindows(reads: readonly PanelRead[], window: Span): PanelWindows | null {
  const definition = definitionOf(reads, window);
  if (definition === null) return null;
  const alike = unique(reads.filter((read) => read.definition === definition));
  const hours = alike.filter(({ seconds }) => seconds === HOUR);
  const days = alike.filter(({ seconds }) => seconds === DAY);
  const byDay = new Map(days.map((day) => [day, hours.filter(({ start }) => start >= day.start && start < day.start + DAY)]));
  const whole = days.filter((day) => (byDay.get(day)?.length ?? 0) < HOURS_OF_DAY);
  const told = new Set(whole.flatMap((day) => byDay.get(day) ?? []));
  const windows = [...whole, ...hours.filter((hour) => !told.has(hour))].sort((a, b) => a.start - b.start);
  return { definition, windows, readAt: Math.max(0, ...windows.map(({ readAt }) => readAt)) };
}

function definitionOf(reads: readonly PanelRead[], { from, to }: Span): string | null {
  const seconds = new Map<string, number>();
  for (const { definition, start, seconds: length } of reads) {
    const within = Math.max(0, Math.min(to, start + length) - Math.max(from, start));
    seconds.set(definition, (seconds.get(definition) ?? 0) + within * 1000 + length);
  }
  const [most] = [...seconds].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  return most?.[0] ?? null;
}

/** A window that was read of the panel and of a report: the panel's, since it is the first source. */
function unique(reads: readonly PanelRead[]): PanelRead[] {
  const kept = new Map<string, PanelRead>();
  for (const read of reads) {
    const key = `${read.seconds} ${read.start}`;
    if (!kept.has(key) || read.origin === 'panel') kept.set(key, read);
  }
  return [...kept.values()];
}

/** What a panel counts, as a source. */
export function panelSource(name: string, { definition, windows }: PanelWindows): CaseSource {
  return {
    kind: 'panel',
    name,
    covered: stretches(windows),
    grain: Math.min(DAY, ...windows.map(({ seconds }) => seconds)),
    definition,
    gaps: [],
    overlaps: [],
    lines: 0,
    skipped: 0,
    absent: LOG_ABSENT,
    unattributed: { messages: 0, recipients: 0 },
  };
}

/** When something is known of an account: wherever the panel was read (null); where it leaves out whom it has nothing of, only in windows that have a row. */
export function panelCovered(rows: readonly PanelRow[], { windows }: PanelWindows): Span[] | null {
  if (windows.every(({ silent }) => silent)) return null;
  const told = new Set(rows.map(({ seconds, start }) => `${seconds} ${start}`));
  return stretches(windows, ({ silent, seconds, start }) => silent || told.has(`${seconds} ${start}`));
}

function stretches(windows: readonly PanelRead[], isKnown: (window: PanelRead) => boolean = () => true): Span[] {
  const joined: { from: number; to: number }[] = [];
  for (const [index, window] of windows.entries()) {
    if (!isKnown(window)) continue;
    const { start, seconds } = window;
    // A day of 23 hours ends where the next one begins.
    const to = Math.min(start + seconds, windows[index + 1]?.start ?? Number.POSITIVE_INFINITY);
    const last = joined.at(-1);
    if (last !== undefined && last.to >= start) last.to = Math.max(last.to, to);
    else joined.push({ from: start, to });
  }
  return joined;
}

interface Told {
  readonly rows: readonly PanelRow[];
  readonly windows: PanelWindows;
  readonly excepted: readonly Span[];
  readonly failures: readonly (Omit<CaseOutcome, 'deferred'> & { readonly day: number })[];
}

/** What an account sent in the windows that are used. Reasons of a day stand with a slot of the whole day only: nobody knows the hours they belong to. */
export function panelSlots({ rows, windows, excepted, failures }: Told): CaseSlot[] {
  const used = new Map(windows.windows.map((window) => [`${window.seconds} ${window.start}`, window]));
  return rows.flatMap((row) => {
    const count = row.recipients ?? row.sent;
    if (count === null || !used.has(`${row.seconds} ${row.start}`)) return [];
    const outcomes = row.seconds === DAY ? failures.filter(({ day }) => day === row.start).map(({ day: _, ...outcome }) => ({ ...outcome, deferred: 0 })) : [];
    return [
      {
        start: row.start,
        seconds: row.seconds,
        recipients: count,
        messages: row.recipients === null ? null : row.sent,
        failed: row.failed,
        deferred: row.deferred,
        forwarded: 0,
        outcomes,
        excepted: excepted.some(({ from, to }) => row.start < to && row.start + row.seconds > from),
      },
    ];
  });
}
