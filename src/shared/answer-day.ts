import { addDays, daysBetween } from './calendar.ts';

/** Days given for an answer where nobody chose: what abuse desks give before they act. */
const ANSWER_DAYS = 3;

/**
 * The last day for an answer of a client where nobody chose one, from `today` where he is: the day before the host wants his (`hostBy`, null = he named none), so
 * that there is time to judge it; never today. Dates YYYY-MM-DD.
 */
export function usualAnswerDay(today: string, hostBy: string | null): string {
  const usual = addDays(today, ANSWER_DAYS);
  if (hostBy === null || hostBy > usual) return usual;
  return addDays(today, Math.max(1, daysBetween(today, hostBy) - 1));
}
