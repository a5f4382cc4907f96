import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createTexts } from '../../src/adapters/texts.ts';
import { PresetId } from '../../src/contract/hosts.ts';
import { PolicyTerms, type TextKind } from '../../src/contract/texts.ts';
import { NO_OWN_RULES, PRESETS, reasonsOf } from '../../src/features/hosts/index.ts';
import { draftText } from '../../src/features/policies/texts/index.ts';
import { LANGUAGES } from '../../src/shared/language.ts';
import { type Place, SERVED } from './served.ts';

const ROOT = `${import.meta.dirname}/../..`;
const texts = createTexts();

/** The documents, how many rules each has, and the preset made from it; the story of a block list is no host's and reads with any. */
const DOCUMENTS = [
  { family: '000', rules: 29, preset: 'shared-strict' },
  { family: '001', rules: 34, preset: 'shared-fr-conditions' },
  { family: '002', rules: 27, preset: 'shared-strict' },
  { family: '003', rules: 17, preset: 'enrolment-platform' },
  { family: '004', rules: 20, preset: 'vps-ru-whitelist' },
] as const;

const ALL = DOCUMENTS.flatMap(({ family, rules, preset }) =>
  Array.from({ length: rules }, (_, index) => ({ id: `${family}-${String(index + 1).padStart(2, '0')}`, family, preset })),
);

/** Rule ids by section of a text drafted from a preset; what one language cites, all do. */
function cited(preset: PresetId, kind: TextKind): ReadonlyMap<string, readonly string[]> {
  const source = { rules: PRESETS[preset], own: NO_OWN_RULES, terms: PolicyTerms.parse({}), reasons: (section: string) => reasonsOf(preset, section) };
  const [first, ...siblings] = draftText(kind, source, texts).map((text) => new Map(text.sections.map((section) => [section.id, section.rules])));
  for (const sibling of siblings) expect(sibling).toEqual(first);
  return first ?? new Map();
}

function isServed(id: string, place: Place, preset: PresetId): boolean {
  switch (place.by) {
    case 'value': {
      const dated = PRESETS[preset][place.field];
      return dated.state === 'known' && dated.source.split(', ').includes(id) && dated.readOn !== null;
    }
    case 'text':
      return cited(preset, place.kind).get(place.section)?.includes(id) === true;
    case 'statement':
      return PRESETS[preset].statements.includes(id);
    case 'screen':
      return existsSync(`${ROOT}/${place.path}`);
    case 'check':
      return readFileSync(`${ROOT}/${place.path}`, 'utf8').includes(place.name);
    default:
      return place.why.length > 20;
  }
}

test('the table names all 127 rules, each once', () => {
  expect(ALL).toHaveLength(127);
  expect(Object.keys(SERVED).sort()).toEqual(ALL.map(({ id }) => id));
});

test.each(ALL)('$id is served where the table says, or the table says why not', ({ id, preset }) => {
  const places = SERVED[id] ?? [];
  expect(places.filter((place) => place.by !== 'later').length).toBeGreaterThan(0);
  expect(places.filter((place) => !isServed(id, place, preset))).toEqual([]);
  // What is not served is served nowhere else either.
  if (places.some((place) => place.by === 'none')) expect(places).toHaveLength(1);
});

test('presets hold every rule of their document but those the table leaves out, and no others', () => {
  for (const { family, preset } of DOCUMENTS.filter((document) => document.family !== '002')) {
    const kept = ALL.filter((rule) => rule.family === family && SERVED[rule.id]?.every((place) => place.by !== 'none'));
    expect(PRESETS[preset].statements).toEqual(kept.map(({ id }) => id));
  }
  expect(PRESETS.neutral.statements).toEqual([]);
});

test('every rule a screen or a letter can show is worded in every language, each in its own words', () => {
  const shown = ALL.filter(({ id }) => SERVED[id]?.every((place) => place.by !== 'none')).map(({ id }) => id);
  const worded = LANGUAGES.map((language) => shown.map((id) => texts.t(language, `rules:${id}`)));
  for (const sentences of worded) {
    expect(new Set(sentences).size).toBe(shown.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
  }
  for (const [index] of shown.entries()) expect(new Set(worded.map((sentences) => sentences[index])).size).toBe(LANGUAGES.length);
});

test('a figure stands in a sentence only where the document has it', () => {
  const figures = new Map([
    ['001-16', ['10']],
    ['001-19', ['10']],
    ['003-05', ['90']],
    ['004-09', ['25']],
  ]);
  for (const language of LANGUAGES) {
    for (const { id } of ALL.filter((rule) => texts.has(language, `rules:${rule.id}`))) {
      expect([id, texts.t(language, `rules:${id}`).match(/\d+/g) ?? []]).toEqual([id, figures.get(id) ?? []]);
    }
  }
});

test('what is out of date, or only a claim, says so in every language', () => {
  for (const language of LANGUAGES) {
    for (const id of ['001-08', '001-11', '001-30', '002-13', '003-17']) expect(texts.has(language, `rules:dated.${id}`)).toBe(true);
    for (const id of ['000-26', '004-08']) expect(texts.has(language, `rules:claim.${id}`)).toBe(true);
  }
  for (const id of ['001-12', '001-26']) expect(LANGUAGES.some((language) => texts.has(language, `rules:${id}`))).toBe(false);
});

test('no preset invents what the documents do not have', () => {
  for (const preset of PresetId.options) {
    const { platforms, termsUrl, termsClause, limits, smallMailingMax, maxFailurePercent, logRetentionDays } = PRESETS[preset];
    for (const value of [platforms, termsUrl, termsClause, limits, smallMailingMax, maxFailurePercent, logRetentionDays]) expect(value.state).toBe('unknown');
  }
});
