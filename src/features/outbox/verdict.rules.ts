import type { BounceClass, BounceTarget } from '../../contract/bounces.ts';
import type { SmtpStage } from '../../ports/mailer.ts';

export interface Refusal {
  readonly code: number;
  readonly enhanced: string | null;
  readonly reply: string;
  readonly stage: SmtpStage;
}

/** What on the sender's side can be refused: nothing another message would be spared. */
const SENDER_SIDE: readonly BounceTarget[] = ['sender-ip', 'sender-auth', 'host-limit'];

/**
 * Whom a refusal concerns. Before a recipient was named it can only be the sender, but for a message that is too large (RFC 1870); after that it is the
 * sender where the answer says so, and then it says nothing about the message.
 */
export function concerns(refusal: Refusal, meant: { readonly class: BounceClass; readonly target: BounceTarget }): 'sender' | 'message' {
  if (refusal.stage === 'connect') return 'sender';
  if (refusal.stage === 'mail') return refusal.code === 552 || refusal.enhanced === '5.3.4' ? 'message' : 'sender';
  return SENDER_SIDE.includes(meant.target) ? 'sender' : 'message';
}

/** Whether only other settings can help: the address of the sender itself is refused (RFC 3463, X.1.7 and X.1.8). */
export function needsOtherSettings({ stage, enhanced, code }: Refusal): boolean {
  return stage === 'mail' && code >= 500 && (enhanced === '5.1.7' || enhanced === '5.1.8');
}

/** Whether a server said that it has enough connections of ours. */
export function saysTooMany(reply: string): boolean {
  return /^4\d\d\b/.test(reply) && (/^421\b/.test(reply) || /too many|connections?|concurren/i.test(reply));
}
