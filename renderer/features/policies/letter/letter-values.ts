import { create } from 'zustand';
import type { HostId } from '../../../../src/contract/ids.ts';
import type { MergeField } from '../../../../src/contract/merge-fields.ts';
import type { TextKind } from '../../../../src/contract/texts.ts';

type Values = Readonly<Partial<Record<MergeField, string>>>;

interface LetterValues {
  readonly letters: Readonly<Record<string, Values>>;
  set(key: string, values: Values): void;
}

/** What was filled into letters. It is kept while the window is open, and nowhere else: it is about one client and one day. */
const useLetterValues = create<LetterValues>()((set) => ({
  letters: {},
  set: (key, values) => set(({ letters }) => ({ letters: { ...letters, [key]: values } })),
}));

/** The values filled into a letter of a host, and the way to change them. */
export function useValuesOf({ hostId, kind }: { readonly hostId: HostId; readonly kind: TextKind }): [Values, (values: Values) => void] {
  const key = `${hostId}/${kind}`;
  const { letters, set } = useLetterValues();
  return [letters[key] ?? {}, (values) => set(key, values)];
}
