import type { StepId } from '../../contract/incidents.ts';
import type { StepNeed } from '../../contract/story.ts';

/** What is known of a case beside its steps. */
export interface StepFacts {
  /** Somebody is said to have caused it. */
  readonly isCauseNamed: boolean;
  /** Rounds of questions that were not withdrawn: whether an answer came, and what was decided of the last one of each client. */
  readonly rounds: readonly { readonly isAnswered: boolean; readonly verdict: string | null; readonly isLast: boolean }[];
  /** Letters of a step that were not taken back. */
  readonly letters: (step: StepId) => readonly { readonly left: boolean; readonly given: boolean }[];
  readonly isGranted: boolean;
  readonly plans: readonly { readonly isOver: boolean }[];
  /** Clients who caused it, or who may have while nobody is said to have: whether there is evidence that each had been told the rules before it happened. */
  readonly warned: readonly boolean[];
  /** Clients who are to be told that they have nothing to do with it, and were not. */
  readonly untold: number;
  /** How long it was watched since the answer, in hours; null = there is no answer. */
  readonly watchedHours: number | null;
  /** It is said whether the server is meant to send mail itself. */
  readonly isIntentSaid: boolean;
}

type Need = (facts: StepFacts, step: StepId) => StepNeed | null;

const sent: Need = ({ letters }, step) => {
  const all = letters(step);
  return all.length === 0 ? 'nothing_written' : all.some(({ left }) => left) ? null : 'letter_not_left';
};
const handedIn: Need = ({ letters }, step) => {
  const all = letters(step);
  return all.length === 0 ? 'nothing_written' : all.some(({ given }) => given) ? null : 'not_handed_in';
};
const watched =
  (hours: number): Need =>
  ({ watchedHours }) =>
    watchedHours !== null && watchedHours >= hours ? null : 'watch_running';

/** What a step is for, where the program can see it. Of the others only whoever did them knows. */
const NEEDS: Partial<Record<StepId, Need>> = {
  decide_intended: ({ isIntentSaid }) => (isIntentSaid ? null : 'intent_unsaid'),
  find_culprit: ({ isCauseNamed }) => (isCauseNamed ? null : 'nobody_named'),
  ask_explanations: ({ rounds }) =>
    rounds.length === 0 ? 'nothing_asked' : rounds.every(({ isAnswered, verdict }) => isAnswered || verdict !== null) ? null : 'answer_awaited',
  judge_answer: ({ rounds }) => {
    if (rounds.length === 0) return 'nothing_asked';
    if (rounds.some(({ verdict }) => verdict === null)) return 'answer_awaited';
    return rounds.some(({ verdict, isLast }) => isLast && verdict === 'insufficient') ? 'answer_insufficient' : null;
  },
  demand_vigilance: sent,
  formal_warning: sent,
  repermission: ({ plans }) => (plans.length > 0 && plans.every(({ isOver }) => isOver) ? null : 'repermission_open'),
  attach_proof: ({ warned }) => (warned.length > 0 && warned.every(Boolean) ? null : 'not_told_before'),
  ask_unblocking: handedIn,
  ask_delisting: handedIn,
  await_answer: ({ isGranted }) => (isGranted ? null : 'host_awaited'),
  tell_innocent: ({ untold }) => (untold === 0 ? null : 'others_untold'),
  watch_72h: watched(72),
  watch_7d: watched(168),
};

/** What a step is for and is missing; null = nothing that can be seen. */
export function unmetOf(step: StepId, facts: StepFacts): StepNeed | null {
  return NEEDS[step]?.(facts, step) ?? null;
}
