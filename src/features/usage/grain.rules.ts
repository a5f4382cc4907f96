/** What `usage.grain` says. A day is one of the calendar, whatever its length. */
export const GRAIN_SECONDS = { hour: 3600, day: 86_400 } as const;
export type Grain = keyof typeof GRAIN_SECONDS;

export function grainOf(seconds: number): Grain {
  return seconds === GRAIN_SECONDS.hour ? 'hour' : 'day';
}

/** Whole seconds of an instant, as starts of windows are kept. */
export function secondsOf(epochMs: number): number {
  return Math.floor(epochMs / 1000);
}
