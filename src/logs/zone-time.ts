const QUARTER = 900;
const DAY = 86_400;
const WEEK = 7 * DAY;

/**
 * Local time of one zone to epoch seconds. A local time that came twice is taken for the first that is not before `floor`; one that the clocks skipped
 * is read with the offset from before they did.
 */
export class ZoneTime {
  readonly #format: Intl.DateTimeFormat | null;
  readonly #offsets = new Map<number, number>();
  /** Whether the answer before was one of two. */
  twice = false;

  /** Throws `RangeError` for a zone nobody knows. */
  constructor(zone: string) {
    this.#format =
      zone === 'UTC'
        ? null
        : new Intl.DateTimeFormat('en-US', {
            timeZone: zone,
            hourCycle: 'h23',
            year: 'numeric',
            month: 'numeric',
            day: 'numeric',
            hour: 'numeric',
            minute: 'numeric',
            second: 'numeric',
          });
  }

  /** Whether the clocks of the zone show this time twice. */
  comesTwice(epoch: number): boolean {
    this.epochOf(epoch + this.#offsetAt(epoch), 0);
    return this.twice;
  }

  /** `local`: seconds since 1970 as if the local time were UTC. */
  epochOf(local: number, floor: number): number {
    this.twice = false;
    if (this.#format === null) return local;
    const before = this.#offsetAt(local - DAY);
    const after = this.#offsetAt(local + DAY);
    if (before === after && this.#offsetAt(local - before) === before) return local - before;
    const early = local - Math.max(before, after);
    const late = local - Math.min(before, after);
    const earlyHolds = early + this.#offsetAt(early) === local;
    const lateHolds = late + this.#offsetAt(late) === local;
    this.twice = earlyHolds && lateHolds;
    if (this.twice) return early >= floor ? early : late;
    return earlyHolds ? early : lateHolds ? late : local - before;
  }

  /** Seconds that the zone was ahead of UTC. No zone has changed its offset twice within a week and changed it back. */
  #offsetAt(epoch: number): number {
    const week = Math.floor(epoch / WEEK);
    const start = this.#offsetOf(week * WEEK);
    return start === this.#offsetOf((week + 1) * WEEK) ? start : this.#offsetOf(Math.floor(epoch / QUARTER) * QUARTER);
  }

  /** The same at a quarter of an hour, which is when offsets change. */
  #offsetOf(quarter: number): number {
    const known = this.#offsets.get(quarter);
    if (known !== undefined) return known;
    if (this.#offsets.size > 5000) this.#offsets.clear();
    const offset = this.#localOf(quarter) - quarter;
    this.#offsets.set(quarter, offset);
    return offset;
  }

  #localOf(epoch: number): number {
    const parts = new Map<string, number>(this.#format?.formatToParts(epoch * 1000).map(({ type, value }) => [type, Number(value)]));
    const part = (name: string): number => parts.get(name) ?? 0;
    return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) / 1000;
  }
}

const known = new Map<string, ZoneTime>();

/** That of a zone: there is one, as making it and asking it for the first time takes longer than all that follows. Throws `RangeError` for a zone nobody knows. */
export function zoneTimeOf(zone: string): ZoneTime {
  const time = known.get(zone) ?? new ZoneTime(zone);
  known.set(zone, time);
  return time;
}
