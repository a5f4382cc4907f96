import { ANSWER_OBJECTIONS, ANSWER_QUESTIONS, type AnswerMark, type AnswerObjection, type AnswerQuestion } from '../../contract/answers.ts';
import type { CheckedObjection, CheckedQuestion } from '../../contract/explanations.ts';

/** What reading the answers proposed. */
export interface Reading {
  readonly questions: readonly { readonly question: AnswerQuestion; readonly mark: AnswerMark; readonly passage: string }[];
  readonly objections: readonly { readonly objection: AnswerObjection; readonly passage: string }[];
}

/** What a person said of a question or an objection. */
export type Said =
  | { readonly question: AnswerQuestion; readonly mark: AnswerMark; readonly author: string }
  | { readonly objection: AnswerObjection; readonly stands: boolean; readonly author: string };

/** How everything stands after a round. */
export interface Checklist {
  readonly questions: readonly CheckedQuestion[];
  readonly objections: readonly CheckedObjection[];
  /** What was asked and is not answered, or is contradicted: this the next round asks. */
  readonly open: readonly AnswerQuestion[];
  /** Nothing of what matters is open, and nothing tells against it. */
  readonly sufficient: boolean;
  readonly everAsked: readonly AnswerQuestion[];
}

/** What a round adds to the one before it (null = it is the first). */
export interface RoundFacts {
  readonly asked: readonly AnswerQuestion[];
  readonly before: Checklist | null;
  /** Null = nothing was answered. */
  readonly reading: Reading | null;
  readonly said: readonly Said[];
}

/** Facts about a list stay until a person lifts them, whatever is written next; the others are ways of talking, and each answer is judged by its own. */
const LASTING: readonly AnswerObjection[] = ['bought', 'prospects', 'gift', 'old_contacts'];

/** Hold no longer once it is shown how people agreed. */
const WITHOUT_CONSENT: readonly AnswerObjection[] = ['prospects', 'gift', 'only_unsubscribe'];

/** What has to be asked again while an objection stands. */
const ASKS: Readonly<Record<AnswerObjection, AnswerQuestion>> = {
  bought: 'sharing',
  prospects: 'consent',
  gift: 'consent',
  old_contacts: 'contact',
  small_volume: 'consent',
  blames_others: 'measures',
  only_unsubscribe: 'consent',
  nothing_to_add: 'measures',
};

const WORTH: Readonly<Record<AnswerMark, number>> = { open: 0, unclear: 1, answered: 2 };

/** The checklist after a round: what was answered before stays answered, what a person says counts more than what is proposed. `needed`: without these none suffices. */
export function checklist(facts: RoundFacts, needed: readonly AnswerQuestion[]): Checklist {
  const read = ANSWER_QUESTIONS.map((question) => checkQuestion(question, facts));
  const objections = ANSWER_OBJECTIONS.map((objection) => checkObjection(objection, facts, markIn(read)));
  const everAsked = ANSWER_QUESTIONS.filter((question) => facts.asked.includes(question) || facts.before?.everAsked.includes(question) === true);
  const standing = objections.filter(({ stands }) => stands).map(({ objection }) => objection);
  const contradicted = standing.filter((objection) => !isAnsweredSince(objection, facts)).map((objection) => ASKS[objection]);
  const questions = read.map((question) => (contradicted.includes(question.question) ? doubted(question, facts) : question));
  const markOf = markIn(questions);
  return {
    questions,
    objections,
    everAsked,
    open: ANSWER_QUESTIONS.filter((question) => (contradicted.includes(question) || everAsked.includes(question)) && markOf(question) !== 'answered'),
    sufficient: standing.length === 0 && needed.every((question) => !everAsked.includes(question) || markOf(question) === 'answered'),
  };
}

/** A last contact that is clearly told now is an answer; whether the old age told before holds, a person says of the objection itself. */
function isAnsweredSince(objection: AnswerObjection, { reading, said }: RoundFacts): boolean {
  if (objection !== 'old_contacts' || said.some((each) => 'objection' in each && each.objection === objection)) return false;
  const isReadNow = reading?.objections.some((each) => each.objection === objection) === true;
  return !isReadNow && reading?.questions.some(({ question, mark }) => question === ASKS[objection] && mark === 'answered') === true;
}

const markIn =
  (questions: readonly CheckedQuestion[]) =>
  (question: AnswerQuestion): AnswerMark =>
    questions.find((each) => each.question === question)?.mark ?? 'open';

/** What has to be asked again is not answered, unless a person said so of this very round. */
function doubted(question: CheckedQuestion, { said }: RoundFacts): CheckedQuestion {
  const isSaid = said.some((each) => 'question' in each && each.question === question.question);
  if (isSaid || question.mark !== 'answered') return question;
  // Whoever took it for answered said so before it was doubted.
  return { ...question, mark: 'unclear', proposed: 'unclear', author: null };
}

function checkQuestion(question: AnswerQuestion, { asked, before, reading, said }: RoundFacts): CheckedQuestion {
  const read = reading?.questions.find((each) => each.question === question);
  const isAsked = asked.includes(question);
  const earlier = isAsked ? undefined : before?.questions.find((each) => each.question === question);
  const fromNow = WORTH[read?.mark ?? 'open'] > WORTH[earlier?.mark ?? 'open'];
  const proposed = (fromNow ? read?.mark : earlier?.mark) ?? 'open';
  const own = said.find((each) => 'question' in each && each.question === question);
  return {
    question,
    asked: isAsked,
    proposed,
    mark: own !== undefined && 'question' in own ? own.mark : proposed,
    passage: (fromNow || earlier === undefined ? read?.passage : earlier.passage) ?? '',
    author: own?.author ?? (fromNow ? null : (earlier?.author ?? null)),
  };
}

function checkObjection(objection: AnswerObjection, { before, reading, said }: RoundFacts, markOf: (question: AnswerQuestion) => AnswerMark): CheckedObjection {
  const read = reading?.objections.find((each) => each.objection === objection);
  const earlier = LASTING.includes(objection) ? before?.objections.find((each) => each.objection === objection && each.stands) : undefined;
  const isLifted = WITHOUT_CONSENT.includes(objection) && markOf('consent') === 'answered';
  const isRead = read !== undefined && !isLifted;
  const kept = isRead || isLifted ? undefined : earlier;
  const proposed = isRead || kept !== undefined;
  const own = said.find((each) => 'objection' in each && each.objection === objection);
  return {
    objection,
    proposed,
    stands: own !== undefined && 'objection' in own ? own.stands : proposed,
    passage: (isRead ? read.passage : earlier?.passage) ?? '',
    // Whoever said that it stands did not lift it.
    author: own?.author ?? kept?.author ?? null,
  };
}
