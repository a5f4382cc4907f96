import { addDays, daysBetween } from '../../shared/calendar.ts';

/** When a request is asked after. Days are YYYY-MM-DD where the client is; `isOff`: nothing leaves on that day. */
export interface RoundDays {
  readonly askedOn: string;
  readonly deadlineOn: string;
  readonly isOff: (day: string) => boolean;
}

/** The reminders of a request: null = that one is left out. */
export interface ReminderDays {
  readonly half_time: string | null;
  readonly last_day: string | null;
}

/**
 * On half the way, and on the last day; where that is no working day, on the working day before it. Never on the day of the request or before it, never after the
 * deadline, never two on one day.
 */
export function reminderDays({ askedOn, deadlineOn, isOff }: RoundDays): ReminderDays {
  const between = (first: string, last: string): string | null => {
    for (let day = last; day >= first; day = addDays(day, -1)) if (!isOff(day)) return day;
    return null;
  };
  const days = daysBetween(askedOn, deadlineOn);
  if (days < 1) return { half_time: null, last_day: null };
  const next = addDays(askedOn, 1);
  const lastDay = between(next, deadlineOn);
  const half = days < 2 ? null : between(next, addDays(askedOn, Math.floor(days / 2)));
  return { half_time: half === lastDay ? null : half, last_day: lastDay };
}
