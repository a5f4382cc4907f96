import i18next, { type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES, type Language, languageOf } from '../../src/shared/language.ts';

const files = import.meta.glob<ResourceKey>(
  '../../locales/*/{common,shell,welcome,today,hosts,policies,settings,clients,imports,notices,sending,mailbox,evidenceScreen,errors}.json',
  { eager: true, import: 'default' },
);

/** The language of the screens now. */
export function currentLanguage(): Language {
  return languageOf(i18next.language, 'en');
}

/** Shows every screen in `language` from now on; nothing restarts. */
export async function showLanguage(language: Language): Promise<void> {
  document.documentElement.lang = language;
  if (i18next.language !== language) await i18next.changeLanguage(language);
}

/** Loads all texts (they are part of the bundle) and starts with the first language of the system that Sendward speaks. */
export async function startI18n(): Promise<void> {
  const language = navigator.languages.flatMap((tag) => LANGUAGES.filter((known) => known === primaryOf(tag)))[0] ?? 'en';
  document.documentElement.lang = language;
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'common',
    resources: resources(),
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}

function primaryOf(tag: string): string | undefined {
  return tag.toLowerCase().split('-')[0];
}

function resources(): Record<string, Record<string, ResourceKey>> {
  const all: Record<string, Record<string, ResourceKey>> = {};
  for (const [path, texts] of Object.entries(files)) {
    const [, language, namespace] = /\/([a-z]{2})\/([A-Za-z]+)\.json$/.exec(path) ?? [];
    if (language === undefined || namespace === undefined) continue;
    all[language] = { ...all[language], [namespace]: texts };
  }
  return all;
}
