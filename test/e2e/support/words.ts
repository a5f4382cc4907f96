import { readdirSync, readFileSync } from 'node:fs';
import { createInstance, type TOptions } from 'i18next';
import { z } from 'zod';
import { LANGUAGES, type Language } from '../../../src/shared/language.ts';
import { ONE_STOP } from '../../../src/shared/one-stop.ts';

const LOCALES = new URL('../../../locales/', import.meta.url);
const Texts = z.record(z.string(), z.unknown());

/** Says a text of the screens: `say('clients:shown', { count: 3 })`. Throws on a key that does not exist. */
export type Say = (key: string, values?: TOptions) => string;

function textsOf(language: Language): Record<string, Record<string, unknown>> {
  const folder = new URL(`${language}/`, LOCALES);
  return Object.fromEntries(
    readdirSync(folder).map((file) => [file.replace('.json', ''), Texts.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))] as const),
  );
}

const i18n = createInstance();
await i18n.use(ONE_STOP).init({
  resources: Object.fromEntries(LANGUAGES.map((language) => [language, textsOf(language)])),
  postProcess: ONE_STOP.name,
  interpolation: { escapeValue: false },
});

/** A text whose values are not known: each may be anything. */
export function anyOf(say: Say, key: string): RegExp {
  const parts = say(key, { skipInterpolation: true }).split(/\{\{.*?\}\}/);
  // A notice sets the sentences one below the other: between them there need not be a space.
  return new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('\\. ', '\\.\\s*')).join('.+'));
}

/** The words of one language, from the very files the screens take them from. */
export function words(language: Language): Say {
  const say = i18n.getFixedT(language);
  return (key, values = {}) => {
    if (!i18n.exists(key, { lng: language, ...values })) throw new Error(`No text ${key} in ${language}`);
    return say(key, values);
  };
}
