import i18next, { type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES, type Language, languageOf } from '../../src/shared/language.ts';
import { ONE_STOP } from '../../src/shared/one-stop.ts';

/** Texts of a language in two files of the build (vite.config.ts): what a page begins with, that is the frame and Today, and the words of the other screens. */
const FIRST = {
  en: () => import('./texts/first-en.ts'),
  fr: () => import('./texts/first-fr.ts'),
  ru: () => import('./texts/first-ru.ts'),
} as const satisfies Record<Language, Texts>;
const SCREENS = {
  en: () => import('./texts/screens-en.ts'),
  fr: () => import('./texts/screens-fr.ts'),
  ru: () => import('./texts/screens-ru.ts'),
} as const satisfies Record<Language, Texts>;

type Texts = () => Promise<{ readonly texts: Record<string, ResourceKey> }>;

/** The language of the screens now. */
export function currentLanguage(): Language {
  return languageOf(i18next.language, 'en');
}

/** Shows every screen in `language` from now on; nothing restarts. */
export async function showLanguage(language: Language): Promise<void> {
  if (i18next.language !== language) {
    await Promise.all([loadTexts(language), loadScreenTexts(language)]);
    await i18next.changeLanguage(language);
  }
  document.documentElement.lang = language;
}

/** Loads what a page begins with. All languages have the same keys, so none falls back to another. */
export async function loadTexts(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'common')) return;
  for (const [namespace, texts] of await textsOf(FIRST[language])) i18next.addResourceBundle(language, namespace, texts);
}

/** Loads the words of the screens that are fetched when they are shown. */
export async function loadScreenTexts(language: Language = currentLanguage()): Promise<void> {
  if (i18next.hasResourceBundle(language, 'clients')) return;
  for (const [namespace, texts] of await textsOf(SCREENS[language])) i18next.addResourceBundle(language, namespace, texts);
}

/** Starts with the first language of the system that Sendward speaks. */
export async function startI18n(): Promise<void> {
  const language = navigator.languages.flatMap((tag) => LANGUAGES.filter((known) => known === primaryOf(tag)))[0] ?? 'en';
  document.documentElement.lang = language;
  await i18next
    .use(initReactI18next)
    .use(ONE_STOP)
    .init({
      lng: language,
      fallbackLng: false,
      defaultNS: 'common',
      resources: { [language]: Object.fromEntries(await textsOf(FIRST[language])) },
      interpolation: { escapeValue: false },
      postProcess: ONE_STOP.name,
      returnNull: false,
    });
}

function primaryOf(tag: string): string | undefined {
  return tag.toLowerCase().split('-')[0];
}

/** Namespaces with their texts. */
async function textsOf(load: Texts): Promise<[string, ResourceKey][]> {
  const { texts } = await load();
  return Object.entries(texts).map(([path, words]) => [path.slice(path.lastIndexOf('/') + 1, -'.json'.length), words]);
}
