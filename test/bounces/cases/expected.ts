import type { BounceClass, BounceTarget, MailKind } from '../../../src/contract/bounces.ts';

/** What one recipient of a case has to be read as. */
export interface ExpectedRecipient {
  readonly address: string;
  readonly class: BounceClass;
  readonly target: BounceTarget;
  readonly suppress: boolean;
}

/** A labelled mail. `delayed`: a warning only. */
export interface Expected {
  readonly kind: MailKind;
  readonly recipients: readonly ExpectedRecipient[];
  readonly delayed?: boolean;
}

/** One recipient: whether he may be suppressed follows from class and target, but is written out where it matters. */
export function about(
  address: string,
  what: BounceClass,
  target: BounceTarget,
  suppress = what === 'permanent' && (target === 'address' || target === 'domain'),
): ExpectedRecipient {
  return { address, class: what, target, suppress };
}
