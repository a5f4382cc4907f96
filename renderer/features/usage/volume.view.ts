import { create } from 'zustand';
import { FIRST_QUESTION, type Question } from './view.rules.ts';

interface VolumeView {
  readonly question: Question;
  ask(question: Question): void;
}

/** What the table of figures shows; kept while the reseller looks at an account and comes back. */
export const useVolumeView = create<VolumeView>()((set) => ({
  question: FIRST_QUESTION,
  ask: (question) => set({ question }),
}));
