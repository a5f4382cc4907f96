import { ANSWER_OBJECTIONS, ANSWER_QUESTIONS, type AnswerMark, type AnswerObjection, type AnswerQuestion } from '../../../contract/answers.ts';
import { sentencesOf } from './sentences.rules.ts';
import { DENIAL, FORSWEARS, LAST, OBJECTIONS, ONLY, OTHER_PURCHASE, SINCE, TOPICS, UNSURE, YEAR, yearsIn } from './words.rules.ts';

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

/** Beside the words: whether something is enclosed, from which age contacts are old, and the day it is (YYYY-MM-DD). */
export interface ReadingOf {
  readonly files: boolean;
  readonly limitMonths: number;
  readonly today: string;
}

/**
 * Reads the answer of a client to a request for explanations: which of the ten questions it answers (`answered`), touches (`unclear`) or leaves `open`, and what
 * tells against it. English, French and Russian; it proposes, a person decides.
 */
export function readAnswer(text: string, { files, limitMonths, today }: ReadingOf): ReadAnswer {
  const sentences = sentencesOf(text.slice(0, LONGEST));
  const questions = ANSWER_QUESTIONS.map((question) => readQuestion(question, sentences, files));
  const markOf = (question: AnswerQuestion): AnswerMark => questions.find((read) => read.question === question)?.mark ?? 'open';
  const objections = ANSWER_OBJECTIONS.flatMap((objection) => {
    const passage = objectionIn(objection, sentences, { limitMonths, markOf, year: Number(today.slice(0, 4)) });
    return passage === undefined ? [] : [{ objection, passage }];
  });
  return { questions, objections, sufficient: objections.length === 0 && NEEDED_QUESTIONS.every((question) => markOf(question) === 'answered') };
}

function readQuestion(question: AnswerQuestion, sentences: readonly string[], files: boolean): ReadQuestion {
  const { about, besideFacts, facts, plain } = TOPICS[question];
  const factsIn = (said: string): number => facts.filter((fact) => fact.test(said) || (files && question === 'consent')).length;
  const speaks = (said: string): boolean => about.test(said) || (besideFacts?.test(said) === true && factsIn(said) === facts.length);
  const touching = sentences.filter((sentence) => speaks(question === 'sharing' ? ofAddresses(sentence) : sentence));
  const answering = touching.find((sentence) => {
    const said = plain ? affirmed(sentence, question) : sentence;
    return !sentence.endsWith('?') && !UNSURE.test(sentence) && speaks(said) && factsIn(said) === facts.length;
  });
  if (answering !== undefined && !(question === 'measures' && saysNothing(sentences))) return { question, mark: 'answered', passage: answering };
  // Of all that touches it a person reads first what says most.
  const most = Math.max(...touching.map(factsIn));
  return { question, mark: touching.length === 0 ? 'open' : 'unclear', passage: touching.find((sentence) => factsIn(sentence) === most) ?? '' };
}

/** The parts of a sentence that deny nothing. */
function affirmed(sentence: string, question: AnswerQuestion): string {
  const isAffirmed = (part: string): boolean => !DENIAL.test(part) || (question === 'measures' && FORSWEARS.test(part));
  // A title denies nothing: « Sans frais de port ».
  const told = outright(sentence).replace(QUOTED, (title) => (DENIAL.test(title) ? ' ' : title));
  return partsOf(told).filter(isAffirmed).join(', ');
}

/** What limits something denies nothing. */
const outright = (sentence: string): string => ONLY.reduce((said, [limits, plain]) => said.replace(limits, plain), sentence);

const QUOTED = /«[^»]*»|“[^”]*”|„[^“]*“|"[^"]*"/gu;

/** Neither an hour nor a number is taken apart. */
const partsOf = (sentence: string): string[] => sentence.split(/[;()]|[,:](?!\d)|(?<!\p{L})(?:but|mais|но)(?!\p{L})/u);

const saysNothing = (sentences: readonly string[]): boolean => sentences.some((sentence) => OBJECTIONS.nothing_to_add.test(sentence));

interface Ground {
  readonly year: number;
  readonly limitMonths: number;
  readonly markOf: (question: AnswerQuestion) => AnswerMark;
}

/** What an answer may touch and yet say nothing but that people can leave. */
const BESIDE: readonly AnswerQuestion[] = ['unsubscribe', 'mailing'];

function objectionIn(objection: AnswerObjection, sentences: readonly string[], ground: Ground): string | undefined {
  const { markOf } = ground;
  switch (objection) {
    case 'bought':
      return sentences.find(saysBought);
    case 'prospects':
    case 'gift':
      // Whoever shows how people agreed may have asked anybody, and thanked them for it.
      return markOf('consent') === 'answered' ? undefined : sentences.find((sentence) => saysPlainly(sentence, OBJECTIONS[objection]));
    case 'old_contacts':
      return sentences.find((sentence) => isOld(sentence, ground));
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
  return partsOf(outright(sentence)).some((part) => words.test(part) && !DENIAL.test(part));
}

/** Enumerated after what was denied: "not bought, rented or exchanged". */
const GOES_ON = /^\s*(?:(?:or|nor|and|ou|ni|et|или|и)\s+)?$/iu;
const DENIES_ITSELF = /^\S*\s+(?:no|none|nothing|neither|aucune?s?|rien)(?!\p{L})|(?<!\p{L})нет(?!\p{L})/iu;
const SAYS_NO = /^\s*(?:none|no|aucune?|non|нет|не)(?!\p{L})/iu;

/** A sentence without what else was bought. */
const ofAddresses = (sentence: string): string => sentence.replace(OTHER_PURCHASE, ' ');

/** Says that addresses were bought or rented: only a denial before the verb takes it back, "bought, not stolen" does not. Who quotes the question says nothing. */
function saysBought(sentence: string): boolean {
  if (sentence.endsWith('?')) return false;
  const parts = ofAddresses(outright(sentence)).split(/([,;:()])/u);
  let denied = false;
  return parts.some((part, at) => {
    const found = OBJECTIONS.bought.exec(part);
    if (found === null) {
      if (at % 2 === 0) denied = DENIAL.test(part);
      return false;
    }
    const before = part.slice(0, found.index);
    // A label is answered by what stands behind it: "Bought addresses: none."
    const answer = parts[at + 1] === ':' ? (parts[at + 2] ?? '') : '';
    const taken = DENIAL.test(before) || /(?<!\p{L})n['’]$/iu.test(before) || (denied && GOES_ON.test(before));
    denied = taken || DENIES_ITSELF.test(part.slice(found.index)) || SAYS_NO.test(answer);
    return !denied;
  });
}

/** Speaks of addresses that are old, or of a last mail that is long ago (rule 002-08). */
function isOld(sentence: string, { limitMonths, year }: Ground): boolean {
  const isTooLong = (years: number): boolean => years * 12 > limitMonths;
  const isOrigin = TOPICS.origin.about.test(sentence);
  const isLast = LAST.test(sentence);
  if ((isOrigin || isLast) && yearsIn(sentence).some(isTooLong)) return true;
  if (isLast) {
    const named = [...sentence.matchAll(YEAR)].map(([one]) => Number(one));
    return named.length > 0 && isTooLong(year - Math.max(...named));
  }
  return isOrigin && [...sentence.matchAll(SINCE)].some(([, since]) => isTooLong(year - Number(since)));
}
