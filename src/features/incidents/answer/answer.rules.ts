import { ANSWER_OBJECTIONS, ANSWER_QUESTIONS, type AnswerMark, type AnswerObjection, type AnswerQuestion } from '../../../contract/answers.ts';
import { DENIAL, OBJECTIONS, TOPICS } from './words.rules.ts';

/** What a question found in an answer, with the sentence it was found in. */
export interface ReadQuestion {
  readonly question: AnswerQuestion;
  readonly mark: AnswerMark;
  readonly passage: string;
}

/** What tells against an answer, and where it says so. */
export interface ReadObjection {
  readonly objection: AnswerObjection;
  readonly passage: string;
}

export interface ReadAnswer {
  readonly questions: readonly ReadQuestion[];
  readonly objections: readonly ReadObjection[];
  /** Whether nothing of what matters is open, as far as words can tell. A person decides. */
  readonly sufficient: boolean;
}

/** Without these nobody can say that the mailing was wanted, or that it will not happen again (rules 002-05 to 002-08, 000-24). */
export const NEEDED_QUESTIONS: readonly AnswerQuestion[] = ['origin', 'sharing', 'consent', 'contact', 'measures'];
/** Longer than any answer a person writes by hand; what follows is not read. */
const LONGEST = 50_000;
const YEARS = /(?<!\d)(\d{1,2})\s*(?:years|ans|années|лет|года?)(?!\p{L})/giu;

/**
 * Reads the answer of a client to a request for explanations: which of the ten questions it answers (`answered`), touches (`unclear`) or leaves `open`, and what
 * tells against it. `files`: something is enclosed. `limitMonths`: from which age contacts are old. English, French and Russian; it proposes, a person decides.
 */
export function readAnswer(text: string, { files, limitMonths }: { readonly files: boolean; readonly limitMonths: number }): ReadAnswer {
  const sentences = text
    .slice(0, LONGEST)
    .split(/(?<=[.!?…])\s+|\n\s*\n/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
  const questions = ANSWER_QUESTIONS.map((question) => readQuestion(question, sentences, files));
  const markOf = (question: AnswerQuestion): AnswerMark => questions.find((read) => read.question === question)?.mark ?? 'open';
  const objections = ANSWER_OBJECTIONS.flatMap((objection) => {
    const passage = objectionIn(objection, sentences, { limitMonths, markOf });
    return passage === undefined ? [] : [{ objection, passage }];
  });
  return { questions, objections, sufficient: objections.length === 0 && NEEDED_QUESTIONS.every((question) => markOf(question) === 'answered') };
}

function readQuestion(question: AnswerQuestion, sentences: readonly string[], files: boolean): ReadQuestion {
  const { about, facts } = TOPICS[question];
  const touching = sentences.filter((sentence) => about.test(sentence));
  const answering = touching.find((sentence) => facts.every((fact) => fact.test(sentence) || (files && question === 'consent')));
  if (answering !== undefined && !(question === 'measures' && saysNothing(sentences))) return { question, mark: 'answered', passage: answering };
  return { question, mark: touching.length === 0 ? 'open' : 'unclear', passage: touching[0] ?? '' };
}

const saysNothing = (sentences: readonly string[]): boolean => sentences.some((sentence) => OBJECTIONS.nothing_to_add.test(sentence));

interface Ground {
  readonly limitMonths: number;
  readonly markOf: (question: AnswerQuestion) => AnswerMark;
}

/** What an answer may touch and yet say nothing but that people can leave. */
const BESIDE: readonly AnswerQuestion[] = ['unsubscribe', 'mailing'];

function objectionIn(objection: AnswerObjection, sentences: readonly string[], { limitMonths, markOf }: Ground): string | undefined {
  switch (objection) {
    case 'bought':
      return sentences.find((sentence) => OBJECTIONS.bought.test(sentence) && !DENIAL.test(sentence));
    case 'prospects':
    case 'gift':
      // Whoever shows how people agreed may have asked anybody, and thanked them for it.
      return markOf('consent') === 'answered' ? undefined : sentences.find((sentence) => saysPlainly(sentence, OBJECTIONS[objection]));
    case 'old_contacts':
      return sentences.find(
        (sentence) => TOPICS.origin.about.test(sentence) && [...sentence.matchAll(YEARS)].some(([, years]) => Number(years) * 12 > limitMonths),
      );
    case 'only_unsubscribe':
      // That people could leave says nothing of whether they wanted to come.
      return ANSWER_QUESTIONS.every((question) => BESIDE.includes(question) || markOf(question) === 'open')
        ? sentences.find((sentence) => TOPICS.unsubscribe.about.test(sentence))
        : undefined;
    case 'nothing_to_add':
    case 'blames_others':
    case 'small_volume':
      return sentences.find((sentence) => OBJECTIONS[objection].test(sentence));
  }
}

/** Said in a part of a sentence that denies nothing: "clients and prospects, none of them bought". */
function saysPlainly(sentence: string, words: RegExp): boolean {
  return sentence.split(/[,;:()]/u).some((part) => words.test(part) && !DENIAL.test(part));
}
