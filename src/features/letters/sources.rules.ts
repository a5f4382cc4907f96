import type { ValueSource } from '../../contract/letters.ts';
import type { MergeField } from '../../contract/merge-fields.ts';

/** What a verdict counted in logs and panels. */
const FROM_LOG: readonly MergeField[] = ['window', 'sent_count', 'usual_count', 'recipient_count', 'failure_count', 'script_or_mailbox', 'evidence_found'];
/** What the proofs say of the notice he was told. */
const FROM_EVIDENCE: readonly MergeField[] = ['told_on', 'told_version'];

type Values = Readonly<Partial<Record<MergeField, string>>>;

/** What is known of the values of a letter. */
export interface Known {
  readonly value: string;
  readonly byHand: Values;
  readonly notKnown: readonly MergeField[];
  /** What the case knows. */
  readonly own: Values;
}

/** Where the value of a field comes from. */
export function sourceOf(field: MergeField, { value, byHand, notKnown, own }: Known): ValueSource {
  if (byHand[field] !== undefined) return 'by_hand';
  if (value === '' || notKnown.includes(field)) return 'unknown';
  if (own[field] === undefined) return 'records';
  if (FROM_LOG.includes(field)) return 'log';
  return FROM_EVIDENCE.includes(field) ? 'evidence' : 'case';
}
