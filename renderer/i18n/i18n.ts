import i18next, { type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES, type Language, languageOf } from '../../src/shared/language.ts';

/** The words a page begins with: of the frame and of Today. One file of the build for each language (vite.config.ts). */
const firstFiles = import.meta.glob<ResourceKey>('../../locales/*/{common,shell,welcome,today,errors}.json', { import: 'default' });
/** The words of the screens that are fetched when they are shown. */
const screenFiles = import.meta.glob<ResourceKey>(
  '../../locales/*/{hosts,policies,settings,clients,imports,notices,sending,mailbox,evidenceScreen,replies,ledger,bundle,bounces,reminders,rules}.json',
  { import: 'default' },
);

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
  for (const [namespace, texts] of await textsOf(language, firstFiles)) i18next.addResourceBundle(language, namespace, texts);
}

/** Loads the words of the screens that are fetched when they are shown. */
export async function loadScreenTexts(language: Language = currentLanguage()): Promise<void> {
  if (i18next.hasResourceBundle(language, 'clients')) return;
  for (const [namespace, texts] of await textsOf(language, screenFiles)) i18next.addResourceBundle(language, namespace, texts);
}

/** Starts with the first language of the system that Sendward speaks. */
export async function startI18n(): Promise<void> {
  const language = navigator.languages.flatMap((tag) => LANGUAGES.filter((known) => known === primaryOf(tag)))[0] ?? 'en';
  document.documentElement.lang = language;
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'common',
    resources: { [language]: Object.fromEntries(await textsOf(language, firstFiles)) },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}

function primaryOf(tag: string): string | undefined {
  return tag.toLowerCase().split('-')[0];
}

/** Namespaces with their texts. */
async function textsOf(language: Language, files: typeof firstFiles): Promise<[string, ResourceKey][]> {
  const ours = Object.entries(files).flatMap(([path, load]) => {
    const [, folder, namespace] = /\/([a-z]{2})\/([A-Za-z]+)\.json$/.exec(path) ?? [];
    return folder === language && namespace !== undefined ? [{ namespace, load }] : [];
  });
  return await Promise.all(ours.map(async ({ namespace, load }): Promise<[string, ResourceKey]> => [namespace, await load()]));
}
