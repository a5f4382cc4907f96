import { uptime } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../ports/clock.ts';

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  // Not process.hrtime: on Linux it stands still while the machine sleeps.
  steady: () => uptime() * 1000,
  timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  after: (delayMs, wake) => {
    const timer = setTimeout(wake, Math.min(Math.max(delayMs, 0), 60_000));
    return () => clearTimeout(timer);
  },
  yield: () => nextTurn(),
};
