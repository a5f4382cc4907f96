import type { ValueOrigin } from '../../contract/incidents.ts';
import type { ValueSource } from '../../contract/letters.ts';
import type { MergeField } from '../../contract/merge-fields.ts';

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
  /** Where that comes from, if not from the case itself. */
  readonly origins: Readonly<Partial<Record<MergeField, ValueOrigin>>>;
}

/** Where a value comes from, and when it was read there; `at` left out = it has no age. */
export interface Source {
  readonly source: ValueSource;
  readonly at?: string | undefined;
}

/** Where the value of a field comes from. */
export function sourceOf(field: MergeField, { value, byHand, notKnown, own, origins }: Known): Source {
  if (byHand[field] !== undefined) return { source: 'by_hand' };
  if (value === '' || notKnown.includes(field)) return { source: 'unknown' };
  if (own[field] === undefined) return { source: 'records' };
  const origin = origins[field];
  if (origin !== undefined) return { source: origin.from, at: origin.at };
  return { source: FROM_EVIDENCE.includes(field) ? 'evidence' : 'case' };
}
