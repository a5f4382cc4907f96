/** Lengths of time by the clock. A day of the calendar may be an hour shorter or longer: `days.ts` knows those. */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
/** The same in seconds, as limits and logs count. */
export const HOUR_S = 3600;
export const DAY_S = 86_400;
