import { DAY_S, HOUR_S } from './durations.ts';

/** Windows that sending is counted in, in the seconds that the tables call them by. A day is one of the calendar, whatever its length. */
export const GRAIN_S = { hour: HOUR_S, day: DAY_S } as const;
export type Grain = keyof typeof GRAIN_S;
