import type { AlertLevel } from '../../contract/alerts.ts';
import { DAY_MS } from '../../shared/durations.ts';
import type { HostedState, Lifter, ReasonClass } from '../../shared/panels.ts';

export interface AccountState {
  readonly state: HostedState;
  /** When it was last seen otherwise; null = never. Epoch milliseconds. */
  readonly after: number | null;
  readonly since: number;
  /** Since when the host says it is so; null = it does not say. */
  readonly hostSince: number | null;
  readonly reasonClass: ReasonClass;
  readonly lifter: Lifter;
}

/** For how long it is news that somebody was suspended for what is no danger to others. */
const NEWS_MS = 7 * DAY_MS;

/**
 * How heavy it is that an account is stopped; null = it is nothing to tell of. Who has not paid, and who was stopped before anybody looked, for no reason
 * that has to do with mail, is no danger: that is told for some days at most, or not at all. What was so long before anybody looked is no call to act now.
 */
export function stateLevel({ state, after, since, hostSince, reasonClass, lifter }: AccountState, at: number): AlertLevel | null {
  const level = weight(state, reasonClass, lifter);
  if (level === 'act' && after === null && hostSince !== null && since - hostSince >= NEWS_MS) return 'info';
  if (level === null || level === 'act') return level;
  const concernsMail = state === 'mail_held' || state === 'mail_suspended';
  if (concernsMail) return level;
  if (after === null) return null;
  return level === 'info' && at - since >= NEWS_MS ? null : level;
}

function weight(state: HostedState, reasonClass: ReasonClass, lifter: Lifter): AlertLevel | null {
  if (state === 'locked' || state === 'mail_suspended') return 'act';
  if (state === 'mail_held') return 'warn';
  if (state !== 'suspended') return null;
  // Whoever switched his own site off, or waits for a backup, endangers nobody.
  if (lifter === 'client' || lifter === 'itself') return 'info';
  if (reasonClass === 'mail' || reasonClass === 'security') return 'act';
  return reasonClass === 'payment' || lifter === 'reseller' ? 'info' : 'warn';
}
