import type { z } from 'zod';
import type { Span as SpanName } from '../../contract/usage.ts';
import { addDays } from '../../shared/calendar.ts';
import { DAY_MS, HOUR_MS } from '../../shared/durations.ts';
import type { Grain } from '../../shared/grain.ts';
import { dayNamed, dayOf, hoursOf, windowAt } from './windows.rules.ts';

export type Span = z.infer<typeof SpanName>;

/** Epoch milliseconds; `end` is not in it. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What a span is in a zone: the windows its figures are made of, and those its trend shows. */
export interface SpanWindows extends Stretch {
  readonly grain: Grain;
  readonly windows: readonly Stretch[];
  readonly trend: { readonly grain: Grain; readonly windows: readonly Stretch[] };
}

const DAYS_BACK = { d7: 7, d30: 30 } as const;

/** The windows of a span that ends now. Days are those of the zone: 23 to 25 hours. */
export function spanWindows(span: Span, now: number, zone: string): SpanWindows {
  const today = dayOf(now, zone);
  if (span === 'hour') return of('hour', [windowAt(now, 'hour', zone)]);
  if (span === 'day') {
    const hours = hoursOf(today).filter(({ start }) => start <= now);
    return { ...of('day', [stretch(today)]), trend: { grain: 'hour', windows: hours } };
  }
  if (span === 'h24') {
    const { start } = windowAt(now, 'hour', zone);
    const windows = [dayOf(start - 25 * HOUR_MS, zone), dayOf(today.start - 1, zone), today].flatMap((day) => hoursOf(day));
    const past = [...new Map(windows.map((each) => [each.start, each])).values()].filter((each) => each.start >= start - DAY_MS && each.end <= start);
    return of('hour', past);
  }
  const days = Array.from({ length: DAYS_BACK[span] + 1 }, (_, index) => stretch(dayNamed(addDays(today.day, index - DAYS_BACK[span]), zone)));
  return of('day', days);
}

/** The same span where only days are known: yesterday and today for 24 hours. null = days say nothing of it, or it is one of days anyway. */
export function spanInDays(span: Span, now: number, zone: string): SpanWindows | null {
  if (span !== 'h24') return null;
  const today = dayOf(now, zone);
  return of('day', [stretch(dayOf(today.start - 1, zone)), stretch(today)]);
}

const stretch = ({ start, end }: Stretch): Stretch => ({ start, end });

function of(grain: Grain, windows: readonly Stretch[]): SpanWindows {
  const first = windows[0] ?? { start: 0, end: 0 };
  const last = windows.at(-1) ?? first;
  return { grain, start: first.start, end: last.end, windows, trend: { grain, windows } };
}

/** Curves are drawn for people: more windows than these cannot be told apart, and the newest count. */
const MOST_WINDOWS = { hour: 31 * 25, day: 400 } as const satisfies Record<Grain, number>;

/** The windows of a grain that a stretch of time touches, oldest first. */
export function windowsBetween({ start, end }: Stretch, grain: Grain, zone: string): Stretch[] {
  const windows: Stretch[] = [];
  for (let at = end - 1; at >= start && windows.length < MOST_WINDOWS[grain]; ) {
    const window = windowAt(at, grain, zone);
    windows.push(stretch(window));
    at = window.start - 1;
  }
  return windows.reverse();
}
