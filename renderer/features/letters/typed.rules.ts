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

/** Shorter ones stand in too many words to mean anybody. */
const SHORTEST = 3;

/** Names that stand in typed words, each once: a host or a list needs no client's name. */
export function namedInWords(fields: readonly Field[], names: readonly string[]): string[] {
  const words = fields.map(({ value }) => value.toLocaleLowerCase()).join('\n');
  return [...new Set(names)].filter((name) => name.length >= SHORTEST && words.includes(name.toLocaleLowerCase()));
}
