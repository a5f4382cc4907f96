import { uptime } from 'node:os';
import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../ports/clock.ts';
import { MINUTE_MS } from '../shared/durations.ts';

/** Asking the system takes longer than the fine clock does: after a sleep time may stand still for so long before it is made up for. */
const LOOK_EVERY_MS = 100;

/** Differences below this are the coarse steps of `uptime`, not sleep. */
const SLEEP_MS = 2000;

/**
 * Node's fine clock stands still on some systems while the machine sleeps, the system's uptime does not but counts in whole seconds on others:
 * the fine one, moved on by what the coarse one saw pass meanwhile.
 */
function steadyClock(): () => number {
  const gapNow = (): number => uptime() * 1000 - performance.now();
  let gap = gapNow();
  let slept = 0;
  let lookedAt = performance.now();
  return () => {
    const fine = performance.now();
    if (fine - lookedAt < LOOK_EVERY_MS) return fine + slept;
    lookedAt = fine;
    const newGap = gapNow();
    if (newGap - gap > SLEEP_MS) slept += newGap - gap;
    gap = newGap;
    return fine + slept;
  };
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  steady: steadyClock(),
  timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  after: (delayMs, wake) => {
    const timer = setTimeout(wake, Math.min(Math.max(delayMs, 0), MINUTE_MS));
    return () => clearTimeout(timer);
  },
  yield: () => nextTurn(),
};
