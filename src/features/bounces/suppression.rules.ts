import type { BounceClass, BounceTarget } from '../../contract/bounces.ts';
import { DAY_MS } from '../../shared/durations.ts';

/** How long an address that failed for good gets nothing, unless its host says longer (rule 003-05). */
export const BLOCK_DAYS = 90;

/** From so many clients on a domain is a provider's: one wrong answer must not silence them all, so only the address is blocked. */
export const SHARED_DOMAIN_CLIENTS = 3;

/** A mailbox is full for good when it was reported so often, over more than so many days, while nothing arrived. */
const FULL_TIMES = 3;
const FULL_DAYS = 30;

/** A failure, with what is known about its address. Instants are epoch milliseconds. */
export interface Failed {
  readonly kind: 'bounce' | 'complaint';
  readonly class: BounceClass;
  readonly target: BounceTarget;
  readonly at: number;
  /** `recipientBlockDays` of the host; null = not known. */
  readonly hostDays: number | null;
  /** Clients that are written to at its domain. */
  readonly domainClients: number;
  /** When its mailbox was reported full since the last message that arrived, this failure included. */
  readonly fullAt: readonly number[];
  /** When somebody last said that the address, or its domain, works again; null = nobody did. */
  readonly liftedAt: number | null;
}

/** What gets nothing from now on; `until` null = for good. */
export interface Block {
  readonly scope: 'address' | 'domain';
  readonly reason: 'permanent' | 'complaint';
  readonly until: number | null;
}

/**
 * What a failure blocks. Only what is said about the address itself does: a failure of the sender, of the message or of the way says
 * nothing about it. What happened before somebody lifted the block does not bring it back.
 */
export function blockAfter(failed: Failed): Block | null {
  if (failed.kind === 'complaint') return { scope: 'address', reason: 'complaint', until: null };
  if (failed.liftedAt !== null && failed.at <= failed.liftedAt) return null;
  const until = failed.at + Math.max(BLOCK_DAYS, failed.hostDays ?? 0) * DAY_MS;
  if (isFullForGood(failed)) return { scope: 'address', reason: 'permanent', until };
  if (failed.class !== 'permanent') return null;
  if (failed.target === 'address') return { scope: 'address', reason: 'permanent', until };
  if (failed.target !== 'domain') return null;
  return { scope: failed.domainClients < SHARED_DOMAIN_CLIENTS ? 'domain' : 'address', reason: 'permanent', until };
}

/** A full mailbox may be emptied; after weeks nobody reads it. */
function isFullForGood({ target, fullAt }: Failed): boolean {
  if (target !== 'mailbox' || fullAt.length < FULL_TIMES) return false;
  return Math.max(...fullAt) - Math.min(...fullAt) > FULL_DAYS * DAY_MS;
}

/** A block that is in force, as far as a new one may change it. */
export interface InForce {
  readonly reason: 'permanent' | 'complaint' | 'by_hand';
  readonly until: number | null;
}

/** The same block after another failure: longer or as it was, never two of them. Null = nothing changes. */
export function prolonged(before: InForce, block: Block): InForce | null {
  const reason = block.reason === 'complaint' ? 'complaint' : before.reason;
  const until = before.until === null || block.until === null ? null : Math.max(before.until, block.until);
  return reason === before.reason && until === before.until ? null : { reason, until };
}
