import i18next, { type i18n } from 'i18next';
import enErrors from '../locales/en/errors.json' with { type: 'json' };
import enMenu from '../locales/en/menu.json' with { type: 'json' };
import frErrors from '../locales/fr/errors.json' with { type: 'json' };
import frMenu from '../locales/fr/menu.json' with { type: 'json' };
import ruErrors from '../locales/ru/errors.json' with { type: 'json' };
import ruMenu from '../locales/ru/menu.json' with { type: 'json' };
import { type Language, languageOf } from '../src/shared/language.ts';
import { ONE_STOP } from '../src/shared/one-stop.ts';

/** Words of the shell: menus, and dialogs shown when there is no page to show anything. */
export interface Words {
  menu(key: keyof typeof enMenu, values?: Readonly<Record<string, string | number>>): string;
  /** The sentence of a declared error. */
  error(code: string, params: Readonly<Record<string, string | number>>): string;
}

/** Words in `language`; every word is in the program itself, nothing is read from disk. */
export function wordsIn(language: Language): Words {
  const texts: i18n = i18next.createInstance({
    lng: language,
    fallbackLng: 'en',
    ns: ['menu', 'errors'],
    initAsync: false,
    postProcess: ONE_STOP.name,
    interpolation: { escapeValue: false },
    resources: { en: { menu: enMenu, errors: enErrors }, fr: { menu: frMenu, errors: frErrors }, ru: { menu: ruMenu, errors: ruErrors } },
  });
  // With the words at hand and `initAsync` off this is done when it returns.
  void texts.use(ONE_STOP).init();
  return {
    menu: (key, values = {}) => texts.t(key, { ...values, ns: 'menu' }),
    error: (code, params) => texts.t(code, { ...params, ns: 'errors', defaultValue: code }),
  };
}

/** The first of the system's languages that is one of ours, else English. */
export function systemLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    if (languageOf(tag, 'en') === languageOf(tag, 'fr')) return languageOf(tag, 'en');
  }
  return 'en';
}
