import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { HostId } from '../../../../src/contract/ids.ts';
import type { OwnRules, RulePack } from '../../../../src/contract/rule-pack.ts';

/** What was changed in the rules of a host and not saved: only the fields that were touched. */
export interface KeptDraft {
  readonly rules: Partial<RulePack>;
  readonly own: Partial<OwnRules>;
  /** Why, as it will stand in the history. */
  readonly reason: string;
}

interface KeptDrafts {
  readonly drafts: Readonly<Record<string, KeptDraft>>;
  change(hostId: HostId, change: (kept: KeptDraft) => KeptDraft): void;
  drop(hostId: HostId): void;
}

/** Nothing was touched yet. */
export const UNTOUCHED: KeptDraft = { rules: {}, own: {}, reason: '' };

/** Rules that were changed and not saved. They outlive the screen and the window, on this machine: nothing typed is lost by leaving. */
export const useKeptDrafts = create<KeptDrafts>()(
  persist(
    (set) => ({
      drafts: {},
      change: (hostId, change) => set(({ drafts }) => ({ drafts: { ...drafts, [hostId]: change(drafts[hostId] ?? UNTOUCHED) } })),
      drop: (hostId) => set(({ drafts }) => ({ drafts: Object.fromEntries(Object.entries(drafts).filter(([other]) => other !== hostId)) })),
    }),
    { name: 'sendward-unsaved-rules', storage: createJSONStorage(() => localStorage), partialize: ({ drafts }) => ({ drafts }) },
  ),
);
