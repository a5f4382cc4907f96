import { fold } from '../../shared/text.ts';

/** Names of people: of everybody but one client, and his own. */
export interface People {
  readonly others: readonly string[];
  readonly own: readonly string[];
}

/** Shorter words stand in many names: "de", "Ltd". */
export const TELLING = 4;

/**
 * Whether words that were noted for nobody's eyes may name one of the others: by any word of a name, written with a capital, that is in none of his own. Too much is found
 * rather than too little.
 */
export function mayName(text: string, { others, own }: People): boolean {
  const his = wordsOf(own.join(' ')).map(fold);
  const theirs = new Set(wordsOf(others.join(' ')).map(fold));
  const names = [...theirs].filter((word) => word.length >= TELLING && !his.includes(word));
  const capitals = wordsOf(text).filter((word) => /^\p{Lu}/u.test(word));
  return capitals.map(fold).some((word) => !his.some((own) => areForms(word, own)) && names.some((name) => areForms(word, name)));
}

const wordsOf = (text: string): string[] => text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];

/** The same word, or one that is declined, as Russian names are: Иванов, Иванову, Пекарня, Пекарней. */
export function areForms(one: string, other: string): boolean {
  if (one === other) return true;
  if (!/^\p{Script=Cyrillic}/u.test(one) || Math.abs(one.length - other.length) > 3) return false;
  const stem = Math.max(3, Math.min(one.length, other.length) - 2);
  return one.slice(0, stem) === other.slice(0, stem);
}
