import type { PolicyText, SectionId, StaleSentence, TextKind } from '../../contract/texts.ts';
import { compareSentences } from './compare.rules.ts';
import { figuresIn, sentencesIn } from './sentences.rules.ts';
import { placesOf, sameWording, wordingOf } from './wording.rules.ts';

/** A text as clients or the reseller see it, as it was generated from the rules of then, and as it would be from the rules of now. */
export interface Reading {
  readonly kind: TextKind;
  /** Null for wording that is not published yet. */
  readonly versionNumber: number | null;
  readonly shown: PolicyText;
  readonly before: PolicyText;
  readonly now: PolicyText;
}

/**
 * Sentences that were generated from rules that changed and would not be generated any more. Where the reseller words a section himself, also
 * those of his sentences that state a figure of a sentence that changed.
 */
export function staleIn(reading: Reading): StaleSentence[] {
  return placesOf(reading.kind).flatMap((section) => staleOfSection(reading, section));
}

function staleOfSection({ kind, versionNumber, shown, before, now }: Reading, section: SectionId): StaleSentence[] {
  const [seen, was, is] = [shown, before, now].map((text) => wordingOf(text, section));
  if (seen === undefined || was === undefined || is === undefined) return [];
  const { language } = shown;
  const [old, present] = [sentencesIn(was, language), sentencesIn(is, language)];
  const gone = old.filter((sentence) => !present.includes(sentence));
  if (gone.length === 0) return [];
  const edited = !sameWording(seen, was);
  const successors = successorsOf(old, present, language);
  return sentencesIn(seen, language).flatMap((sentence): StaleSentence[] => {
    const source = gone.includes(sentence) ? sentence : edited ? sourceOf(sentence, { gone, present, successors }) : undefined;
    if (source === undefined) return [];
    return [{ kind, versionNumber, language, section, sectionTitle: seen.title, sentence, replacement: successors.get(source) ?? null, edited }];
  });
}

type Successors = ReadonlyMap<string, string>;

/** What took the place of each sentence that changed. */
function successorsOf(old: readonly string[], present: readonly string[], language: PolicyText['language']): Successors {
  const changed = compareSentences(old, present, language).filter(({ state }) => state === 'changed');
  const joined = (parts: (typeof changed)[number]['parts'], without: 'added' | 'removed'): string =>
    parts.flatMap(({ state, text }) => (state === without ? [] : [text])).join('');
  return new Map(changed.map(({ parts }) => [joined(parts, 'added'), joined(parts, 'removed')]));
}

interface Sides {
  readonly gone: readonly string[];
  readonly present: readonly string[];
  readonly successors: Successors;
}

/**
 * The generated sentence that the reseller's own seems to repeat: it had one of his figures, what took its place has not, and no sentence that
 * is still generated has that figure and more of his words.
 */
function sourceOf(sentence: string, { gone, present, successors }: Sides): string | undefined {
  for (const figure of figuresIn(sentence)) {
    const has = (other: string): boolean => figuresIn(other).includes(figure);
    const sources = gone.filter((other) => has(other) && !has(successors.get(other) ?? ''));
    const still = Math.max(0, ...present.filter(has).map((other) => kinship(sentence, other)));
    const [best] = sources.toSorted((a, b) => kinship(sentence, b) - kinship(sentence, a));
    if (best !== undefined && kinship(sentence, best) >= still) return best;
  }
  return undefined;
}

/** Beginnings of words two sentences share: endings differ in inflected languages. */
function kinship(a: string, b: string): number {
  return [...stemsOf(a)].filter((stem) => stemsOf(b).has(stem)).length;
}

function stemsOf(sentence: string): ReadonlySet<string> {
  return new Set((sentence.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map((word) => word.slice(0, 5)));
}
