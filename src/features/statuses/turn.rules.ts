import type { PanelAccount } from '../../connectors/connector.ts';
import { HOSTED_STATES, type HostedState } from '../../shared/panels.ts';
import { classifyReason } from './reason.rules.ts';
import { type AccountState, handHolds, stateOf } from './state.rules.ts';

/** What is kept of an account's state. */
export interface KeptState {
  readonly state: string;
  readonly state_origin: string;
  readonly state_host_since: number | null;
  readonly reason: string;
  readonly lifter: string;
}

/** What a panel's words mean for the state that is kept. */
export interface Turn {
  /** It says what state the account is in. */
  readonly said: boolean;
  /** What is to be kept from now on; null = what is kept stands. */
  readonly next: AccountState | null;
  /** A change to be remembered: another state, or the same one begun again or for another reason. */
  readonly flip: boolean;
  readonly from: HostedState;
}

/** Compares what a panel says with what is kept. What it does not say changes nothing. */
export function turnOf(account: PanelAccount, kept: KeptState): Turn {
  const from = HOSTED_STATES.find((state) => state === kept.state) ?? 'unknown';
  const next = stateOf(account);
  if (next === null) return { said: false, next: null, flip: false, from };
  if (kept.state_origin === 'hand' && next.state !== from && handHolds(from, account, next.state)) return { said: false, next: null, flip: false, from };
  if (next.state !== from) return { said: true, next, flip: from !== 'unknown' || next.state !== 'active', from };
  const begunAgain = next.hostSince !== null && kept.state_host_since !== null && next.hostSince !== kept.state_host_since;
  const otherWords = next.reason !== '' && kept.reason !== '' && next.reason !== kept.reason;
  if (begunAgain || otherWords) return { said: true, next, flip: true, from };
  // Words that were given once are not lost to a panel that says the same state without them.
  const merged: AccountState = {
    ...next,
    ...(next.reason === '' ? { reason: kept.reason, reasonClass: classifyReason(kept.reason) } : {}),
    hostSince: next.hostSince ?? kept.state_host_since,
  };
  const same = merged.reason === kept.reason && merged.lifter === kept.lifter && merged.hostSince === kept.state_host_since;
  return { said: true, next: same ? null : merged, flip: false, from };
}
