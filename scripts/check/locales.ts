import type { z } from 'zod';
import { ERRORS } from '../../src/contract/errors.ts';
import { basesOf, type Catalog, placeholdersOf } from './catalogs.ts';

/**
 * What is wrong with the sentences themselves: keys, plural forms and values that differ between languages, empty texts,
 * and error codes without a sentence. One line each.
 */
export function localeProblems(catalogs: readonly Catalog[]): string[] {
  const [source] = catalogs;
  if (source === undefined) return ['no catalog'];
  return [
    ...catalogs.flatMap((catalog) => [...sameKeys(source, catalog), ...wholePlurals(catalog), ...fullTexts(catalog)]),
    ...catalogs.filter((catalog) => catalog !== source).flatMap((catalog) => sameValues(source, catalog)),
    ...catalogs.flatMap(errorSentences),
  ];
}

function sameKeys(source: Catalog, other: Catalog): string[] {
  const [mine, theirs] = [basesOf(source), basesOf(other)];
  return [
    ...[...mine.difference(theirs)].map((key) => `${other.language} lacks ${key}`),
    ...[...theirs.difference(mine)].map((key) => `${source.language} lacks ${key}, which ${other.language} has`),
  ];
}

/** Each plural key has exactly the forms its language uses: en one/other, fr one/many/other, ru one/few/many/other. */
function wholePlurals(catalog: Catalog): string[] {
  const forms = Map.groupBy(
    [...catalog.sentences.values()].filter(({ key, base }) => key !== base),
    ({ key, base }) => (key.startsWith(`${base}_ordinal_`) ? `${base}_ordinal` : base),
  );
  return [...forms].flatMap(([stem, sentences]) => {
    const rules = new Intl.PluralRules(catalog.language, { type: stem.endsWith('_ordinal') ? 'ordinal' : 'cardinal' });
    const due = new Set(rules.resolvedOptions().pluralCategories.map((category) => `${stem}_${category}`));
    const present = new Set(sentences.map(({ key }) => key));
    return [
      ...[...due.difference(present)].map((key) => `${catalog.language} lacks the plural form ${key}`),
      ...[...present.difference(due)].map((key) => `${catalog.language} does not use the plural form ${key}`),
    ];
  });
}

function fullTexts(catalog: Catalog): string[] {
  return [...catalog.sentences.values()].flatMap(({ key, text }) => (text.trim() === '' ? [`${catalog.language} ${key} is empty`] : []));
}

function valuesByBase(catalog: Catalog): Map<string, Set<string>> {
  const sentences = Map.groupBy(catalog.sentences.values(), ({ base }) => base);
  return new Map([...sentences].map(([base, forms]) => [base, new Set(forms.flatMap(({ text }) => placeholdersOf(text)))]));
}

function sameValues(source: Catalog, other: Catalog): string[] {
  const theirs = valuesByBase(other);
  return [...valuesByBase(source)].flatMap(([base, names]) => {
    const differing = [...names.symmetricDifference(theirs.get(base) ?? names)];
    return differing.map((name) => `${base}: {{${name}}} is not in both ${source.language} and ${other.language}`);
  });
}

/** Every declared code is worded, with values the code brings along. */
function errorSentences(catalog: Catalog): string[] {
  const values = valuesByBase(catalog);
  const codes: readonly (readonly [string, z.ZodObject])[] = Object.entries(ERRORS);
  const unworded = codes.flatMap(([code, params]) => {
    const used = values.get(`errors:${code}`);
    if (used === undefined) return [`${catalog.language} has no sentence errors:${code}`];
    const unknown = [...used].filter((name) => name !== 'count' && !(name in params.shape));
    return unknown.map((name) => `${catalog.language} errors:${code} uses {{${name}}}, which the error does not carry`);
  });
  const known = new Set(codes.map(([code]) => `errors:${code}`));
  const stray = [...values.keys()].filter((base) => /^errors:[a-z_]+$/.test(base) && !known.has(base));
  return [...unworded, ...stray.map((base) => `${catalog.language} words ${base}, which is no error code`)];
}
