import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { HostId } from '../../../../src/contract/ids.ts';
import type { TextKind } from '../../../../src/contract/texts.ts';
import { LANGUAGES, type Language } from '../../../../src/shared/language.ts';
import type { Wording } from './wording.ts';

/** A text of a host. */
export interface TextOfHost {
  readonly hostId: HostId;
  readonly kind: TextKind;
}

/** A section of a text in one language. */
export interface Place {
  readonly language: Language;
  readonly section: string;
}

interface Unsaved {
  readonly wordings: Readonly<Record<string, Wording>>;
  keep(key: string, wording: Wording): void;
  drop(key: string): void;
}

/**
 * Wording that was typed and not saved. It outlives the screen and the window, on this machine: nothing typed is lost by leaving.
 */
export const useUnsaved = create<Unsaved>()(
  persist(
    (set) => ({
      wordings: {},
      keep: (key, wording) => set(({ wordings }) => ({ wordings: { ...wordings, [key]: wording } })),
      drop: (key) => set(({ wordings }) => ({ wordings: Object.fromEntries(Object.entries(wordings).filter(([other]) => other !== key)) })),
    }),
    { name: 'sendward-unsaved-texts', storage: createJSONStorage(() => localStorage), partialize: ({ wordings }) => ({ wordings }) },
  ),
);

/** The key under which the wording of a place is kept. */
export function keyOf({ hostId, kind }: TextOfHost, { language, section }: Place): string {
  return [hostId, kind, language, section].join('/');
}

/** Everything unsaved of a text, in the order it was typed. */
export function unsavedOf(wordings: Unsaved['wordings'], { hostId, kind }: TextOfHost): { place: Place; wording: Wording; key: string }[] {
  return Object.entries(wordings).flatMap(([key, wording]) => {
    const [host, text, tag, section = ''] = key.split('/');
    const language = LANGUAGES.find((each) => each === tag);
    return host === hostId && text === kind && language !== undefined ? [{ key, wording, place: { language, section } }] : [];
  });
}
