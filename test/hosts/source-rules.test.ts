import { readFileSync } from 'node:fs';
import { isContractProcedure } from '@orpc/contract';
import { expect, test } from 'vitest';
import { createTexts } from '../../src/adapters/texts.ts';
import { PresetId } from '../../src/contract/hosts.ts';
import { IncidentSubject } from '../../src/contract/incidents.ts';
import { contract } from '../../src/contract/index.ts';
import { PolicyTerms, type TextKind } from '../../src/contract/texts.ts';
import { NO_OWN_RULES, PRESETS, reasonsOf } from '../../src/features/hosts/index.ts';
import { procedureOf } from '../../src/features/incidents/procedures.rules.ts';
import { draftText } from '../../src/features/policies/texts/index.ts';
import { LANGUAGES } from '../../src/shared/language.ts';
import { corpus } from '../checks/corpus.ts';
import type { Place } from './place.ts';
import { SERVED } from './served.ts';

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

/** A case of each kind, as little as is known of one. */
const CASES = [
  { kind: 'listing', listed: '192.0.2.7', list: 'A list' },
  { kind: 'suspension', scope: 'pack' },
  { kind: 'blocked_object', object: 'script' },
  { kind: 'port_25' },
  { kind: 'recipient', address: 'family@mailbox.example' },
].map((subject) => IncidentSubject.parse(subject));

/** What labelled mails are said to keep and to break. */
const FOUND = new Set<string>(corpus().flatMap(({ want }) => Object.values(want).flat()));

/** True where a test, or a group of tests, has this very name. */
function isTested({ path, name }: { readonly path: string; readonly name: string }): boolean {
  const quoted = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`\\b(?:it|test|describe)(?:\\.each\\([^\\n]*\\))?\\(\\s*'${quoted}'`).test(readFileSync(`${ROOT}/${path}`, 'utf8'));
}

function isOperation(name: string): boolean {
  const [group = '', verb = ''] = name.split('.');
  const verbs: unknown = Reflect.get(contract, group);
  return typeof verbs === 'object' && verbs !== null && isContractProcedure(Reflect.get(verbs, verb));
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
    case 'step':
      return CASES.some((subject) => subject.kind === place.kind && procedureOf({ subject, before: 0 }).some(({ id: step }) => step === place.step));
    case 'lint':
      return FOUND.has(`${place.rule}.ok`) && [...FOUND].some((found) => found.startsWith(`${place.rule}.`) && found !== `${place.rule}.ok`);
    case 'operation':
      return isOperation(place.name);
    case 'check':
      return isTested(place);
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
  expect(places.length).toBeGreaterThan(0);
  expect(places.filter((place) => !isServed(id, place, preset))).toEqual([]);
  // What is not served is served nowhere else either.
  if (places.some((place) => place.by === 'none')) expect(places).toHaveLength(1);
});

test('at least 121 of them are served, and what keeps the others is said', () => {
  const full = ALL.filter(({ id }) => SERVED[id]?.every(({ by }) => by !== 'none'));
  expect(full.length).toBeGreaterThanOrEqual(121);
  const others = ALL.filter((rule) => !full.includes(rule));
  for (const { id } of others) expect(SERVED[id]?.filter((place) => 'why' in place && place.why.length > 20)).not.toEqual([]);
});

test('a place that is not there is found out', () => {
  const gone: readonly Place[] = [
    { by: 'check', path: 'test/hosts/source-rules.test.ts', name: 'no test is called that' },
    { by: 'step', kind: 'recipient', step: 'ask_delisting' },
    { by: 'lint', rule: 'R01' },
    { by: 'text', kind: 'reminder', section: 'who' },
  ];
  for (const place of gone) expect(isServed('002-01', place, 'shared-strict')).toBe(false);
  expect(isOperation('incidents.nothing')).toBe(false);
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
