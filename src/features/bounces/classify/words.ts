import { fold } from '../../../shared/text.ts';
import type { Verdict } from './types.ts';

/** Words of servers, and what they mean. */
export interface WordRule extends Verdict {
  readonly said: RegExp;
}

/** One rule of several phrases. They are compared with folded text: written as they are, matched without case and accents. */
export function rule(what: Verdict['class'], target: Verdict['target'], ...phrases: readonly string[]): WordRule {
  return { class: what, target, said: anyOf(...phrases) };
}

/** Any of the phrases, in folded text. */
export function anyOf(...phrases: readonly string[]): RegExp {
  return new RegExp(phrases.map((phrase) => phrase.normalize('NFKD').replace(/\p{M}/gu, '')).join('|'));
}

/** Longest answer that is read; what follows is the text of the message itself. */
const ANSWER_LIMIT = 6000;

/** Codes that head the lines of an answer, each of which servers repeat. */
const CODE_OF_LINE = /(?<![\w.-])[45]\d\d(?:-|[- ](?=[45]\.))(?:[45]\.\d{1,3}\.\d{1,3}\b)?/g;

/** An answer as rules compare it: folded, the codes that head every line of a long one removed. */
export function foldAnswer(text: string): string {
  return fold(text.slice(0, ANSWER_LIMIT).replace(CODE_OF_LINE, ' ').replace(/[’‘]/g, "'"));
}

/** The first rule whose words were said. */
export function firstSaid(rules: readonly WordRule[], folded: string): WordRule | null {
  return rules.find(({ said }) => said.test(folded)) ?? null;
}

/** The same without addresses and names of hosts, which may be made of telling words. */
export function withoutNames(folded: string): string {
  return folded.replace(
    /[\w.+=-]{1,64}@(?!googlegroups)[\w.-]{1,255}|(?<=\b(?:host|with|to|from|by|at|for|server) )(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}(?= ?[[(:])/g,
    '@',
  );
}
