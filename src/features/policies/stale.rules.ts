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
 * those of his sentences that state a figure only the old rules had.
 */
export function staleIn(reading: Reading): StaleSentence[] {
  return placesOf(reading.kind).flatMap((section) => staleOfSection(reading, section));
}

function staleOfSection({ kind, versionNumber, shown, before, now }: Reading, section: SectionId): StaleSentence[] {
  const [seen, was, is] = [shown, before, now].map((text) => wordingOf(text, section));
  if (seen === undefined || was === undefined || is === undefined) return [];
  const { language } = shown;
  const [old, present] = [sentencesIn(was, language), sentencesIn(is, language)];
  const gone = new Set(old.filter((sentence) => !present.includes(sentence)));
  if (gone.size === 0) return [];
  const edited = !sameWording(seen, was);
  const figures = figuresOnlyIn(gone, present);
  const successors = successorsOf(old, present, language);
  return sentencesIn(seen, language)
    .filter((sentence) => gone.has(sentence) || (edited && figuresIn(sentence).some((figure) => figures.has(figure))))
    .map((sentence) => ({
      kind,
      versionNumber,
      language,
      section,
      sectionTitle: seen.title,
      sentence,
      replacement: successors.get(sentence) ?? successorByFigure(sentence, successors),
      edited,
    }));
}

function figuresOnlyIn(gone: ReadonlySet<string>, present: readonly string[]): Set<string> {
  const still = new Set(present.flatMap(figuresIn));
  return new Set([...gone].flatMap(figuresIn).filter((figure) => !still.has(figure)));
}

/** What took the place of each sentence that changed. */
function successorsOf(old: readonly string[], present: readonly string[], language: PolicyText['language']): Map<string, string> {
  const changed = compareSentences(old, present, language).filter(({ state }) => state === 'changed');
  const joined = (parts: (typeof changed)[number]['parts'], without: 'added' | 'removed'): string =>
    parts.flatMap(({ state, text }) => (state === without ? [] : [text])).join('');
  return new Map(changed.map(({ parts }) => [joined(parts, 'added'), joined(parts, 'removed')]));
}

/** For a sentence in the reseller's words: what took the place of the generated one with the same figure. */
function successorByFigure(sentence: string, successors: ReadonlyMap<string, string>): string | null {
  const figures = figuresIn(sentence);
  for (const [old, next] of successors) if (figuresIn(old).some((figure) => figures.includes(figure))) return next;
  return null;
}
