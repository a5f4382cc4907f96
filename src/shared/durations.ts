/** Lengths of time by the clock. A day of the calendar may be an hour shorter or longer: `days.ts` knows those. */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
/** The same in seconds, as limits and logs count. */
export const HOUR_S = 3600;
export const DAY_S = 24 * HOUR_S;
