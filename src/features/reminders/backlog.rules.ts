import { DAY_MS, MINUTE_MS } from '../../shared/durations.ts';
import type { Plan } from './plan.types.ts';

/** What the user answered when he was asked about late ones: all of them (`perDay` null), or so many a day. Passing over leaves nothing late. */
export interface CatchUpAnswer {
  readonly perDay: number | null;
}

export interface BacklogSource {
  readonly now: number;
  readonly plans: readonly Plan[];
  readonly askAbove: number;
  /** Days between two mails to one client; above 0, one client gets one reminder at a time. Of late ones he gets one at a time anyway. */
  readonly quietDays: number;
  /** The answer in force; null = none, or used up. */
  readonly answer: CatchUpAnswer | null;
  /** Late ones that were queued today under that answer. */
  readonly lateToday: number;
}

export interface Backlog {
  /** What may be queued now, oldest duty first. */
  readonly queue: readonly Plan[];
  /** Late ones wait for the user's answer: none of them is in `queue`. */
  readonly asks: boolean;
  readonly late: number;
  readonly oldestDueOn: string | null;
  /** The answer did its work: nothing is late any more. */
  readonly answered: boolean;
}

/** Decides over all plans what may leave now. Every run agrees on the order. */
export function backlog({ now, plans, askAbove, quietDays, answer, lateToday }: BacklogSource): Backlog {
  const late = plans.filter(({ state }) => state === 'late');
  const asks = answer === null && late.length > askAbove;
  let allowance = asks ? 0 : (answer?.perDay ?? Number.POSITIVE_INFINITY) - lateToday;
  const ready = plans.filter(({ state, sendAt }) => (state === 'due' || state === 'late') && sendAt !== null && sendAt <= now).sort(byDuty);
  const [served, caughtUp] = [new Set<string>(), new Set<string>()];
  const queue = ready.filter(({ state, clientId }) => {
    if (state === 'late' && (allowance <= 0 || caughtUp.has(clientId))) return false;
    if (quietDays > 0 && served.has(clientId)) return false;
    served.add(clientId);
    if (state !== 'late') return true;
    caughtUp.add(clientId);
    allowance--;
    return true;
  });
  return { queue, asks, late: late.length, oldestDueOn: late.reduce<string | null>(earlier, null), answered: answer !== null && late.length === 0 };
}

function earlier(first: string | null, { dueSince }: Plan): string | null {
  return first === null || (dueSince !== null && dueSince < first) ? dueSince : first;
}

/** Ascending by the first day of duty that was missed or is due, then moment, then client and host. */
export function byDuty(a: Plan, b: Plan): number {
  return compare(a.dueSince ?? '', b.dueSince ?? '') || compare(a.sendAt ?? 0, b.sendAt ?? 0) || compare(a.clientId, b.clientId) || compare(a.hostId, b.hostId);
}

function compare<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : Number(a > b);
}

/** Both clocks at one moment, in milliseconds: the one on the wall, which people set, and one that only runs on. */
export interface Clocks {
  readonly wall: number;
  readonly mono: number;
}

const NOTICED_MS = 3 * MINUTE_MS;
const FAR_MS = DAY_MS;

/**
 * How the clock on the wall moved against the other between two looks at them. `far` forward, more than a day: nothing goes out by itself at that look, for
 * what is due now may only seem so. A computer that slept looks the same where the other clock stands still in sleep: its late ones are decided about at the next look.
 */
export function clockJumped(before: Clocks, after: Clocks): { readonly direction: 'none' | 'back' | 'forward' | 'far'; readonly byMs: number } {
  const byMs = after.wall - before.wall - (after.mono - before.mono);
  if (Math.abs(byMs) <= NOTICED_MS) return { direction: 'none', byMs };
  if (byMs < 0) return { direction: 'back', byMs };
  return { direction: byMs > FAR_MS ? 'far' : 'forward', byMs };
}
