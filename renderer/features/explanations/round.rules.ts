import type { AnswerMark, AnswerQuestion } from '../../../src/contract/answers.ts';
import type { Explanation } from '../../../src/contract/explanations.ts';
import type { Tone } from '../../ui/tone.tsx';

/** How a round stands, in one word. */
export type Standing = 'asked' | 'late' | 'unsent' | 'answered' | 'withdrawn' | 'sufficient' | 'insufficient' | 'no_answer';

export function standingOf({ state, verdict, daysLeft }: Pick<Explanation, 'state' | 'verdict' | 'daysLeft'>): Standing {
  if (verdict !== null) return verdict.verdict;
  if (state === 'asked') return daysLeft < 0 ? 'late' : 'asked';
  return state === 'decided' ? 'no_answer' : state;
}

/** Whether the questions may be said to have reached the client, so that not answering them can be held against him. */
export function isOut({ letters }: Pick<Explanation, 'letters'>): boolean {
  return letters.some(({ purpose, state }) => purpose === 'request' && state !== 'queued' && state !== 'uncertain');
}

export const STANDING_TONES: Readonly<Record<Standing, Tone>> = {
  asked: 'info',
  late: 'attention',
  unsent: 'attention',
  answered: 'attention',
  withdrawn: 'unknown',
  sufficient: 'ok',
  insufficient: 'stopped',
  no_answer: 'stopped',
};

/** Why an answer without these cannot suffice, by question. */
const LACKS = {
  origin: 'no_origin',
  sharing: 'no_sharing',
  consent: 'no_proof',
  contact: 'no_contact',
  measures: 'no_measures',
} as const satisfies Partial<Record<AnswerQuestion, string>>;
type Lack = (typeof LACKS)[keyof typeof LACKS];

function isNeeded(question: AnswerQuestion): question is keyof typeof LACKS {
  return Object.hasOwn(LACKS, question);
}

/** What keeps an answer from sufficing: what it says nothing of. What is unclear may be said in it all the same. */
export function lacksOf({ questions }: Pick<Explanation, 'questions'>): Lack[] {
  return questions.flatMap(({ question, mark }) => (mark === 'open' && isNeeded(question) ? [LACKS[question]] : []));
}

/** How what the next round would ask stands: not answered, unclear, or answered and contradicted. */
export const LEFT = ['open', 'unclear', 'again'] as const;

export function leftOf({ open, questions }: Pick<Explanation, 'open' | 'questions'>): Record<(typeof LEFT)[number], AnswerQuestion[]> {
  const markOf = (question: AnswerQuestion) => questions.find((each) => each.question === question)?.mark ?? 'open';
  const marked = (mark: AnswerMark) => open.filter((question) => markOf(question) === mark);
  return { open: marked('open'), unclear: marked('unclear'), again: marked('answered') };
}

/** A run of a text; `found` = the words somebody looks for. */
export interface Part {
  readonly text: string;
  readonly found: boolean;
}

/** A text with a passage of it set apart, where it holds it. */
export function partsOf(text: string, passage: string): Part[] {
  const at = passage === '' ? -1 : text.indexOf(passage);
  if (at < 0) return [{ text, found: false }];
  const end = at + passage.length;
  return [
    { text: text.slice(0, at), found: false },
    { text: passage, found: true },
    { text: text.slice(end), found: false },
  ].filter((part) => part.text !== '');
}
