import type { UsageReader } from '../../connectors/connector.ts';
import { addDays, dateIn, startOfDay } from '../../shared/calendar.ts';
import { HOUR_MS } from '../../shared/durations.ts';
import type { WindowToRead } from '../hooks.ts';

/** Hours further back are read as days: one call brings a day whole. */
const HOURS_BACK = 24;
/** What a panel is taken to keep when it does not say: the default of the one that is most common. */
const KEPT_UNSAID = 10;
/** Panels that keep years answer slowly; older days teach nothing the last month does not. */
const MOST_DAYS = 31;
/** Mail that is put off is tried again for four days, so that figures of a day still grow. */
const GROWING_DAYS = 5;

/** A window that was read to its end. Epoch milliseconds. */
export interface WindowRead {
  readonly grain: 'hour' | 'day';
  readonly start: number;
  readonly complete: boolean;
  /** A day that was added up from its hours. */
  readonly derived: boolean;
  readonly readAt: number;
}

export interface WindowsQuestion {
  readonly reader: Pick<UsageReader, 'kind'> & { readonly keptDays?: number | null };
  readonly zone: string;
  readonly now: number;
  readonly read: readonly WindowRead[];
}

/** A calendar day of a zone: 23 to 25 hours, more or less. */
export interface Day {
  readonly day: string;
  readonly start: number;
  readonly end: number;
}

export function dayOf(at: number, zone: string): Day {
  return dayNamed(dateIn(at, zone), zone);
}

export function dayNamed(day: string, zone: string): Day {
  return { day, start: startOfDay(day, zone), end: startOfDay(addDays(day, 1), zone) };
}

/** The hours of a day: they tile it from midnight on, the last one shorter where the clocks move by less than an hour. */
export function hoursOf({ start, end }: Pick<Day, 'start' | 'end'>): { readonly start: number; readonly end: number }[] {
  const hours = Array.from({ length: Math.ceil((end - start) / HOUR_MS) }, (_, index) => start + index * HOUR_MS);
  return hours.map((each) => ({ start: each, end: Math.min(each + HOUR_MS, end) }));
}

/** The window an instant is in. */
export function windowAt(at: number, grain: 'hour' | 'day', zone: string): { readonly start: number; readonly end: number } {
  const day = dayOf(at, zone);
  if (grain === 'day') return day;
  const start = day.start + Math.floor((at - day.start) / HOUR_MS) * HOUR_MS;
  return { start, end: Math.min(start + HOUR_MS, day.end) };
}

/**
 * The windows that are worth reading now, oldest first: hours of the last day that were not read to their end and the one that runs; whole days that the panel
 * still keeps and nobody read; and once a day the last days again. A panel that tells days only is asked for the one that runs, too; one with a counter for nothing.
 */
export function planWindows(question: WindowsQuestion): WindowToRead[] {
  if (question.reader.kind === 'today') return [];
  const days = daysToRead(question);
  const hours = question.reader.kind === 'windows' ? hoursToRead(question) : [];
  return [...days, ...hours].sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Days a panel is asked for, the one that runs and the one that is partly gone among them. */
function daysKept({ keptDays }: WindowsQuestion['reader']): number {
  return Math.max(1, Math.min(keptDays ?? KEPT_UNSAID, MOST_DAYS));
}

/** The beginning of the first day that a panel with days or windows is asked for. */
export function furthestRead(reader: WindowsQuestion['reader'], now: number, zone: string): number {
  return dayNamed(addDays(dateIn(now, zone), 1 - daysKept(reader)), zone).start;
}

function daysToRead({ reader, zone, now, read }: WindowsQuestion): WindowToRead[] {
  const today = dayOf(now, zone);
  const kept = daysKept(reader);
  const known = new Map(read.filter(({ grain, derived }) => grain === 'day' && !derived).map((each) => [each.start, each]));
  // Of the day as many days ago as are kept, part is gone already.
  const back = Array.from({ length: kept - 1 }, (_, index) => kept - 1 - index);
  const past = back
    .map((ago) => ({ ago, ...dayNamed(addDays(today.day, -ago), zone) }))
    .filter(({ ago, start }) => {
      const last = known.get(start);
      return last === undefined || !last.complete || (ago <= GROWING_DAYS && last.readAt < today.start);
    })
    .map(({ day, start, end }) => ({ grain: 'day' as const, day, start, end, complete: true }));
  return reader.kind === 'days' ? [...past, { grain: 'day', ...today, complete: false }] : past;
}

function hoursToRead({ zone, now, read, reader }: WindowsQuestion): WindowToRead[] {
  const today = dayOf(now, zone);
  const done = new Set(read.filter(({ grain, complete }) => grain === 'hour' && complete).map(({ start }) => start));
  const days = [dayOf(today.start - 1, zone), today];
  const back = Math.min(HOURS_BACK, (reader.keptDays ?? KEPT_UNSAID) * 24);
  return days
    .flatMap(({ day, start, end }) => hoursOf({ start, end }).map((hour) => ({ ...hour, day })))
    .filter(({ start, end }) => start <= now && end > now - back * HOUR_MS && !done.has(start))
    .map(({ start, end, day }) => ({ grain: 'hour' as const, start, end, day, complete: end <= now }));
}
