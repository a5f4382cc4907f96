import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTexts } from '../../src/adapters/texts.ts';
import { PresetId } from '../../src/contract/hosts.ts';
import { MERGE_FIELDS } from '../../src/contract/notices.ts';
import { PolicyTerms, type PolicyText, SECTION_IDS } from '../../src/contract/policies.ts';
import { BulkPolicy, Channel, type RulePack, SuspensionScope, Trigger } from '../../src/contract/rule-pack.ts';
import { PRESETS, reasonsOf } from '../../src/features/hosts/index.ts';
import { draftPolicy, factsOf, gapsOf, placeholdersOf, sentencesOf, unknownValues } from '../../src/features/policies/draft.rules.ts';
import { LANGUAGES, type Language } from '../../src/shared/language.ts';

const texts = createTexts();
const NO_TERMS = PolicyTerms.parse({});
const ASK = { en: 'ask your host', fr: 'demandez à votre hébergeur', ru: 'уточните у хостера' } as const satisfies Record<Language, string>;

/** A value of a rule pack: known or not. */
function dated<T>(value: fc.Arbitrary<T>) {
  const known = value.map((each) => ({ state: 'known' as const, value: each, source: '000-16', readOn: null }));
  return fc.oneof(known, fc.constant({ state: 'unknown' as const }));
}

const COUNT = fc.integer({ min: 1, max: 2_000_000 });
const pack: fc.Arbitrary<RulePack> = fc.record({
  country: fc.constant(null),
  accountKind: dated(fc.constantFrom('shared' as const, 'platform' as const, 'vps' as const)),
  termsUrl: fc.constantFrom(null, 'https://host.example/terms'),
  bulkPolicy: dated(fc.constantFrom(...BulkPolicy.options)),
  smallMailingMax: dated(COUNT),
  maxRecipientsPerMessage: dated(COUNT),
  perHour: dated(COUNT),
  perDay: dated(COUNT),
  pacing: dated(fc.record({ count: COUNT, seconds: fc.constantFrom(1, 60, 600, 3600), contractual: fc.boolean() })),
  maxFailurePercent: dated(fc.integer({ min: 0, max: 100 })),
  fromMustMatchDomain: dated(fc.boolean()),
  unsubscribe: dated(fc.constantFrom('possible' as const, 'simple' as const, 'without_login' as const)),
  consent: dated(fc.constantFrom('registered' as const, 'explicit' as const, 'double_opt_in_preferred' as const, 'documented' as const)),
  whitelist: dated(fc.record({ possible: fc.boolean(), kvmOnly: fc.boolean() })),
  triggers: dated(fc.subarray([...Trigger.options], { minLength: 1 })),
  suspension: dated(fc.record({ scopes: fc.subarray([...SuspensionScope.options], { minLength: 1 }), withoutNotice: fc.boolean() })),
  recipientBlockDays: dated(COUNT),
  channel: dated(fc.constantFrom(...Channel.options)),
  delistByHost: dated(fc.boolean()),
});

/** The numbers a rule pack knows, as digits. */
function knownNumbers(rules: RulePack): Set<string> {
  return new Set(
    [
      ...JSON.stringify(rules)
        .replace(/"source":"[^"]*"/g, '')
        .matchAll(/\d+/g),
    ].map(([digits]) => digits),
  );
}

/** The numbers a text states, thousands joined; articles of law and names of techniques that contain digits are not values. */
function statedNumbers(text: PolicyText): string[] {
  const sections = text.sections.filter((section) => section.id !== 'law');
  const words = sentencesOf({ ...text, sections })
    .join('\n')
    .replaceAll('SHA-256', '')
    .replace(/port(?: |\u00a0)25|порт 25/g, '');
  return [...words.replace(/(?<=\d)[,\u00a0\u202f](?=\d{3})/g, '').matchAll(/\d+/g)].map(([digits]) => digits);
}

describe('a drafted policy', () => {
  test('states a number only when the rule pack knows it, in any language and for any rules', () => {
    fc.assert(
      fc.property(pack, (rules) => {
        const allowed = knownNumbers(rules);
        for (const text of draftPolicy({ rules, terms: NO_TERMS, reasons: () => [] }, texts)) {
          for (const number of statedNumbers(text)) expect(allowed, `${text.language}: ${number}`).toContain(number);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('has three siblings with the same sections, merge fields, rule ids and shape, whatever the rules', () => {
    fc.assert(
      fc.property(pack, (rules) => {
        const siblings = draftPolicy({ rules, terms: NO_TERMS, reasons: () => [] }, texts);
        expect(siblings.map((text) => text.language)).toEqual([...LANGUAGES]);
        expect(new Set(siblings.map(factsOf)).size).toBe(1);
        expect(gapsOf(siblings)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('of an unknown host asks in the words of each language and states no number at all', () => {
    for (const text of draftPolicy({ rules: PRESETS.neutral, terms: NO_TERMS, reasons: () => [] }, texts)) {
      const limits = text.sections.find((section) => section.id === 'limits');
      const rows = limits?.blocks.flatMap((block) => (block.type === 'table' ? block.rows : [])) ?? [];
      expect(rows.slice(0, -1).map((row) => row[1])).toEqual(rows.slice(0, -1).map(() => ASK[text.language]));
      expect(statedNumbers(text)).toEqual([]);
    }
  });

  test('names both subjects, mass mailing and spam, for every kind of host', () => {
    const words = { en: [/mass mailing/i, /spam/i], fr: [/envoi en masse/i, /mass-mailing/i, /spam/i], ru: [/массов\S+ рассыл/i, /спам/i] } as const;
    for (const preset of PresetId.options) {
      for (const text of draftPolicy({ rules: PRESETS[preset], terms: NO_TERMS, reasons: (section) => reasonsOf(preset, section) }, texts)) {
        const summary = JSON.stringify(text.sections[1]);
        for (const word of words[text.language]) expect(summary, `${preset} ${text.language}`).toMatch(word);
      }
    }
  });

  test('says every section, cites the rules it rests on, and uses no merge field that imports usually lack', () => {
    for (const preset of PresetId.options) {
      const [text] = draftPolicy({ rules: PRESETS[preset], terms: NO_TERMS, reasons: (section) => reasonsOf(preset, section) }, texts);
      expect(text?.sections.map((section) => section.id)).toEqual([...SECTION_IDS]);
      const cited = text?.sections.flatMap((section) => section.rules) ?? [];
      for (const id of cited) expect(id).toMatch(/^00[0-4]-\d{2}$/);
      expect(cited.length > 10).toBe(preset !== 'neutral');
      expect(placeholdersOf(text ?? fail())).not.toContain('plan');
      expect(placeholdersOf(text ?? fail())).not.toContain('ordered_on');
    }
  });

  test('labels a pace that the host gives as an example', () => {
    const [en, fr, ru] = draftPolicy({ rules: PRESETS['shared-fr-conditions'], terms: NO_TERMS, reasons: () => [] }, texts).map((text) => JSON.stringify(text));
    expect(en).toContain('10 messages per minute (an example given by the host, not a commitment)');
    expect(fr).toContain('10 messages par minute (exemple donné par l’hébergeur, non contractuel)');
    expect(ru).toContain('10 писем в минуту (пример хостера, не обязательство)');
  });

  test('says whose each limit is, and prints what the reseller fixed', () => {
    const terms = PolicyTerms.parse({ answerWithinHours: 48, reminderMonths: 6, platforms: 'Mailing A\nMailing B', cost: '40 €', lawCountry: 'RU' });
    const [, fr, ru] = draftPolicy({ rules: PRESETS['shared-fr-conditions'], terms, reasons: () => [] }, texts);
    const rows = fr?.sections.find((section) => section.id === 'limits')?.blocks.flatMap((block) => (block.type === 'table' ? block.rows : [])) ?? [];
    expect(rows[0]).toEqual(['Destinataires d’un même message (À, Cc et Cci confondus)', '10 destinataires', 'Hébergeur']);
    expect(rows.at(-1)).toEqual(['Délai de réponse aux questions après un incident', '48 heures', 'Revendeur']);
    expect(JSON.stringify(ru)).toContain('раз в 6 месяцев');
    expect(JSON.stringify(ru)).toContain('38-ФЗ');
    expect(JSON.stringify(fr)).toContain('Mailing A Mailing B');
  });

  test('prints a law paragraph of every country in every language, always to be checked by a lawyer', () => {
    for (const lawCountry of PolicyTerms.shape.lawCountry.unwrap().options) {
      for (const text of draftPolicy({ rules: PRESETS.neutral, terms: { ...NO_TERMS, lawCountry }, reasons: () => [] }, texts)) {
        expect(JSON.stringify(text.sections.find((section) => section.id === 'law'))).toMatch(/lawyer|juriste|юрист/);
      }
    }
  });

  test('does not repeat dated advice: no declaration to the CNIL, no provider SMTP, no old techniques, no brand', () => {
    for (const preset of PresetId.options) {
      for (const text of draftPolicy({ rules: PRESETS[preset], terms: { ...NO_TERMS, lawCountry: 'FR' }, reasons: () => [] }, texts)) {
        expect(JSON.stringify(text)).not.toMatch(
          /smtp\.(orange|free)|Sender ID|DomainKeys\b|80\s?%|Gmail|Yahoo|Hotmail|Mailjet|déclar\S+ (à|auprès de) la CNIL/i,
        );
      }
    }
  });

  test('lists what is not known, and refuses what is not whole', () => {
    expect(unknownValues(PRESETS['shared-fr-conditions'], NO_TERMS)).toEqual(
      expect.arrayContaining(['perHour', 'perDay', 'smallMailingMax', 'termsUrl', 'answerWithinHours', 'cost']),
    );
    expect(unknownValues(PRESETS['shared-fr-conditions'], NO_TERMS)).not.toContain('pacing');
    const [en, fr, ru] = draftPolicy({ rules: PRESETS.neutral, terms: NO_TERMS, reasons: () => [] }, texts);
    const [first, second, third] = [en ?? fail(), fr ?? fail(), ru ?? fail()];
    expect(gapsOf([first, second])).toEqual(['ru']);
    expect(gapsOf([first, { ...second, sections: second.sections.slice(1) }, third]).join()).toContain('fr: who');
    expect(gapsOf([first, second, { ...third, greeting: ' ' }])).toContain('ru: …');
    expect(gapsOf([{ ...first, title: '{{unknown_field}}' }, second, third]).join()).toContain('en: unknown_field');
  });

  test('keeps every merge field it uses within the contract', () => {
    for (const text of draftPolicy({ rules: PRESETS.neutral, terms: NO_TERMS, reasons: () => [] }, texts)) {
      for (const name of placeholdersOf(text)) expect(MERGE_FIELDS).toContain(name);
    }
  });
});

function fail(): never {
  throw new Error('no text');
}
