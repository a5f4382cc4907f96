import type { Language } from '../shared/language.ts';

/** Words sentences of documents from `locales/<language>/<namespace>.json`, with plurals, dates and numbers of that language. */
export interface Texts {
  t(language: Language, key: string, values?: Readonly<Record<string, string | number>>): string;
  /** True when the key exists in that very language. */
  has(language: Language, key: string): boolean;
}
