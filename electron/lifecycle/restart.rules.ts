import { MINUTE_MS } from '../../src/shared/durations.ts';

const WINDOW_MS = 5 * MINUTE_MS;
const ATTEMPTS = 3;

/** What to do after a crash: try again after `delayMs`, or ask the user. */
export type Verdict = { readonly kind: 'restart'; readonly delayMs: number } | { readonly kind: 'give_up' };

/** Three attempts in five minutes, each waiting longer; then somebody must decide. `crashedAt` includes the present crash, times in ms. */
export function afterCrash(crashedAt: readonly number[], now: number): Verdict {
  const recent = crashedAt.filter((at) => now - at < WINDOW_MS).length;
  return recent > ATTEMPTS ? { kind: 'give_up' } : { kind: 'restart', delayMs: 250 * 4 ** Math.max(0, recent - 1) };
}

/** True when the app may start itself again after a failure: once a minute at most. Times in ms. */
export function mayRelaunch(lastRelaunchAt: number | null, now: number): boolean {
  return lastRelaunchAt === null || Math.abs(now - lastRelaunchAt) >= MINUTE_MS;
}
