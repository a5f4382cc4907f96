import { describe, expect, test } from 'vitest';
import { createTexts } from '../../src/adapters/texts.ts';
import { PresetId } from '../../src/contract/hosts.ts';
import type { Limit, OwnRules, RulePack } from '../../src/contract/rule-pack.ts';
import { type Block, PolicyTerms, type PolicyText, type SectionId, type TextKind } from '../../src/contract/texts.ts';
import { NO_OWN_RULES, PRESETS, reasonsOf } from '../../src/features/hosts/index.ts';
import { type DraftSource, draftText, fieldsIn, sentencesOf, sentencesOfSection } from '../../src/features/policies/texts/index.ts';
import { LANGUAGES, type Language } from '../../src/shared/language.ts';
import { NO_TERMS } from './any-rules.ts';

const texts = createTexts();
const ASK = { en: 'ask your host', fr: 'demandez à votre hébergeur', ru: 'уточните у хостера' } as const satisfies Record<Language, string>;

function of(preset: PresetId, more: Partial<DraftSource> = {}): DraftSource {
  return { rules: PRESETS[preset], own: NO_OWN_RULES, terms: NO_TERMS, reasons: (section) => reasonsOf(preset, section), ...more };
}

function known<T>(value: T) {
  return { state: 'known' as const, value, source: 'page', readOn: null };
}

function withRules(rules: Partial<RulePack>, own: Partial<OwnRules> = {}): DraftSource {
  return of('neutral', { rules: { ...PRESETS.neutral, ...rules }, own: { ...NO_OWN_RULES, ...own } });
}

function drafted(kind: TextKind, source: DraftSource, language: Language): PolicyText {
  return draftText(kind, source, texts).find((text) => text.language === language) ?? fail();
}

function wordsOf(text: PolicyText, section: SectionId): string {
  return sentencesOfSection(text.sections.find(({ id }) => id === section) ?? fail()).join('\n');
}

/** The rows of the table of limits. */
function limitRows(source: DraftSource, language: Language, kind: TextKind = 'notice'): string[][] {
  const blocks: readonly Block[] = drafted(kind, source, language).sections.find(({ id }) => id === 'limits')?.blocks ?? [];
  return blocks.flatMap((block) => (block.type === 'table' ? block.rows : []));
}

const HOURLY: Limit = { count: 100, seconds: 3600, contractual: true, counts: 'messages', scope: 'mailbox' };

describe('limits', () => {
  test('of an unknown host are asked for, and nothing else', () => {
    for (const language of LANGUAGES) {
      const values = limitRows(of('neutral'), language).map((row) => row[1]);
      expect(values.slice(0, -1)).toEqual(values.slice(0, -1).map(() => ASK[language]));
    }
  });

  test('print the stricter of host and reseller, and whose it is', () => {
    const rules = {
      maxRecipientsPerMessage: known(50),
      maxFailurePercent: known(3),
      limits: known([HOURLY, { ...HOURLY, scope: 'domain' as const, count: 400 }]),
    };
    const own = { maxRecipientsPerMessage: 20, maxFailurePercent: 5, limits: [{ ...HOURLY, count: 60 }] };
    expect(limitRows(withRules(rules, own), 'en')).toEqual(
      expect.arrayContaining([
        ['Recipients of one message (To, Cc and Bcc together)', '20 recipients', 'Reseller'],
        ['Share of failed messages accepted', '3%', 'Host'],
        ['Sending from one mailbox', '60 messages per hour', 'Reseller'],
        ['Sending from one domain', '400 messages per hour', 'Host'],
      ]),
    );
    const rows = limitRows(withRules(rules, own), 'fr');
    expect(rows[0]).toEqual(['Destinataires d’un même message (À, Cc et Cci confondus)', '20 destinataires', 'Revendeur']);
  });

  test('word every window and what is counted', () => {
    const limits = [
      { ...HOURLY, count: 5, counts: 'failures' as const },
      { ...HOURLY, count: 10_000, seconds: 43_200, counts: 'recipients' as const, scope: 'account' as const },
      { ...HOURLY, count: 2, seconds: 90, scope: 'ip' as const },
      { ...HOURLY, count: 500, seconds: 86_400, scope: 'pack' as const },
    ];
    const values = (language: Language) => limitRows(withRules({ limits: known(limits) }), language).map((row) => row[1]);
    expect(values('en')).toEqual(
      expect.arrayContaining(['5 failed deliveries per hour', '10,000 recipients in 12 hours', '2 messages in 90 seconds', '500 messages per day']),
    );
    expect(values('ru')).toEqual(
      expect.arrayContaining(['5 ошибок доставки в час', '10\u00a0000 получателей за 12 часов', '2 письма за 90 секунд', '500 писем в сутки']),
    );
  });

  test('keep "none, says the host" apart from "not known"', () => {
    expect(limitRows(withRules({ limits: known([]) }), 'en').map((row) => row[1])).toContain('none, according to the host');
    expect(limitRows(withRules({}, { limits: [HOURLY] }), 'en').map((row) => row[1])).toEqual(expect.arrayContaining(['100 messages per hour', ASK.en]));
  });

  test('mark a pace that the host gives as an example, not one the reseller sets', () => {
    const paces = (own: OwnRules) => LANGUAGES.map((language) => limitRows(of('shared-fr-conditions', { own }), language)[1]?.[1]);
    expect(paces(NO_OWN_RULES)).toEqual([
      '10 messages per minute (an example given by the host, not a commitment)',
      '10 messages par minute (exemple donné par l’hébergeur, non contractuel)',
      '10 писем в минуту (пример хостера, не обязательство)',
    ]);
    expect(paces({ ...NO_OWN_RULES, pacing: { count: 5, seconds: 60, contractual: false } })).toEqual([
      '5 messages per minute',
      '5 messages par minute',
      '5 писем в минуту',
    ]);
  });

  test('stand in the reminder and in the warning after a spike as in the notice', () => {
    const source = withRules({ limits: known([HOURLY]) });
    for (const kind of ['reminder', 'spike_warning'] as const) {
      expect(limitRows(source, 'fr', kind)).toContainEqual(['Envois depuis une même boîte', '100 messages par heure', 'Hébergeur']);
    }
  });
});

describe('the notice', () => {
  test('names both subjects, mass mailing and spam, for every policy of a host, and so does the reminder', () => {
    const words = { en: [/mass mailing/i, /spam/i], fr: [/envoi en masse/i, /mass-mailing/i, /spam/i], ru: [/массов\S+ рассыл/i, /спам/i] } as const;
    for (const bulkPolicy of [
      'forbidden',
      'tolerated_small',
      'not_intended',
      'allowed_paced',
      'service_mail_only',
      'whitelist_only',
      'allowed',
      'ask',
    ] as const) {
      for (const language of LANGUAGES) {
        const source = withRules({ bulkPolicy: known(bulkPolicy) });
        for (const word of words[language]) {
          expect(wordsOf(drafted('notice', source, language), 'summary'), bulkPolicy).toMatch(word);
          expect(wordsOf(drafted('reminder', source, language), 'essentials'), bulkPolicy).toMatch(word);
        }
      }
    }
  });

  test('rests on rules of its host, and on none for a host that nobody read up on', () => {
    for (const preset of PresetId.options) {
      const cited = drafted('notice', of(preset), 'en').sections.flatMap(({ rules }) => rules);
      expect(cited.length > 10, preset).toBe(preset !== 'neutral');
    }
  });

  test('needs no value that imports usually lack', () => {
    for (const preset of PresetId.options) {
      const fields = fieldsIn(sentencesOf(drafted('notice', of(preset), 'ru')));
      for (const rare of ['plan', 'ordered_on']) expect(fields).not.toContain(rare);
    }
  });

  test('asks for the phrase with the token of this very notice, and says what the reply does', () => {
    const phrases = { en: 'I have read and understood', fr: 'J’ai lu et compris', ru: 'Прочитал(а) и понял(а)' };
    const proof = { en: 'kept as proof', fr: 'conservée comme preuve', ru: 'хранится как подтверждение' };
    for (const language of LANGUAGES) {
      const words = wordsOf(drafted('notice', of('neutral'), language), 'acceptance');
      expect(texts.t(language, 'notice:acceptance.phrase')).toBe(phrases[language]);
      expect(words).toContain(`${phrases[language]} {{reply_token}}`);
      expect(words).toContain(proof[language]);
      expect(words).toContain('PDF');
    }
  });

  test('says how a block comes and ends only as far as the host does', () => {
    const sanctions = known([
      { scope: 'account' as const, warning: 'none' as const, warningHours: null, liftsAfterHours: 24 },
      { scope: 'script' as const, warning: 'given' as const, warningHours: 48, liftsAfterHours: null },
      { scope: 'ip' as const, warning: 'unstated' as const, warningHours: null, liftsAfterHours: null },
    ]);
    const words = wordsOf(drafted('notice', withRules({ sanctions }), 'en'), 'consequences');
    expect(words).toContain('your account (at once, without notice; the block ends by itself after 24 hours)');
    expect(words).toContain('the script that sends (with a warning of 48 hours)');
    expect(words).toContain('the IP address that the mail leaves from\n');
    expect(wordsOf(drafted('notice', withRules({ sanctions }), 'ru'), 'consequences')).toContain('с предупреждением за 48 часов');
    expect(wordsOf(drafted('notice', withRules({ sanctions: known([]) }), 'fr'), 'consequences')).toContain('ne bloque ni ne suspend rien');
  });

  test('lists the usual signs where the host names none, as where nobody knows', () => {
    for (const language of LANGUAGES) {
      const words = (triggers: RulePack['triggers']) => wordsOf(drafted('notice', withRules({ triggers }), language), 'triggers');
      expect(words(known([]))).toBe(words({ state: 'unknown' }));
      expect(words(known(['spike']))).not.toBe(words(known([])));
    }
  });

  test('prints what the reseller fixed, as his', () => {
    const terms = PolicyTerms.parse({ answerWithinHours: 48, reminderMonths: 6, platforms: 'Mailing A\nMailing B', cost: '40 €', lawCountry: 'RU' });
    const own = { ...NO_OWN_RULES, maxSilenceMonths: 12, unsubscribe: 'without_login' as const };
    const [en, fr, ru] = draftText('notice', of('shared-fr-conditions', { terms, own }), texts).map((text) => sentencesOf(text).join('\n'));
    expect(en).toContain('have not responded for 12 months: old lists bring complaints. This rule is set by {{reseller_name}}.');
    expect(fr).toContain('sans identification\u202f; donnez suite sans tarder à chaque demande. Cette règle est fixée par {{reseller_name}}.');
    expect(fr).toContain('48 heures');
    expect(ru).toContain('раз в 6 месяцев');
    expect(ru).toContain('38-ФЗ');
    expect(fr).toContain('Mailing A, Mailing B');
  });

  test('names the clause, the way to be unblocked, the steps and the words of the host', () => {
    const source = withRules({
      termsClause: known('clause 7.3'),
      channels: known([{ purpose: 'unblock' as const, channel: 'email' as const, address: 'abuse@host.example' }]),
      unblockSteps: known(['001-25', 'Send the log']),
      quotes: [{ text: 'Keine Werbung', source: 'page 2', readOn: null }],
    });
    const [, fr] = draftText('notice', source, texts);
    const words = sentencesOf(fr ?? fail()).join('\n');
    for (const each of [
      'clause 7.3',
      'par courriel (abuse@host.example)',
      texts.t('fr', 'rules:001-25'),
      'Send the log',
      '«\u00a0Keine Werbung\u00a0» (page 2)',
    ]) {
      expect(words).toContain(each);
    }
  });
});

describe('letters', () => {
  test('an application for a white list says so when this kind of hosting is not admitted', () => {
    const whitelist = known({ possible: true, servers: ['kvm' as const], evidence: [] });
    const server = (accountKind: 'shared' | 'vps') =>
      wordsOf(drafted('whitelist_application', withRules({ whitelist, accountKind: known(accountKind) }), 'en'), 'server');
    expect(server('shared')).toContain('not admitted to the white list');
    expect(server('vps')).toContain('servers with KVM virtualisation');
  });

  test('an application for a white list states nothing as fact that nobody confirmed', () => {
    for (const [language, open, missing] of [
      ['en', 'to be confirmed', 'not provided yet'],
      ['fr', 'à confirmer', 'pas encore fournie'],
      ['ru', 'требует подтверждения', 'ещё не приложено'],
    ] as const) {
      const text = drafted('whitelist_application', withRules({}), language);
      const claims = text.sections.filter(({ id }) => ['sample', 'unsubscribe', 'technical'].includes(id)).flatMap(({ blocks }) => blocks);
      for (const block of claims) {
        if (block.type === 'table') for (const row of block.rows) expect(row[1]).toBe(open);
        else expect(block).toMatchObject({ type: 'paragraph', text: expect.stringMatching(/^(Pace|Cadence|Темп)/) });
      }
      expect(sentencesOf({ ...text, sections: text.sections.filter(({ id }) => id === 'technical') }).filter((said) => /SPF/.test(said))).toHaveLength(1);
      expect(wordsOf(text, 'attachments')).toContain(missing);
      expect(sentencesOf(text).join('\n')).not.toMatch(/^(Enclosure|Pièces? jointe|Приложени[ея]):/m);
    }
  });

  test('a delisting request says who may ask, or asks who may', () => {
    const words = (delisting: RulePack['delisting']) => wordsOf(drafted('delist_host', withRules({ delisting }), 'en'), 'request');
    expect(words(known('host' as const))).toContain('As holder of the address');
    expect(words(known('reseller' as const))).toContain('Please confirm that {{reseller_name}} may');
    expect(words({ state: 'unknown' })).toContain('please state it in your answer');
  });

  test('a re-permission never starts with the whole list, and takes the reseller’s own span for what is recent', () => {
    const own = { maxSilenceMonths: 24 };
    const words = (source: DraftSource, language: Language) => sentencesOf(drafted('repermission', source, language)).join('\n');
    expect(words(withRules({}, own), 'en')).toContain('within the last 24 months');
    expect(words(withRules({}, own), 'ru')).toContain('за последние 24 месяца');
    expect(words(withRules({}), 'fr')).toContain('N’écrivez pas à toute la liste.');
  });
});

function fail(): never {
  throw new Error('nothing drafted');
}
