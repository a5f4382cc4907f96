import { describe, expect, it } from 'vitest';
import { ERRORS } from '../../src/contract/errors.ts';
import type { Language } from '../../src/shared/language.ts';
import { type Catalog, catalogOf, placeholdersOf } from './catalogs.ts';
import { localeUseFindings } from './locale-use.ts';
import { localeProblems } from './locales.ts';
import { parseSource } from './sources.ts';

const errors = Object.fromEntries(Object.keys(ERRORS).map((code) => [code, 'Sentence.']));
const catalog = (language: Language, clients: unknown, errorTexts: unknown = errors): Catalog =>
  catalogOf(
    language,
    new Map([
      ['clients', clients],
      ['errors', errorTexts],
    ]),
  );
const problems = (en: unknown, fr: unknown): string[] => localeProblems([catalog('en', en), catalog('fr', fr)]);

describe('sentences', () => {
  it('accepts equal keys, with the plural forms of each language', () => {
    const ru = catalog('ru', { list: { rows_one: '{{count}}', rows_few: '{{count}}', rows_many: '{{count}}', rows_other: '{{count}}' } });
    const en = catalog('en', { list: { rows_one: 'one of {{count}}', rows_other: '{{count}}' } });
    expect(localeProblems([en, ru])).toEqual([]);
  });

  it('names a missing key, whichever side lacks it', () => {
    expect(problems({ a: 'A' }, { b: 'B' })).toEqual(['fr lacks clients:a', 'en lacks clients:b, which fr has']);
  });

  it('names plural forms a language lacks or does not know', () => {
    expect(problems({ n_one: '1', n_few: '2', n_other: '3' }, { n_one: '1', n_other: '3' })).toEqual([
      'en does not use the plural form clients:n_few',
      'fr lacks the plural form clients:n_many',
    ]);
  });

  it('names values that only one language uses, and empty texts', () => {
    expect(problems({ a: 'Dear {{name}}', b: ' ' }, { a: 'Bonjour {{nom}}', b: 'x' })).toEqual([
      'en clients:b is empty',
      'clients:a: {{name}} is not in both en and fr',
      'clients:a: {{nom}} is not in both en and fr',
    ]);
  });

  it('holds the sentences of errors against the contract', () => {
    const rest = Object.entries(errors).filter(([code]) => code !== 'cancelled');
    const worded = catalog('en', {}, { ...Object.fromEntries(rest), file_too_large: 'Over {{limitMb}} and {{limit}}', never_heard: 'What?' });
    expect(localeProblems([worded])).toEqual([
      'en has no sentence errors:cancelled',
      'en errors:file_too_large uses {{limit}}, which the error does not carry',
      'en words errors:never_heard, which is no error code',
    ]);
  });

  it('reads values with formats', () => {
    expect(placeholdersOf('{{count, number}} of {{- total}} on {{ date }}')).toEqual(['count', 'total', 'date']);
  });
});

describe('use of sentences', () => {
  const en = catalog('en', { title: 'Clients', state: { active: 'Active', off: 'Off' }, rows_one: '1', rows_other: '{{count}}', lonely: 'Nobody' }, {});
  const found = (text: string): string[] => localeUseFindings([parseSource('renderer/a.tsx', text)], en).map(({ message }) => message);

  it('finds keys nobody mentions', () => {
    expect(found("const { t } = useTranslation('clients'); t('title'); t(`state.${x}`); t('rows', { count });")).toEqual(['no code uses clients:lonely']);
  });

  it('finds keys that do not exist, also of another namespace and inside conditions', () => {
    const text =
      "const { t } = useTranslation('clients'); t('titel'); t(a ? 'lonely' : 'errors:nope'); t(`status.${x}`); texts.t(language, 'clients:rows_one');";
    expect(found(text).filter((message) => message.startsWith('no such key'))).toEqual([
      'no such key: titel',
      'no such key: errors:nope',
      'no such key: status.*',
      'no such key: clients:rows_one',
    ]);
  });

  it('does not take composed texts that are no keys for a use', () => {
    expect(found("const a = `${b} ${c}` + '*' + `*`; t('clients:title'); t('clients:rows'); t(`clients:state.${x}`);")).toEqual([
      'no code uses clients:lonely',
    ]);
  });
});
