import type { Language } from '../../../shared/language.ts';

/** Words to look for, whole and in any case; `\p{L}*` in them takes any ending. */
export type Phrases = Readonly<Record<Language, readonly RegExp[]>>;

/** A pattern of whole words. `\b` knows no accents and no Cyrillic. */
export function whole(pattern: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'iu');
}

/** Patterns of whole words, one a language, from lists. */
export function phrases(lists: Readonly<Record<Language, readonly string[]>>): Phrases {
  return { en: lists.en.map(whole), fr: lists.fr.map(whole), ru: lists.ru.map(whole) };
}

/** The first words of a sentence that one of the patterns matches; null without any. Typographic apostrophes and spaces count as plain ones. */
export function firstMatch(sentence: string, patterns: readonly RegExp[]): string | null {
  const plain = plainMarks(sentence);
  for (const pattern of patterns) {
    const match = pattern.exec(plain);
    if (match !== null) return match[0];
  }
  return null;
}

/** The sentence with plain apostrophes, hyphens and spaces, as patterns are written. Every character keeps its place. */
export function plainMarks(sentence: string): string {
  return sentence
    .replace(/[’ʼ‘]/g, "'")
    .replace(/[\u00a0\u202f\u2009]/g, ' ')
    .replace(/[\u2010\u2011]/g, '-');
}

/** True when a sentence says that something is not so, or not to be done. */
export function isNegated(sentence: string, language: Language): boolean {
  return NEGATIONS[language].test(plainMarks(sentence));
}

const NEGATIONS = {
  en: whole("not|never|no longer|no|don't|cannot|[a-z]+n't"),
  fr: /(?<![\p{L}\p{N}])(?:ne|jamais|aucune?)(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])n'/iu,
  ru: whole('не|нет|нельзя|никогда|больше не'),
} as const satisfies Record<Language, RegExp>;
