import type { Language } from '../../../shared/language.ts';
import { firstMatch, isNegated, phrases } from './phrase.rules.ts';

/** Threats and adjectives of threat: a notice says what happens, and no more (policy wording rules). */
const THREATS = phrases({
  en: [
    'or else',
    '(?:last|final) warning',
    'you have been warned',
    'zero[- ]tolerance',
    'at your own (?:risk|peril)',
    '(?:severe|drastic|ruthless|merciless|harsh)(?:ly)?',
    'punish\\p{L}*',
    '(?:we|i) will sue',
    '(?:will be|be) prosecuted',
    'legal (?:action|proceedings) (?:will|shall)',
    'without mercy',
  ],
  fr: [
    'sous peine de',
    'dernier avertissement',
    'vous (?:êtes|voilà) prévenus?',
    'tolérance zéro',
    'à vos risques et périls',
    'sévères?|sévèrement',
    'impitoyables?|impitoyablement|sans pitié',
    'puni(?:e|s|es|r|rons|tions?)?',
    'poursuites? (?:judiciaires?|pénales?)',
    'nous (?:porterons plainte|engagerons des poursuites)',
    'gare à \\p{L}+',
  ],
  ru: [
    'последнее предупреждение',
    'вас предупредили|вы предупреждены',
    'нулевая терпимость|нулевой терпимост\\p{L}+',
    'на свой страх и риск',
    'пеняйте на себя',
    'сурово|суров\\p{L}{2,3} (?:мер\\p{L}*|наказани\\p{L}*)',
    'жёстк\\p{L}{2,3} мер\\p{L}*|жестк\\p{L}{2,3} мер\\p{L}*|беспощадн\\p{L}*',
    'накаж\\p{L}*|наказан\\p{L}*|покара\\p{L}*',
    'под угрозой (?:блокировки|суда|отключения)',
    '(?:привлеч[её]м|будете привлечены) к ответственности',
    'подадим (?:на вас )?в суд',
  ],
});

/** Accusations: a client's site may have been broken into, so facts are stated and questions asked. */
const ACCUSATIONS = phrases({
  en: [
    'you (?:have )?(?:sent|been sending) (?:out )?spam',
    'you are (?:a )?(?:spammers?|spamming|guilty|to blame)',
    'your spam',
    'you (?:have )?(?:violated|breached|broken|abused|lied|cheated)',
    'your (?:fault|guilt|violations?|misconduct|negligence)',
    'you (?:deliberately|knowingly|intentionally)',
    'you ignored',
  ],
  fr: [
    'vous avez (?:envoyé (?:du|des) (?:spam|pourriels?|courriers? indésirables?)|spammé|enfreint|violé|menti|triché|abusé)',
    'vous êtes (?:un )?(?:spammeurs?|coupables?|fautifs?|en faute|en infraction)',
    'votre (?:spam|faute|infraction|négligence|culpabilité|malhonnêteté)',
    'vous avez (?:sciemment|délibérément|volontairement)',
    'vous avez ignoré',
  ],
  ru: [
    'вы (?:рассылали|разослали|рассылаете|отправляли|отправили) спам',
    'вы (?:спамер|спаммер|виноваты|нарушитель)',
    'ваш (?:спам|проступок)|ваше нарушение|ваши нарушения|ваша вина|по вашей вине',
    'вы (?:нарушили|обманули|солгали|злоупотребили)',
    'вы (?:сознательно|намеренно|умышленно)',
    'вы проигнорировали',
  ],
});

/** The threat in a sentence; null without one. A sentence that says there is none is no threat. */
export function threatIn(sentence: string, language: Language): string | null {
  return isNegated(sentence, language) ? null : firstMatch(sentence, THREATS[language]);
}

/** The accusation in a sentence; null without one, and in a question or a condition. */
export function accusationIn(sentence: string, language: Language): string | null {
  return /\?\s*$/.test(sentence) || CONDITIONS[language].test(sentence) ? null : firstMatch(sentence, ACCUSATIONS[language]);
}

const CONDITIONS = {
  en: /(?<!\p{L})(?:if|whether|unless|when)(?!\p{L})/iu,
  fr: /(?<!\p{L})(?:si|sauf|lorsque|quand)(?!\p{L})|(?<!\p{L})s['’]ils?(?!\p{L})/iu,
  ru: /(?<!\p{L})(?:если|ли|когда|кроме)(?!\p{L})/iu,
} as const satisfies Record<Language, RegExp>;

/** Advice that was usual once and is wrong or useless now: each with the key of what holds today. */
export const DATED_ADVICE = ['cnil', 'isp_smtp', 'old_techniques', 'consent_always', 'ask_everybody', 'spam_share', 'automatic_listing'] as const;
export type DatedAdvice = (typeof DATED_ADVICE)[number];

/** Patterns of each; a sentence that advises against it is fine. */
const ADVICE: Readonly<Record<DatedAdvice, ReturnType<typeof phrases>>> = {
  // Ended in 2018 in the European Union; still a duty in Morocco, Tunisia and Algeria, whose authorities have other names.
  cnil: phrases({
    en: ['(?:declar|register|notif)\\p{L}*[^.;]{0,60} CNIL', 'CNIL (?:declaration|registration)(?: number)?'],
    fr: ['déclar\\p{L}*[^.;]{0,60} CNIL', 'CNIL[^.;]{0,30} déclar\\p{L}*'],
    ru: ['(?:уведом|задеклар|деклар|зарегистр|сообщ)\\p{L}*[^.;]{0,60} CNIL'],
  }),
  isp_smtp: phrases({
    en: [
      'smtp\\.(?:orange|free|sfr|wanadoo|bbox|laposte)\\.\\p{L}+',
      "(?:internet|access) provider's (?:SMTP|outgoing mail) server",
      "SMTP (?:server )?of your (?:ISP|internet provider)|your ISP's SMTP",
    ],
    fr: ['smtp\\.(?:orange|free|sfr|wanadoo|bbox|laposte)\\.\\p{L}+', "SMTP de (?:votre|son) (?:FAI|fournisseur d'accès)"],
    ru: ['smtp\\.(?:orange|free|sfr|wanadoo|bbox|laposte)\\.\\p{L}+', 'SMTP(?:-сервер\\p{L}*)? (?:вашего|своего) (?:интернет-)?провайдера'],
  }),
  old_techniques: phrases({
    en: ['Sender[- ]ID', 'DomainKeys(?! Identified)'],
    fr: ['Sender[- ]ID', 'DomainKeys(?! Identified)'],
    ru: ['Sender[- ]ID', 'DomainKeys(?! Identified)'],
  }),
  consent_always: phrases({
    en: ['GDPR (?:always )?(?:requires|demands)[^.;]{0,30} (?:explicit |prior )?consent (?:to|for) (?:receiv\\p{L}*|any|all|every|each)'],
    fr: ['RGPD (?:exige|impose|requiert)[^.;]{0,30} consentement[^.;]{0,30} (?:recevoir|tout|tous|toute|toutes|chaque)'],
    ru: ['(?:GDPR|РГПД|регламент GDPR) требует[^.;]{0,40} согласи\\p{L}*[^.;]{0,30} (?:получени\\p{L}*|люб\\p{L}*|кажд\\p{L}*|все\\p{L}*)'],
  }),
  ask_everybody: phrases({
    en: [
      '(?:ask|write to|mail|send|request)[^.;]{0,40} (?:everybody|everyone|all (?:your |the )?(?:addresses|contacts|subscribers|recipients)|(?:the|your) (?:whole|entire) (?:list|base))[^.;]{0,40} (?:again|confirm\\p{L}*|consent|permission)',
    ],
    fr: [
      '(?:demand|redemand|écri|envoy|sollicit)\\p{L}*[^.;]{0,60} (?:tout le monde|tou(?:s|tes) (?:vos|les) (?:adresses|contacts|abonnés|destinataires|inscrits)|toute (?:votre|la) (?:base|liste))[^.;]{0,40} (?:à nouveau|confirm\\p{L}*|consentement|accord|réinscri\\p{L}*)',
      'demande générale (?:de|à)',
    ],
    ru: [
      '(?:запрос|попрос|разошл|отправ|напиш)\\p{L}*[^.;]{0,60} (?:все\\p{L}* (?:адресат\\p{L}*|подписчик\\p{L}*|контакт\\p{L}*|баз\\p{L}*)|всей базе|по всей базе)[^.;]{0,50} (?:заново|подтвер\\p{L}*|согласи\\p{L}*|снова)',
      '(?:запрос|попрос)\\p{L}*[^.;]{0,30} (?:согласи\\p{L}*|подтвержд\\p{L}*)[^.;]{0,20} у всех',
    ],
  }),
  spam_share: phrases({
    en: ['\\d+ ?(?:%|per ?cent) of (?:all )?(?:e-?mails?|mail|messages)[^.;]{0,20} spam'],
    fr: ['\\d+ ?% des (?:e-?mails?|courriels?|messages|courriers)[^.;]{0,40} (?:spam|indésirables?|pourriels?)'],
    ru: ['\\d+ ?% (?:всей |всех )?(?:почты|писем|сообщений)[^.;]{0,30} спам\\p{L}*'],
  }),
  automatic_listing: phrases({
    en: ['(?:automatically|at once) (?:be )?(?:blacklisted|blocklisted|listed|put on a (?:blacklist|blocklist))', '(?:blacklisted|blocklisted) automatically'],
    fr: [
      'automatiquement (?:blacklist\\p{L}*|list\\p{L}*|inscrit\\p{L}* sur|mis\\p{L}* (?:en|sur) (?:une )?liste)',
      '(?:blacklist\\p{L}*|mis\\p{L}* en liste noire|mise en liste noire) (?:est )?automatiqu\\p{L}*',
    ],
    ru: ['автоматически (?:попад[её]т|попадает|заносится|вносится|окажется)[^.;]{0,20} ч[её]рн\\p{L}* спис\\p{L}*'],
  }),
};

/** The dated advice a sentence gives, with its words; null when it gives none. */
export function datedAdviceIn(sentence: string, language: Language): { readonly advice: DatedAdvice; readonly found: string } | null {
  if (isNegated(sentence, language)) return null;
  for (const advice of DATED_ADVICE) {
    const found = firstMatch(sentence, ADVICE[advice][language]);
    if (found !== null) return { advice, found };
  }
  return null;
}
