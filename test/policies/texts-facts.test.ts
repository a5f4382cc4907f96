import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTexts } from '../../src/adapters/texts.ts';
import { mayUse } from '../../src/contract/merge-fields.ts';
import { type PolicyText, SECTION_IDS, TEXT_KINDS, type TextKind } from '../../src/contract/texts.ts';
import { NO_OWN_RULES, PRESETS } from '../../src/features/hosts/index.ts';
import { gapsOf } from '../../src/features/policies/gaps.rules.ts';
import { type DraftSource, draftText, fieldsIn, sentencesOf, sentencesOfSection, unknownValues } from '../../src/features/policies/texts/index.ts';
import { LANGUAGES, type Language } from '../../src/shared/language.ts';
import { anySource, NO_TERMS } from './any-rules.ts';

const texts = createTexts();
const NEUTRAL: DraftSource = { rules: PRESETS.neutral, own: NO_OWN_RULES, terms: NO_TERMS, reasons: () => [] };
const RUNS = { numRuns: 40 };

/** Whatever varies between siblings but must not: kinds of blocks and how much is in them. */
function shapeOf({ sections }: PolicyText) {
  return sections.map(({ id, blocks }) => [
    id,
    blocks.map((block) => (block.type === 'table' ? [block.head.length, block.rows.map((row) => row.length)] : block.type === 'list' ? block.items.length : 0)),
  ]);
}

const WINDOWS = [1, 60, 3600, 86_400];

/** The numbers a source holds, windows also in minutes, hours and days. */
function givenNumbers({ rules, own, terms, changes }: DraftSource): Set<string> {
  const given = [
    ...JSON.stringify([{ ...rules, country: null }, own, { ...terms, lawCountry: '' }, changes])
      .replaceAll(/"source":"000-16"/g, '')
      .matchAll(/\d+/g),
  ].map(([digits]) => digits);
  return new Set(given.flatMap((digits) => WINDOWS.map((seconds) => String(Number(digits) / seconds))));
}

/** The numbers a text states, thousands joined. Articles of law, and names that contain digits, are no values. */
function statedNumbers(text: PolicyText): string[] {
  const sections = text.sections.filter(({ id }) => id !== 'law');
  const words = sentencesOf({ ...text, sections })
    .join('\n')
    .replaceAll('SHA-256', '')
    .replaceAll(/(port|порт)[ \u00a0]25/g, '');
  return [...words.replaceAll(/(?<=\d)[,\u00a0\u202f](?=\d{3})/g, '').matchAll(/\d+/g)].map(([digits]) => digits);
}

describe.each(TEXT_KINDS)('%s', (kind: TextKind) => {
  test('has three siblings with the same sections, merge fields, source rules and shape, whatever the rules', () => {
    fc.assert(
      fc.property(anySource, (source) => {
        const siblings = draftText(kind, source, texts);
        expect(siblings.map(({ language }) => language)).toEqual([...LANGUAGES]);
        expect(siblings[0]?.sections.map(({ id }) => id)).toEqual([...SECTION_IDS[kind]]);
        expect(gapsOf({ kind, texts: siblings, states: [] })).toEqual([]);
        expect(new Set(siblings.map((text) => JSON.stringify(shapeOf(text)))).size).toBe(1);
      }),
      RUNS,
    );
  });

  test('says something in every sentence, leaves no hole open and uses only its own merge fields', () => {
    fc.assert(
      fc.property(anySource, (source) => {
        for (const text of draftText(kind, source, texts)) {
          for (const section of text.sections) expect(section.blocks.length, `${text.language} ${section.id}`).toBeGreaterThan(0);
          for (const sentence of sentencesOf(text)) expect(sentence.trim(), text.language).not.toBe('');
          expect(fieldsIn(sentencesOf(text)).filter((field) => !mayUse(kind, field))).toEqual([]);
          expect(sentencesOf(text).filter((sentence) => /\bundefined\b|\bnull\b|\bNaN\b|\[object|\$t\(/.test(sentence))).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  test('states a number only when host, reseller or terms give it', () => {
    fc.assert(
      fc.property(anySource, (source) => {
        const given = givenNumbers(source);
        for (const text of draftText(kind, source, texts)) {
          for (const number of statedNumbers(text)) expect(given, `${text.language}: ${number}`).toContain(number);
        }
      }),
      RUNS,
    );
  });

  test('states no number at all where nothing is known', () => {
    for (const text of draftText(kind, NEUTRAL, texts)) expect(statedNumbers(text), text.language).toEqual([]);
  });

  test('cites ids of source rules in sorted order, each once', () => {
    for (const [text] of Object.values(PRESETS).map((rules) => draftText(kind, { ...NEUTRAL, rules }, texts))) {
      for (const { rules } of text?.sections ?? []) {
        expect(rules).toEqual([...new Set(rules)].sort());
        for (const id of rules) expect(id).toMatch(/^00[0-4]-\d{2}$/);
      }
    }
  });

  test('begins with a title, a subject and a greeting that need no more than the text does', () => {
    for (const text of draftText(kind, NEUTRAL, texts)) {
      const heads = fieldsIn([text.title, text.subject, text.greeting]);
      expect(heads.every((field) => mayUse(kind, field))).toBe(true);
      expect(text.subject.length).toBeLessThan(100);
    }
  });
});

/** What stands where a value is not known: whom to ask, by the text's reader. */
const ASKS: Readonly<Record<TextKind, Readonly<Record<Language, RegExp>> | null>> = (() => {
  const host = { en: /ask your host/, fr: /demandez à votre hébergeur/, ru: /уточните у хостера/ };
  const addressee = { en: /in your answer/, fr: /dans votre réponse/, ru: /указать в ответе/ };
  const reseller = { en: /ask \{\{reseller_name\}\}/, fr: /demandez à \{\{reseller_name\}\}/, ru: /уточните у реселлера/ };
  return {
    notice: host,
    reminder: host,
    // Asks for care, and states no rule of the host.
    care_request: null,
    spike_warning: host,
    formal_warning: host,
    explanation_request: reseller,
    repermission: host,
    unblock_request: addressee,
    delist_host: addressee,
    // A list knows nothing that the reseller could ask it for.
    delist_list: null,
    whitelist_application: addressee,
    recipient_unblock: host,
    // What the host does not say is one of its questions.
    recipient_provider: null,
    // How a mailbox is set: no rule of the host.
    trusted_sender: null,
    // Says what happened, and no rule of the host.
    innocent_notice: null,
  };
})();

describe('an unknown value', () => {
  test.each(TEXT_KINDS)('is asked for in the words of each language (%s)', (kind) => {
    const asks = ASKS[kind];
    for (const text of draftText(kind, NEUTRAL, texts)) {
      const words = sentencesOf(text).join('\n');
      if (asks === null) expect(unknownValues(kind, NEUTRAL, texts).filter((name) => name !== 'delisting')).toEqual([]);
      else expect(words).toMatch(asks[text.language]);
    }
  });

  test('is named for the screen; a known one and one the text does not need are not', () => {
    const names = unknownValues('notice', { ...NEUTRAL, rules: PRESETS['shared-fr-conditions'] }, texts);
    expect(names).toEqual(expect.arrayContaining(['limits', 'smallMailingMax', 'termsUrl', 'answerWithinHours', 'cost']));
    for (const name of ['pacing', 'bulkPolicy', 'recipientBlockDays', 'country']) expect(names).not.toContain(name);
    expect(unknownValues('repermission', NEUTRAL, texts)).toEqual(['pacing']);
  });

  test('of the reseller is named where what he typed prints as nothing', () => {
    expect(unknownValues('reminder', { ...NEUTRAL, terms: { ...NO_TERMS, platforms: ' \n ' } }, texts)).toContain('platforms');
  });
});

describe('hostile words of a host', () => {
  test('stay on one line and change no structure', () => {
    const rules = {
      ...PRESETS.neutral,
      channels: {
        state: 'known' as const,
        value: [{ purpose: 'unblock' as const, channel: 'email' as const, address: 'a@b.example\r\nBcc: all@x.example\u202e' }],
        source: 'page',
        readOn: null,
      },
    };
    for (const text of draftText('notice', { ...NEUTRAL, rules }, texts)) {
      for (const sentence of sentencesOf(text)) expect(sentence).not.toMatch(/[\r\n\u202e]/);
    }
  });
});

describe('the changelog', () => {
  const changelog = { en: 'A limit changed.', fr: 'Une limite a changé.', ru: 'Изменился лимит.' };

  test('stands in the first section of the notice, with the version it counts from, and nowhere when there is none', () => {
    for (const text of draftText('notice', { ...NEUTRAL, changes: { number: 3, changelog } }, texts)) {
      const [first, ...rest] = text.sections;
      expect(sentencesOfSection(first ?? fail()).join('\n')).toContain(changelog[text.language]);
      expect(JSON.stringify(rest)).not.toContain(changelog[text.language]);
    }
    const silent = { number: 3, changelog: { en: '', fr: '', ru: '' } };
    expect(draftText('notice', { ...NEUTRAL, changes: silent }, texts)).toEqual(draftText('notice', NEUTRAL, texts));
  });
});

function fail(): never {
  throw new Error('no section');
}
