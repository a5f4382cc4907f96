import type { BounceClass, BounceTarget } from '../../../contract/bounces.ts';
import type { SmtpStage } from '../../../ports/mailer.ts';

/** What became of a message, and who has to act. */
export interface Verdict {
  readonly class: BounceClass;
  readonly target: BounceTarget;
}

/** An answer of a mail server, as far as it is known. */
export interface ServerAnswer {
  /** Three digits, 0 when unknown. */
  readonly code: number;
  /** Enhanced status code (RFC 3463), null when there is none. */
  readonly enhanced: string | null;
  readonly text: string;
  /** In reply to what; null when unknown. */
  readonly stage: SmtpStage | null;
}

/** One recipient as a report names him, before anything is concluded. */
export interface Draft {
  /** Whom the message was sent to. */
  readonly address: string;
  /** Whom it had become at the end, after forwarding. */
  readonly finalAddress: string;
  /** `failed`, `delayed`, `delivered`, `relayed` or `expanded` (RFC 3464); empty when the report does not say. */
  readonly action: string;
  /** The Status field; empty without one. */
  readonly status: string;
  /** What the server said. */
  readonly diagnostic: string;
  /** Who said it: the Remote-MTA field and what else names the provider. */
  readonly remote: string;
}
