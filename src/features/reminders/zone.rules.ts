import { Temporal } from 'temporal-polyfill';
import { dateOfDay } from '../../shared/days.ts';
import { DAY_MS, MINUTE_MS } from '../../shared/durations.ts';
import { isTimeZone } from '../../shared/time-zone.ts';

/** A stretch of time in which reminders may leave: from `open` to just before `close`. */
export interface Span {
  readonly open: number;
  readonly close: number;
  /** The clocks were changed in it or moved it. */
  readonly shifted: boolean;
}

/** The days of one time zone. Days are numbers (`dayNumber`), instants epoch milliseconds. */
export interface ZoneDays {
  readonly name: string;
  /** The day it is at an instant. */
  dayOf(at: number): number;
  /** Its first instant. */
  startOf(day: number): number;
  /** When the local time of a day is within the hours, ascending; none where the clocks skip all of them. */
  spansOf(day: number): readonly Span[];
}

export interface Hours {
  readonly from: string;
  readonly to: string;
}

/** Zones by name, each made once; null for a name that is not known. */
export function knownZones(hours: Hours): (name: string) => ZoneDays | null {
  const known = new Map<string, ZoneDays | null>();
  return (name) => kept(known, name, () => (isTimeZone(name) ? zoneDays(name, hours) : null));
}

/** Asks Temporal once for each day. Throws a RangeError for a zone that is not known. */
export function zoneDays(name: string, hours: Hours): ZoneDays {
  const starts = new Map<number, number>();
  const spans = new Map<number, readonly Span[]>();
  const startOf = (day: number): number => kept(starts, day, () => Temporal.PlainDate.from(dateOfDay(day)).toZonedDateTime(name).epochMilliseconds);
  return {
    name,
    startOf,
    spansOf: (day) => kept(spans, day, () => spansBetween(dateOfDay(day), hours, name)),
    // Local dates are at most a day from that of UTC.
    dayOf: (at) => {
      const day = Math.floor(at / DAY_MS);
      if (at < startOf(day)) return at < startOf(day - 1) ? day - 2 : day - 1;
      return at < startOf(day + 1) ? day : day + 1;
    },
  };
}

function kept<K, T>(known: Map<K, T>, key: K, make: () => T): T {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}

/**
 * The instants of a date at which the clocks show a time within the hours. Where they skip an end of the hours, the hours begin as much later
 * (`compatible`) or end where the clocks jump; of an hour that they show twice, the first counts.
 */
function spansBetween(date: string, hours: Hours, zone: string): readonly Span[] {
  const from = at(date, hours.from, zone);
  const to = at(date, hours.to, zone);
  if (from.toPlainDate().toString() !== date) return [];
  const whole = { open: from.epochMilliseconds, close: to.epochMilliseconds, shifted: false };
  const length = minutes(hours.to) - minutes(hours.from);
  if (timeOf(from) === hours.from && timeOf(to) === hours.to && whole.close - whole.open === length * MINUTE_MS) return [whole];
  const open = openingAfterGap(from, hours);
  const close = timeOf(to) === hours.to ? whole.close : (to.getTimeZoneTransition('previous') ?? to).epochMilliseconds;
  const jump = from.getTimeZoneTransition('next');
  const back = jump !== null && jump.epochMilliseconds < close && timeOf(jump) < hours.from ? jump.epochMilliseconds : null;
  const again = Temporal.PlainDateTime.from(`${date}T${hours.from}`).toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds;
  const parts =
    back === null
      ? [{ open, close }]
      : [
          { open, close: back },
          { open: again, close },
        ];
  return parts.filter((part) => part.open < part.close).map((part) => ({ ...part, shifted: true }));
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function at(date: string, time: string, zone: string): Temporal.ZonedDateTime {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone, { disambiguation: 'compatible' });
}

function timeOf(moment: Temporal.ZonedDateTime): string {
  return moment.toPlainTime().toString({ smallestUnit: 'minute' });
}

/** As much later as the clocks skip, but where the hours are over by then, the moment after the jump. Nothing opens when that is too late as well. */
function openingAfterGap(from: Temporal.ZonedDateTime, hours: Hours): number {
  if (timeOf(from) < hours.to) return from.epochMilliseconds;
  const jump = from.getTimeZoneTransition('previous');
  return jump !== null && timeOf(jump) < hours.to ? jump.epochMilliseconds : Number.POSITIVE_INFINITY;
}
