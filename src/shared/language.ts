/** The three sibling languages of every text and screen, in the order they are offered. */
export const LANGUAGES = ['en', 'fr', 'ru'] as const;

export type Language = (typeof LANGUAGES)[number];

/** English dates are written day first, as most readers of English outside America write them. */
export const LOCALES = { en: 'en-GB', fr: 'fr-FR', ru: 'ru-RU' } as const satisfies Record<Language, string>;

/** The language of a BCP 47 tag ("fr-CA" → "fr"), or `fallback` when it is not one of ours. */
export function languageOf(tag: string, fallback: Language): Language {
  const primary = tag.trim().toLowerCase().split(/[-_]/)[0];
  return LANGUAGES.find((language) => language === primary) ?? fallback;
}

/** The locale that dates and times are told in to a reader of a language; another tag stays as it is. */
export function localeOf(tag: string): string {
  return LANGUAGES.find((language) => language === tag) === undefined ? tag : LOCALES[languageOf(tag, 'en')];
}
