import i18next, { type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES, type Language, languageOf } from '../../src/shared/language.ts';

/** One file of the build for each language (vite.config.ts): only the language that is spoken is loaded. */
const files = import.meta.glob<ResourceKey>(
  '../../locales/*/{common,shell,welcome,today,hosts,policies,settings,clients,imports,notices,sending,mailbox,evidenceScreen,replies,ledger,bundle,reminders,rules,errors}.json',
  { import: 'default' },
);

/** The language of the screens now. */
export function currentLanguage(): Language {
  return languageOf(i18next.language, 'en');
}

/** Shows every screen in `language` from now on; nothing restarts. */
export async function showLanguage(language: Language): Promise<void> {
  if (i18next.language !== language) {
    await loadTexts(language);
    await i18next.changeLanguage(language);
  }
  document.documentElement.lang = language;
}

/** Loads every text of `language`. All languages have the same keys, so none falls back to another. */
export async function loadTexts(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'common')) return;
  for (const [namespace, texts] of await textsOf(language)) i18next.addResourceBundle(language, namespace, texts);
}

/** Starts with the first language of the system that Sendward speaks. */
export async function startI18n(): Promise<void> {
  const language = navigator.languages.flatMap((tag) => LANGUAGES.filter((known) => known === primaryOf(tag)))[0] ?? 'en';
  document.documentElement.lang = language;
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'common',
    resources: { [language]: Object.fromEntries(await textsOf(language)) },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}

function primaryOf(tag: string): string | undefined {
  return tag.toLowerCase().split('-')[0];
}

/** Namespaces with their texts. */
async function textsOf(language: Language): Promise<[string, ResourceKey][]> {
  const ours = Object.entries(files).flatMap(([path, load]) => {
    const [, folder, namespace] = /\/([a-z]{2})\/([A-Za-z]+)\.json$/.exec(path) ?? [];
    return folder === language && namespace !== undefined ? [{ namespace, load }] : [];
  });
  return await Promise.all(ours.map(async ({ namespace, load }): Promise<[string, ResourceKey]> => [namespace, await load()]));
}
