import { MergeField } from '../../contract/notices.ts';
import { type PolicyTerms, type PolicyText, SECTION_IDS, type Section, type SectionId } from '../../contract/policies.ts';
import type { Dated, RulePack } from '../../contract/rule-pack.ts';
import type { Texts } from '../../ports/texts.ts';
import { LANGUAGES, type Language } from '../../shared/language.ts';
import { singleLine } from '../../shared/text.ts';
import { consequences, ifItHappens, security, triggers } from './breach.rules.ts';
import { acceptance, alternatives, resale } from './closing.rules.ts';
import { allowed, conditions, law, limits } from './conduct.rules.ts';
import { definitions, summary, who, why } from './opening.rules.ts';
import type { Draft, DraftSection } from './section.rules.ts';

const SECTIONS: Readonly<Record<SectionId, DraftSection>> = {
  who,
  summary,
  why,
  definitions,
  allowed,
  conditions,
  limits,
  law,
  triggers,
  consequences,
  if_it_happens: ifItHappens,
  security,
  alternatives,
  resale,
  acceptance,
};

export interface DraftSource {
  readonly rules: RulePack;
  readonly terms: PolicyTerms;
  /** Rule ids behind a section's wording, beside those its values name. */
  readonly reasons: (section: SectionId) => readonly string[];
}

/** The three siblings of a policy. Every number in them comes from a known value. */
export function draftPolicy(source: DraftSource, texts: Texts): PolicyText[] {
  return LANGUAGES.map((language) => draftText(source, language, texts));
}

function draftText({ rules, terms, reasons }: DraftSource, language: Language, texts: Texts): PolicyText {
  const say: Draft['say'] = (key, values) => texts.t(language, `notice:${key}`, values);
  const plainTerms = { ...terms, platforms: singleLine(terms.platforms), cost: singleLine(terms.cost) };
  const draft: Draft = { rules, terms: plainTerms, say, ask: say('ask'), askReseller: say('ask_reseller') };
  const sections: Section[] = SECTION_IDS.map((id) => {
    const { blocks, basis } = SECTIONS[id](draft);
    return { id, title: say(`${id}.title`), blocks, rules: ruleIds(basis, reasons(id)) };
  });
  return { language, title: say('title'), subject: say('subject'), greeting: say('greeting'), sections };
}

/** Ids of source rules ("000-16"), sorted; pages and clauses that a user noted as a source are not ids. */
function ruleIds(basis: readonly Dated<unknown>[], reasons: readonly string[]): string[] {
  const cited = basis.flatMap((dated) => (dated.state === 'known' ? (dated.source.match(/\b\d{3}-\d{2}\b/g) ?? []) : []));
  return [...new Set([...cited, ...reasons])].sort();
}

/** Names of the values a draft has to ask for: fields of the rule pack, then of the terms. */
export function unknownValues(rules: RulePack, terms: PolicyTerms): string[] {
  const unknownRules = Object.entries(rules).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && value.state === 'unknown' ? [key] : key === 'termsUrl' && value === null ? [key] : [],
  );
  const openTerms = [
    terms.answerWithinHours === null ? 'answerWithinHours' : null,
    terms.reminderMonths === null ? 'reminderMonths' : null,
    terms.platforms === '' ? 'platforms' : null,
    terms.cost === '' ? 'cost' : null,
  ].filter((key) => key !== null);
  return [...unknownRules, ...openTerms];
}

/** Every sentence of a text, in reading order. */
export function sentencesOf(text: Pick<PolicyText, 'title' | 'subject' | 'greeting' | 'sections'>): string[] {
  const blocks = text.sections.flatMap((section) => [
    section.title,
    ...section.blocks.flatMap((block) =>
      block.type === 'paragraph' ? [block.text] : block.type === 'list' ? block.items : [...block.head, ...block.rows.flat()],
    ),
  ]);
  return [text.title, text.subject, text.greeting, ...blocks];
}

/** Names between double braces in a text, each once, sorted. */
export function placeholdersOf(text: PolicyText): string[] {
  const found = sentencesOf(text).flatMap((sentence) => [...sentence.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].map((match) => match[1] ?? ''));
  return [...new Set(found)].sort();
}

/**
 * What keeps siblings from being published, each as "language: what"; empty when nothing does.
 * Three languages, the same fifteen sections, no empty sentence, only merge fields there are, the same facts everywhere.
 */
export function gapsOf(siblings: readonly PolicyText[]): string[] {
  const [first] = siblings;
  return LANGUAGES.flatMap((language) => {
    const text = siblings.find((sibling) => sibling.language === language);
    if (text === undefined || first === undefined) return [language];
    const gaps = [
      ...SECTION_IDS.filter((id, index) => text.sections[index]?.id !== id || text.sections[index]?.blocks.length === 0),
      ...placeholdersOf(text).filter((name) => !MergeField.safeParse(name).success),
      ...(sentencesOf(text).some((sentence) => sentence.trim() === '') ? ['…'] : []),
      ...(factsOf(text) === factsOf(first) ? [] : ['≠']),
    ];
    return gaps.map((gap) => `${language}: ${gap}`);
  });
}

/** What siblings must share, whatever their words: merge fields, rules cited, shape of every block. */
export function factsOf(text: PolicyText): string {
  const sections = text.sections.map(({ id, rules, blocks }) => [id, rules, blocks.map(shapeOf)]);
  return JSON.stringify([placeholdersOf(text), sections]);
}

function shapeOf(block: PolicyText['sections'][number]['blocks'][number]): string {
  return block.type === 'table' ? `table ${block.rows.length}` : block.type === 'list' ? `list ${block.items.length}` : 'paragraph';
}
