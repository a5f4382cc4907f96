import type { BounceClass, BounceTarget } from '../../../src/contract/bounces.ts';

/** A failure as a person meets it: `bounces:situation.<id>` says what it means and what to do. */
export type Situation =
  | 'complaint'
  | 'address'
  | 'addressLater'
  | 'mailbox'
  | 'mailboxGone'
  | 'domain'
  | 'domainLater'
  | 'senderIp'
  | 'senderAuth'
  | 'content'
  | 'recipientPolicy'
  | 'hostLimit'
  | 'rate'
  | 'suppressed'
  | 'ownBlock'
  | 'message'
  | 'network'
  | 'system'
  | 'later'
  | 'unknown';

type Who = 'you' | 'client' | 'provider' | 'nobody';

/** Who has to act. A fault on the sender's side is never the client's. */
export const WHO_ACTS: Readonly<Record<Situation, Who>> = {
  complaint: 'you',
  address: 'you',
  addressLater: 'nobody',
  mailbox: 'client',
  mailboxGone: 'you',
  domain: 'you',
  domainLater: 'nobody',
  senderIp: 'provider',
  senderAuth: 'you',
  content: 'you',
  recipientPolicy: 'client',
  hostLimit: 'you',
  rate: 'nobody',
  suppressed: 'provider',
  ownBlock: 'you',
  message: 'you',
  network: 'nobody',
  system: 'nobody',
  later: 'nobody',
  unknown: 'you',
};

/** Where another address helps. Everywhere else the present one is right, or nobody knows. */
const NEEDS_OTHER_ADDRESS: ReadonlySet<Situation> = new Set(['complaint', 'address', 'mailboxGone', 'domain', 'ownBlock']);

/** Whether the user should change the address of the client. */
export function needsOtherAddress(situation: Situation): boolean {
  return NEEDS_OTHER_ADDRESS.has(situation);
}

/** By target: for good, and where that means something else, for now. */
const BY_TARGET: Readonly<Record<BounceTarget, { readonly ever: Situation; readonly now?: Situation }>> = {
  address: { ever: 'address', now: 'addressLater' },
  mailbox: { ever: 'mailboxGone', now: 'mailbox' },
  domain: { ever: 'domain', now: 'domainLater' },
  'sender-ip': { ever: 'senderIp' },
  'sender-auth': { ever: 'senderAuth' },
  content: { ever: 'content' },
  'recipient-policy': { ever: 'recipientPolicy' },
  'host-limit': { ever: 'hostLimit' },
  rate: { ever: 'rate' },
  suppressed: { ever: 'suppressed' },
  message: { ever: 'message' },
  network: { ever: 'network' },
  system: { ever: 'system' },
  unknown: { ever: 'unknown', now: 'later' },
};

export interface Failure {
  readonly kind?: 'bounce' | 'complaint';
  readonly class: BounceClass;
  readonly target: BounceTarget;
  /** Of a message of the outbox: `suppressed` when it was held back here, before any server saw it. */
  readonly errorCode?: string | undefined;
}

/** Which situation a failure is. */
export function situationOf({ kind, class: how, target, errorCode }: Failure): Situation {
  if (kind === 'complaint') return 'complaint';
  if (errorCode === 'suppressed') return 'ownBlock';
  const { ever, now = ever } = BY_TARGET[target];
  return how === 'temporary' ? now : ever;
}
