import type { PolicyText, SectionId, StaleSentence, TextKind } from '../../contract/texts.ts';
import { compareSentences } from './compare.rules.ts';
import { figuresIn, isRow, sentencesIn } from './sentences.rules.ts';
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

/**
 * What is said in the place of each sentence that went: the one it changed into, or else whatever came where it stood. Rows of a table are
 * followed by rows, prose by prose; several are one a line.
 */
function successorsOf(old: readonly string[], present: readonly string[], language: PolicyText['language']): Successors {
  const successors = new Map<string, string>();
  let [removed, added]: [string[], string[]] = [[], []];
  for (const { state, parts } of [...compareSentences(old, present, language), { state: 'same', parts: [] } as const]) {
    const [was, is] = (['added', 'removed'] as const).map((without) => parts.flatMap((part) => (part.state === without ? [] : [part.text])).join(''));
    if (was === undefined || is === undefined) continue;
    if (state === 'removed') removed.push(was);
    else if (state === 'added') added.push(is);
    else {
      for (const sentence of removed) {
        const instead = added.filter((other) => isRow(other) === isRow(sentence));
        if (instead.length > 0) successors.set(sentence, instead.join('\n'));
      }
      [removed, added] = [[], []];
      if (state === 'changed') successors.set(was, is);
    }
  }
  return successors;
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
