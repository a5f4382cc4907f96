import { describe, expect, test } from 'vitest';
import { createTexts } from '../../src/adapters/texts.ts';
import { PresetId } from '../../src/contract/hosts.ts';
import type { OwnRules } from '../../src/contract/rule-pack.ts';
import { PolicyTerms, type PolicyText, TEXT_KINDS } from '../../src/contract/texts.ts';
import { NO_OWN_RULES, PRESETS } from '../../src/features/hosts/index.ts';
import { draftText, sentencesOf } from '../../src/features/policies/texts/index.ts';
import { LANGUAGES, type Language } from '../../src/shared/language.ts';
import { NO_TERMS } from './any-rules.ts';

const texts = createTexts();
const OWN: OwnRules = { ...NO_OWN_RULES, smallMailingMax: 200, maxSilenceMonths: 12, unsubscribe: 'without_login' };
const TERMS = PolicyTerms.parse({ answerWithinHours: 48, reminderMonths: 6, platforms: 'Mailing A', cost: '40 €' });
const COUNTRIES = PolicyTerms.shape.lawCountry.unwrap().options;

/** Every text of every preset, with and without what the reseller fixed, under the law of every country. */
function everything(): PolicyText[] {
  const sources = PresetId.options.flatMap((preset) =>
    COUNTRIES.map((lawCountry, index) => ({
      rules: PRESETS[preset],
      own: index % 2 === 0 ? OWN : NO_OWN_RULES,
      terms: { ...(index % 2 === 0 ? TERMS : NO_TERMS), lawCountry },
      reasons: () => [],
    })),
  );
  return sources.flatMap((source) => TEXT_KINDS.flatMap((kind) => draftText(kind, source, texts)));
}

const ALL = everything();

/** Every sentence of a language, once. */
function sentencesIn(language: Language): string[] {
  return [...new Set(ALL.filter((text) => text.language === language).flatMap(sentencesOf))];
}

const SENTENCES: Readonly<Record<Language, readonly string[]>> = { en: sentencesIn('en'), fr: sentencesIn('fr'), ru: sentencesIn('ru') };

function matching(language: Language, pattern: RegExp): string[] {
  return SENTENCES[language].filter((sentence) => pattern.test(sentence));
}

describe('the request for explanations', () => {
  test.each(LANGUAGES)('names one day for the answer, and no period of the rules beside it (%s)', (language) => {
    const terms = { ...TERMS, lawCountry: 'FR' } as const;
    const sources = PresetId.options.map((preset) => ({ rules: PRESETS[preset], own: OWN, terms, reasons: () => [] }));
    const drafts = sources.flatMap((source) => draftText('explanation_request', source, texts)).filter((text) => text.language === language);
    const sentences = drafts.flatMap(sentencesOf);
    expect(sentences.some((sentence) => sentence.includes('deadline'))).toBe(true);
    expect(sentences.filter((sentence) => sentence.includes('48'))).toEqual([]);
  });
});

describe('advice that is out of date', () => {
  const DATED: Readonly<Record<string, Readonly<Record<Language, RegExp>>>> = {
    'a declaration to the CNIL': {
      en: /(declar|notif|regist)\w*[^.]*CNIL|CNIL[^.;]*declar/i,
      fr: /déclar\S*[^.]*CNIL|CNIL[^.;]*déclar/i,
      ru: /CNIL[^.;]*(заяв|деклар)|(заяв|деклар)\S*[^.]*CNIL/i,
    },
    'the server of the access provider': {
      en: /access provider|\bISP\b|smtp\.\w/i,
      fr: /fournisseur d’accès|\bFAI\b|smtp\.\w/i,
      ru: /интернет-провайдер|smtp\.\w/i,
    },
    'DomainKeys and Sender ID': { en: /DomainKeys\b|Sender.?ID/i, fr: /DomainKeys\b|Sender.?ID/i, ru: /DomainKeys\b|Sender.?ID/i },
    'the GDPR asking for consent to every e-mail': {
      en: /GDPR[^.]*(every|any|all) (e-?mail|message)/i,
      fr: /RGPD[^.]*(tout|chaque) (e-?mail|message|courriel)/i,
      ru: /GDPR[^.]*(любо\S+|кажд\S+) пис/i,
    },
    'a request for consent to everybody': {
      en: /(write|send)[^.]* to everybody|to your whole list/i,
      fr: /(écri|envoy)\S*[^.]* à tout le monde|à toute votre liste/i,
      ru: /(напишите|разошлите)[^.]* всем\b|по всей вашей базе/i,
    },
    'the share of spam in all mail': { en: /\b80\s?%/, fr: /\b80\s?%/, ru: /\b80\s?%/ },
    'a listing that is certain': {
      en: /(is|are|will be|gets?) (automatically )?(black|block)listed|automatically listed/i,
      fr: /(est|sont|sera|seront) (automatiquement )?(blacklisté|inscrite?s? automatiquement)|automatiquement (sur|inscrit)[^.]*liste noire/i,
      ru: /автоматически попада\S+|неизбежно попад/i,
    },
  };

  test.each(Object.entries(DATED))('is not repeated: %s', (_, patterns) => {
    for (const language of LANGUAGES) expect(matching(language, patterns[language])).toEqual([]);
  });

  test('would be seen if it were', () => {
    const repeated = [
      'Declare your file to the CNIL.',
      'Use your ISP’s server, such as smtp.isp.example.',
      'DomainKeys and Sender ID identify you.',
      'The GDPR requires explicit consent for every e-mail.',
      'Write again to everybody and ask for consent.',
      'Spam is 80 % of all mail.',
      'The address is automatically blacklisted.',
    ];
    Object.values(DATED).forEach(({ en }, index) => {
      expect(repeated[index]).toMatch(en);
    });
  });

  test('nor is a mail service named that receives mail; those that publish rules for the white list are', () => {
    for (const language of LANGUAGES) expect(matching(language, /Gmail|Yahoo|Hotmail|Outlook|Mailjet|Orange|Mail\.ru/i)).toEqual([]);
  });
});

describe('the wording', () => {
  test('does not threaten and does not accuse', () => {
    const harsh: Readonly<Record<Language, RegExp>> = {
      en: /\b(severe\w*|drastic\w*|ruthless\w*|merciless\w*|punish(ed|ment)|guilty|culprit|offender|abuser|spammers?|your fault|you (have )?(violated|broken|abused)|strictly|failure to comply)\b/i,
      fr: /\b(sévère\w*|drastique\w*|impitoyable\w*|sanctionné\w*|coupable\w*|fautif|fautive|spammeurs?|votre faute|vous avez (violé|enfreint|abusé)|strictement|récidive)\b/i,
      ru: /(^|[^а-яё])(строг(о|ий|ие|ая)|сурово|жёстко накаж|виновник\S*|виноват\S*|нарушител\S*|спамер\S*|ваша вина|вы нарушили|злоупотребил\S*)(?![а-яё])/i,
    };
    for (const language of LANGUAGES) expect(matching(language, harsh[language])).toEqual([]);
    for (const text of ALL.filter(({ title }) => title === texts.t('en', 'letters:spike_warning.title'))) {
      expect(sentencesOf(text).join('\n')).toContain('a hacked form');
    }
  });

  test('says neither "we" nor anything in capitals', () => {
    const we: Readonly<Record<Language, RegExp>> = {
      en: /\b(we|us|our|ours)\b/i,
      fr: /\b(nous|notre|nos)\b/i,
      ru: /(^|[^а-яё])(мы|нас|нам|наш\S*)(?![а-яё])/i,
    };
    for (const language of LANGUAGES) expect(matching(language, we[language])).toEqual([]);
    const shouted = /\b(?!CAN-SPAM|VIII|SPF|DKIM|DMARC|DNS|PDF|SHA|KVM|VPS|CNIL|CNDP|ANPDP|INPDP|PECR|GDPR|RGPD|CASL|CFR)(?<!CAN-)[A-ZÀ-Ý]{3,}\b|[А-ЯЁ]{4,}|!!/;
    for (const language of LANGUAGES) expect(matching(language, shouted)).toEqual([]);
  });

  test('keeps to the words of the glossary', () => {
    const variants: Readonly<Record<Language, RegExp>> = {
      en: /\bmass[- ]?mail(er|s)\b|\be-?mailing\b|\bemails?\b|\bspamming\b|\bopt-?out list|\bcustomer area\b|\bre-?seller pack\b|\bunsubscription\b/i,
      fr: /\be-?mailing\b|(?<!e-)\bmails?\b|hébergement partagé|\bopt-out\b|\bspammer\b|\bbounces?\b|liste de suppression|\bblacklist\S*|se désabonner|\be-?mails?\b/i,
      ru: /массмейл|имейл|емейл|e-mail|хостинг-компани|мутуализ|ресселер|реселер|blacklist|блэклист|вайтлист|отписк\S+ лист|суппрессион/i,
    };
    for (const language of LANGUAGES) expect(matching(language, variants[language]).filter((sentence) => !/Mailing A/.test(sentence))).toEqual([]);
  });

  test('has sentences that can be read in one breath, outside the law', () => {
    const law = new Set(COUNTRIES.flatMap((country) => LANGUAGES.map((language) => texts.t(language, `notice:law.${country}`))));
    for (const language of LANGUAGES) {
      const single = SENTENCES[language].filter((block) => !law.has(block)).flatMap((block) => block.split(/(?<=[.!?])\s+(?=\p{Lu})/u));
      const long = single.filter((sentence) => sentence.split(/\s+/).length > 40 && sentence.split(', ').length < 6);
      expect(long).toEqual([]);
    }
  });
});

describe('typography', () => {
  test('of French: no-break spaces before double signs and inside quotes, curly apostrophes', () => {
    expect(
      matching('fr', /[^\u00a0\u202f\s][;?!»](?!\w)|[^\u00a0\s/]:(?!\/)|\s(?<![\u00a0\u202f])[:;?!»%]|«(?!\u00a0)|'|"|\.\.\./).filter(
        (sentence) => !/https?:/.test(sentence),
      ),
    ).toEqual([]);
  });

  test('of Russian: «вы» in lower case inside sentences, its own quotes, no hyphen for a dash', () => {
    expect(matching('ru', /(?<=[^.!?«:]\s)В(ы|ас|ам|ами|аш[а-яё]*)(?![а-яё])/)).toEqual([]);
    expect(matching('ru', /["“”'’]| - |[^\u00a0]— /)).toEqual([]);
  });

  test('of English: curly quotes and apostrophes', () => {
    expect(matching('en', /["']|\.\.\.|\s[:;?!]/)).toEqual([]);
  });
});

describe('the paragraph on the law', () => {
  test('of every country cites the same numbers in every language and is for a lawyer to check', () => {
    const numbers = (words: string): string[] => [...words.matchAll(/\d+/g)].map(([digits]) => digits).sort();
    for (const country of COUNTRIES) {
      const [en, ...others] = LANGUAGES.map((language) => texts.t(language, `notice:law.${country}`));
      for (const other of others) expect(numbers(other), country).toEqual(numbers(en ?? ''));
    }
    const checks = LANGUAGES.map((language) => texts.t(language, 'notice:law.check'));
    expect(checks[0]).toContain('to be checked by your lawyer');
    expect(checks[1]).toContain('à faire vérifier par votre juriste');
    expect(checks[2]).toContain('должен проверить ваш юрист');
    for (const text of ALL.filter(({ sections }) => sections.some(({ id }) => id === 'law'))) {
      const law = text.sections.find(({ id }) => id === 'law');
      expect(law?.blocks.at(-1)).toEqual({ type: 'paragraph', text: checks[LANGUAGES.indexOf(text.language)] });
    }
  });
});
