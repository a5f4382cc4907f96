import { addDays, dateIn } from '../../shared/calendar.ts';
import { type DateFrame, hourOf, instantIn, type NamedMoment, namesZone } from './date.rules.ts';

const HOUR_MS = 3_600_000;
/** An hour that lies ahead is of the day before, where that is not long ago. */
const BACK_HOURS = 12;

const CLOCK = /(?<!\p{L})(?:at|à|vers|around|since|depuis|в|с|около)\s{1,2}(\d{1,2})(?::|\s?h\s?)(\d{2})(?![\d:])(?:\s?([ap])\.?m\b)?/giu;
const YESTERDAY = /(?<!\p{L})(?:yesterday|hier|вчера)(?!\p{L})/iu;
const AHEAD = /(?<!\p{L})(?:tomorrow|demain|завтра)(?!\p{L})/iu;

/** The first hour that a sentence names without a day, which is then the day of the mail (`at`, when it was written) by its writer's clock; null = none. */
export function clockIn(text: string, { zone, at }: DateFrame): NamedMoment | null {
  if (AHEAD.test(text)) return null;
  const today = dateIn(at, zone);
  const days = YESTERDAY.test(text) ? [addDays(today, -1)] : [today, addDays(today, -1)];
  for (const match of text.matchAll(CLOCK)) {
    const [words, hour = '', minute = '', half = ''] = match;
    const behind = text.slice(match.index + words.length, match.index + words.length + 20);
    const time = { words, behind, hour: hourOf(hour, half), minute };
    const isZoned = namesZone(time);
    const [first, before] = days.flatMap((day) => instantIn({ ...time, day }, zone) ?? []);
    if (first !== undefined && first <= at) return { at: first, words, isZoned };
    if (before !== undefined && at - before <= BACK_HOURS * HOUR_MS) return { at: before, words, isZoned };
  }
  return null;
}

/** The zone of the clock that a Date header was written by; null = it says none. Servers that keep to UTC tell nothing of their people's clocks. */
export function clockOf(header: string): string | null {
  const [, sign = '', hours = '', minutes = ''] = /([+-])(\d{2}):?(\d{2})\s*(?:\([^()]*\))?\s*$/.exec(header) ?? [];
  return sign === '' || Number(hours + minutes) === 0 || Number(hours) > 14 ? null : `${sign}${hours}:${minutes}`;
}
