import type { Hint, PolicyText, SectionId, TextKind } from '../../../contract/texts.ts';
import { unknownFields } from '../gaps.rules.ts';
import { proseIn, sentencesIn } from '../sentences.rules.ts';
import { placesOf, type Wording, wordingOf } from '../wording.rules.ts';
import { foreignFigures } from './figures.rules.ts';
import { glossaryIn } from './glossary.rules.ts';
import { readabilityOf, wordsIn } from './readability.rules.ts';
import { accusationIn, datedAdviceIn, threatIn } from './wording.rules.ts';

type Language = PolicyText['language'];
type Remark = Pick<Hint, 'code' | 'values'>;

/** Words a sentence may have; Russian says the same in fewer, French in more. */
const LONGEST = { en: 35, fr: 40, ru: 30 } as const satisfies Record<Language, number>;
/** Below this reading ease, which few adults read without effort, a section is called hard to read: legal prose stands about there. */
const HARD = 25;
/** Fewer words than this say nothing about how a section reads. */
const ENOUGH_WORDS = 40;

/** What hints are judged by. */
export interface HintScope {
  readonly kind: TextKind;
  readonly language: Language;
  /** Figures that rules, terms or the generated text state. */
  readonly vouched: ReadonlySet<string>;
}

/** Remarks about one section. They advise; nothing is refused for them. */
export function hintsFor({ kind, language, vouched }: HintScope, section: SectionId, wording: Wording): Hint[] {
  const prose = proseIn(wording, language);
  const hint =
    (sentence: string) =>
    (remark: Remark): Hint => ({ language, section, sentence, ...remark });
  const each = [wording.title, ...sentencesIn(wording, language)].flatMap((sentence) => {
    const figures = section === 'law' ? [] : foreignFigures(sentence, vouched);
    const remarks = [
      // What a law threatens with is a fact.
      ...wordRemarks(sentence.replace(/\{\{[^{}]*\}\}/g, '…'), language).filter(({ code }) => section !== 'law' || code !== 'threat'),
      ...figures.map((figure): Remark => ({ code: 'foreign_figure', values: { figure } })),
      ...unknownFields(kind, [sentence]).map((field): Remark => ({ code: 'unknown_field', values: { field: field.replace(/[{}]/g, '').trim() || field } })),
    ];
    return remarks.map(hint(sentence));
  });
  const long = prose.flatMap((sentence) => {
    const count = lengthOf(sentence);
    return count <= LONGEST[language] ? [] : [hint(sentence)({ code: 'long_sentence', values: { count, limit: LONGEST[language] } })];
  });
  return [...each, ...long, ...hardToRead(prose, language).map((remark) => hint(longestOf(prose))(remark))];
}

/** Words a sentence keeps the reader waiting: an enumeration after a colon is read item by item. */
function lengthOf(sentence: string): number {
  const [, lead = '', tail = ''] = /^([^:]+):\s(.+)$/.exec(sentence) ?? [];
  const items = tail.split(/[,;]\s/);
  if (items.length < 4) return wordsIn(sentence).length;
  return wordsIn(lead).length + Math.max(...items.map((item) => wordsIn(item).length));
}

function wordRemarks(sentence: string, language: Language): Remark[] {
  const glossary = glossaryIn(sentence, language);
  const threat = threatIn(sentence, language);
  const accusation = accusationIn(sentence, language);
  const dated = datedAdviceIn(sentence, language);
  const capitals = capitalsIn(sentence);
  return [
    ...(glossary === null ? [] : [{ code: 'glossary' as const, values: { found: glossary.found, term: glossary.term } }]),
    ...(threat === null ? [] : [{ code: 'threat' as const, values: { found: threat } }]),
    ...(accusation === null ? [] : [{ code: 'accusation' as const, values: { found: accusation } }]),
    // `context` picks the sentence of that advice.
    ...(dated === null ? [] : [{ code: 'dated_advice' as const, values: { found: dated.found, context: dated.advice } }]),
    ...(capitals === null ? [] : [{ code: 'capitals' as const, values: { found: capitals } }]),
  ];
}

const ABBREVIATIONS =
  /^(?:S(?:PF|MTP|HA|SL|BL|NDS)|DKIM|DMARC|DNS(?:BL)?|RBL|PTR|IMAP|POP3?|HTTPS?|HTML|URL|URI|PDF|MIME|TLS|STARTTLS|CNIL|CNDP|INPDP|ANPDP|RGPD|GDPR|PECR|CASL|CAN-SPAM|CPCE|LCEN|ICO|CRTC|FTC|CAPTCHA|KVM|VPS|VDS|CGV|CGU|TOS|CRM|CMS|ФЗ|ФАС|КоАП|КОАП|РФ|РБ|РК|ГК|УК|ЕС|США|API|FBL|ARF|JMRP|IPV[46]|UTF|ASCII|LIST-UNSUBSCRIBE|WEB|PHP|CPANEL)$/u;

/** Words written in capitals to shout: one of five letters or more, or two in a row. Abbreviations of the trade are none. */
function capitalsIn(sentence: string): string | null {
  const words = sentence.replace(/\{\{[^{}]*\}\}/g, ' ').match(/[\p{L}\p{N}-]+/gu) ?? [];
  const shouted = words.map((word) => /^[\p{Lu}-]{3,}$/u.test(word) && !ABBREVIATIONS.test(word));
  const found = words.filter((word, index) => shouted[index] === true && (word.length >= 5 || shouted[index - 1] === true || shouted[index + 1] === true));
  return found.length === 0 ? null : found.join(' ');
}

function hardToRead(prose: readonly string[], language: Language): Remark[] {
  if (prose.flatMap(wordsIn).length < ENOUGH_WORDS) return [];
  const score = readabilityOf(prose, language);
  return score >= HARD ? [] : [{ code: 'hard_to_read', values: { score } }];
}

function longestOf(prose: readonly string[]): string {
  return prose.reduce((longest, sentence) => (wordsIn(sentence).length > wordsIn(longest).length ? sentence : longest), '');
}

/** Remarks about a whole text. */
export function hintsIn(scope: HintScope, text: PolicyText): Hint[] {
  return placesOf(scope.kind).flatMap((section) => {
    const wording = wordingOf(text, section);
    return wording === undefined ? [] : hintsFor(scope, section, wording);
  });
}

/** Reading ease of a whole text. */
export function readabilityOfText(text: PolicyText): number {
  const sentences = text.sections.flatMap((section) => proseIn(section, text.language));
  return readabilityOf(sentences, text.language);
}
