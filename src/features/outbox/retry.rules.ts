import { DAY_MS, MINUTE_MS } from '../../shared/durations.ts';

/** Waits before the next attempt of a message a server put off; the last one repeats. Greylisting lets the first or second through. */
const RETRY_MINUTES = [5, 15, 30, 60, 120, 240];
/** No message is put off for longer than this at a time. */
export const LONGEST_RETRY_MS = 240 * MINUTE_MS;
/** RFC 5321, 4.5.4.1: give up after four to five days. */
const PATIENCE_MS = 5 * DAY_MS;

/** How long to wait after the `attempts`-th attempt was put off. */
export function retryDelayMs(attempts: number): number {
  return (RETRY_MINUTES[Math.max(0, attempts - 1)] ?? RETRY_MINUTES.at(-1) ?? 0) * MINUTE_MS;
}

/** Whether a message has been put off for long enough. Never by the calendar alone: a clock set forward must not end what was hardly tried. */
export function givesUp(message: { readonly attempts: number; readonly firstPutOffAt: number; readonly now: number }): boolean {
  return message.attempts > RETRY_MINUTES.length && message.now - message.firstPutOffAt >= PATIENCE_MS;
}

/** A way out that does not work at the moment. */
export interface Trouble {
  readonly code: string;
  readonly reply: string;
  /** Wall clock. */
  readonly since: number;
  readonly failures: number;
  /** Steady time of the next probe; null = only when the user changes something. */
  readonly probeAt: number | null;
}

const PROBE_SECONDS = [30, 60, 120, 300, 600, 900];

/** The trouble after one more message could not be handed over. */
export function troubleAfter(
  before: Trouble | undefined,
  failure: { readonly code: string; readonly reply: string; readonly permanent: boolean },
  now: { readonly wall: number; readonly steady: number },
): Trouble {
  const failures = (before?.failures ?? 0) + 1;
  const seconds = PROBE_SECONDS[failures - 1] ?? PROBE_SECONDS.at(-1) ?? 0;
  return {
    code: failure.code,
    reply: failure.reply,
    since: before?.since ?? now.wall,
    failures,
    probeAt: failure.permanent ? null : now.steady + seconds * 1000,
  };
}
