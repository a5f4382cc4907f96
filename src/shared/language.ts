/** The three sibling languages of every text and screen, in the order they are offered. */
export const LANGUAGES = ['en', 'fr', 'ru'] as const;

export type Language = (typeof LANGUAGES)[number];

/** The language of a BCP 47 tag ("fr-CA" → "fr"), or `fallback` when it is not one of ours. */
export function languageOf(tag: string, fallback: Language): Language {
  const primary = tag.trim().toLowerCase().split(/[-_]/)[0];
  return LANGUAGES.find((language) => language === primary) ?? fallback;
}
