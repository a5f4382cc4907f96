import type { ValueSource } from '../../../src/contract/letters.ts';
import type { MergeField } from '../../../src/contract/merge-fields.ts';

/** Values that stand in a letter as somebody typed them, in whatever language: what was found out, and what the client answered. */
const TYPED: readonly MergeField[] = ['cause', 'measures', 'recurrence', 'client_answer'];

interface Field {
  readonly field: MergeField;
  readonly value: string;
}

/** True for a value that somebody typed. */
export const isTyped = ({ field, value }: Field): boolean => TYPED.includes(field) && value !== '';

/** Those of a letter. */
export function typedFields({ fields }: { readonly fields: readonly Field[] }): Field[] {
  return fields.filter(isTyped);
}

/** What a person wrote of somebody, or put in here: a reader may find a name in it that is none of his business. */
const WRITTEN: readonly MergeField[] = [...TYPED, 'done_by_reseller'];

/** Those words of a letter, as one text. */
export function writtenWords(fields: readonly (Field & { readonly source: ValueSource })[]): string {
  return fields.flatMap(({ field, value, source }) => (source === 'by_hand' || WRITTEN.includes(field) ? [value] : [])).join('\n');
}
