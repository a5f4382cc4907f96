import type { PanelAccount } from '../../connectors/connector.ts';
import type { HostedState, Lifter, ReasonClass } from '../../shared/panels.ts';
import { clip, singleLine } from '../../shared/text.ts';
import { classifyReason } from './reason.rules.ts';

/** A panel's own words are kept, up to this length. */
const LONGEST_REASON = 2000;

/** In what state an account is, and why. */
export interface AccountState {
  readonly state: HostedState;
  readonly reason: string;
  readonly reasonClass: ReasonClass;
  readonly lifter: Lifter;
  /** Epoch milliseconds; null = the host does not say. */
  readonly hostSince: number | null;
}

type Flags = Pick<PanelAccount, 'suspended' | 'locked' | 'outgoingMail' | 'reason' | 'suspendedAt' | 'lifter'>;

/** What a panel says of an account; null = it says nothing that tells its state. */
export function stateOf(account: Flags): AccountState | null {
  const state = named(account);
  if (state === null) return null;
  if (state === 'active' || state === 'mail_held') return { state, reason: '', reasonClass: 'not_given', lifter: 'unknown', hostSince: null };
  const reason = clip(singleLine(account.reason), LONGEST_REASON);
  const lifter = account.lifter === 'unknown' && state === 'locked' ? 'host' : account.lifter;
  // Panels that know when an account was suspended do not know it of its mail alone.
  return { state, reason, reasonClass: classifyReason(reason), lifter, hostSince: state === 'mail_suspended' ? null : account.suspendedAt };
}

function named({ suspended, locked, outgoingMail }: Flags): HostedState | null {
  if (suspended === true) return locked === true ? 'locked' : 'suspended';
  if (locked === true && suspended === null) return 'locked';
  if (outgoingMail === 'suspended') return 'mail_suspended';
  if (outgoingMail === 'held') return 'mail_held';
  return suspended === false ? 'active' : null;
}

/**
 * Whether what a person entered stands beside what the panel says: it holds until the panel says otherwise, and of what the panel does not publish it says nothing.
 */
export function handHolds(byHand: HostedState, account: Flags, said: HostedState): boolean {
  if (byHand === 'mail_held' || byHand === 'mail_suspended') return said === 'active' && account.outgoingMail === null;
  if (byHand === 'locked') return said === 'suspended' && account.locked === null;
  return false;
}
