import { create } from 'zustand';
import type { HostId } from '../../../../src/contract/ids.ts';
import { MERGE_FIELDS, type MergeField } from '../../../../src/contract/merge-fields.ts';
import type { TextKind } from '../../../../src/contract/texts.ts';

/** What was filled in; null = said to be not known. */
export type LetterValues = Readonly<Partial<Record<MergeField, string | null>>>;

interface Letters {
  readonly letters: Readonly<Record<string, LetterValues>>;
  set(key: string, values: LetterValues): void;
}

/** What was filled into letters. It is kept while the window is open, and nowhere else: it is about one client and one day. */
const useLetterValues = create<Letters>()((set) => ({
  letters: {},
  set: (key, values) => set(({ letters }) => ({ letters: { ...letters, [key]: values } })),
}));

/** The values filled into a letter of a host, and the way to change them. */
export function useValuesOf({ hostId, kind }: { readonly hostId: HostId; readonly kind: TextKind }): [LetterValues, (values: LetterValues) => void] {
  const key = `${hostId}/${kind}`;
  const { letters, set } = useLetterValues();
  return [letters[key] ?? {}, (values) => set(key, values)];
}

/** What the core is given of it: values without the empty ones, which stay to be filled, and what nobody knows. */
export function given(values: LetterValues): { values: Partial<Record<MergeField, string>>; notKnown: MergeField[] } {
  const filled = Object.entries(values).flatMap(([field, value]): [string, string][] => (value === null || value.trim() === '' ? [] : [[field, value]]));
  return { values: Object.fromEntries(filled), notKnown: MERGE_FIELDS.filter((field) => values[field] === null) };
}
