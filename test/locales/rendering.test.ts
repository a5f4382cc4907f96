import { createInstance, type TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Catalog, placeholdersOf, readCatalogs } from '../../scripts/check/catalogs.ts';
import { ERRORS } from '../../src/contract/errors.ts';

const catalogs = readCatalogs(process.cwd());
/** 0, 1, 2, few, many, compound, a fraction and a million: every form of the three languages. */
const COUNTS = [0, 1, 2, 5, 11, 21, 22, 25, 111, 1.5, 1_000_000];

/** A value for every hole of a text; a number suits every format. */
function valuesFor(text: string): Record<string, number> {
  return Object.fromEntries(placeholdersOf(text).map((name) => [name, 7]));
}

describe.each(catalogs.map((catalog) => [catalog.language, catalog] as const))('%s', (language, catalog: Catalog) => {
  let t: TFunction;
  const plurals = new Set([...catalog.sentences.values()].filter(({ key, base }) => key !== base && !key.includes('_ordinal_')).map(({ base }) => base));

  beforeAll(async () => {
    const i18n = createInstance();
    // The flat catalog is given as it is, so no separator may split its keys again.
    const resources = { [language]: { all: Object.fromEntries([...catalog.sentences].map(([key, { text }]) => [key, text])) } };
    t = await i18n.init({
      lng: language,
      resources,
      ns: ['all'],
      defaultNS: 'all',
      nsSeparator: false,
      keySeparator: false,
      fallbackLng: false,
      interpolation: { escapeValue: false },
    });
  });

  it('has texts', () => {
    expect(catalog.sentences.size).toBeGreaterThan(0);
  });

  it('says the right plural form for every count', () => {
    const rules = new Intl.PluralRules(language);
    for (const base of plurals) {
      for (const count of COUNTS) {
        const due = `${base}_${rules.select(count)}`;
        const values = { ...valuesFor(catalog.sentences.get(due)?.text ?? ''), count };
        expect(t(base, values), `${base} with ${count}`).toBe(t(due, values));
        expect(t(base, values), `${base} with ${count}`).not.toMatch(/\{\{|NaN/);
      }
    }
  });

  it('words every error with the values the error brings', () => {
    for (const [code, params] of Object.entries(ERRORS)) {
      const values = Object.fromEntries(Object.keys(params.shape).map((name) => [name, name === 'count' ? 2 : `‹${name}›`]));
      expect(t(`errors:${code}`, values), code).not.toMatch(/\{\{|^errors:|^$/);
    }
  });

  it('uses the spaces, quotes and letters of its language', () => {
    const texts = [...catalog.sentences.values()];
    expect(texts.filter(({ text }) => / {2}|^\s|\s$|\.\.\.|[\u200B\uFEFF]/.test(text)).map(({ key }) => key)).toEqual([]);
    // A Latin letter inside a Russian word is a slip of the keyboard that no eye sees.
    if (language === 'ru')
      expect(texts.filter(({ text }) => /[а-яё][aceopxyABCEHKMOPTX][а-яё]/i.test(text.replace(/\{\{.*?\}\}/g, ''))).map(({ key }) => key)).toEqual([]);
    if (language !== 'ru') expect(texts.filter(({ text }) => /[а-яё]/i.test(text.replace(/Русский/g, ''))).map(({ key }) => key)).toEqual([]);
  });
});
