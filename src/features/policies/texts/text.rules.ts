import type { OwnRules, RulePack } from '../../../contract/rule-pack.ts';
import { type PolicyTerms, type PolicyText, SECTION_IDS, type Section, type SectionId, type TextKind, type Trilingual } from '../../../contract/texts.ts';
import type { Texts } from '../../../ports/texts.ts';
import { LANGUAGES, type Language } from '../../../shared/language.ts';
import { singleLine } from '../../../shared/text.ts';
import { effectiveLimits } from '../../hosts/index.ts';
import { letters } from './letters/index.ts';
import { notice } from './notice/index.ts';
import type { Draft, DraftedSection, DraftSection, Say, Sections } from './section.rules.ts';

/** What texts are drafted from. */
export interface DraftSource {
  readonly rules: RulePack;
  readonly own: OwnRules;
  readonly terms: PolicyTerms;
  /** Source rules behind the wording of a section of the notice, beside those its values name. */
  readonly reasons: (section: SectionId) => readonly string[];
  /** What changed since an earlier version: the notice says it in its first section. */
  readonly changes?: { readonly number: number; readonly changelog: Trilingual } | undefined;
  /** The limit of the account that a letter is about is known; left out = it is not. */
  readonly limitIsKnown?: boolean;
}

const GENERATORS: { readonly [K in TextKind]: Sections<K> } = { notice, ...letters };

function generatorOf(kind: TextKind, id: SectionId): DraftSection {
  const sections: Readonly<Record<SectionId, DraftSection>> = GENERATORS[kind];
  const generator = sections[id];
  if (generator === undefined) throw new Error(`No section "${id}" in ${kind}`);
  return generator;
}

/** The three siblings of a text. Every number in them comes from a known value or is an article of law. */
export function draftText(kind: TextKind, source: DraftSource, texts: Texts): PolicyText[] {
  return LANGUAGES.map((language) => sibling(kind, { source, language, texts }));
}

interface Reading {
  readonly source: DraftSource;
  readonly language: Language;
  readonly texts: Texts;
}

/** Letters to somebody else than a client ask him for what is not known; a client is told whom to ask. */
const TO_HOST: readonly TextKind[] = ['unblock_request', 'delist_host', 'whitelist_application', 'recipient_provider'];

function draftIn(kind: TextKind, { source, language, texts }: Reading): Draft {
  const { rules, terms, changes, limitIsKnown = false } = source;
  const common: Say = (key, values) => texts.t(language, `notice:${key}`, values);
  const say: Say = kind === 'notice' ? common : (key, values) => texts.t(language, `letters:${kind}.${key}`, values);
  const changelog = singleLine(changes?.changelog[language] ?? '');
  return {
    rules,
    limitIsKnown,
    inForce: effectiveLimits(rules, source.own),
    terms: { ...terms, platforms: oneLine(terms.platforms), cost: singleLine(terms.cost) },
    changes: changes === undefined || changelog === '' ? null : { number: changes.number, changelog },
    say,
    common,
    ruleSentence: (id) => (texts.has(language, `rules:${id}`) ? texts.t(language, `rules:${id}`) : null),
    ask: common(TO_HOST.includes(kind) ? 'ask_addressee' : 'ask'),
    askReseller: common('ask_reseller'),
  };
}

/** Lines as one, with commas between them. */
function oneLine(lines: string): string {
  return lines
    .split(/\r?\n/)
    .map(singleLine)
    .filter((line) => line !== '')
    .join(', ');
}

function sibling(kind: TextKind, reading: Reading): PolicyText {
  const { source, language } = reading;
  const draft = draftIn(kind, reading);
  const { say } = draft;
  const sections: Section[] = SECTION_IDS[kind].map((id) => {
    const drafted = generatorOf(kind, id)(draft);
    return { id, title: say(`${id}.title`), blocks: drafted.blocks, rules: citedBy(drafted, kind === 'notice' ? source.reasons(id) : [], source.rules) };
  });
  return { language, title: say('title'), subject: say('mail_subject'), greeting: say('greeting'), sections };
}

/** Ids of source rules ("000-16"), sorted; pages and clauses that a user noted as a source are not ids. */
function citedBy({ basis = [], cites = [] }: DraftedSection, reasons: readonly string[], rules: RulePack): string[] {
  const sources = basis.flatMap((field) => {
    const value = rules[field];
    return value.state === 'known' ? (value.source.match(/\b00\d-\d\d\b/g) ?? []) : [];
  });
  return [...new Set([...sources, ...cites, ...reasons])].sort();
}

/** Names of the values a text has to ask for: fields of the rule pack, then terms of the reseller. `reworded`: sections that say nothing generated any more. */
export function unknownValues(kind: TextKind, { reworded = [], ...source }: DraftSource & { readonly reworded?: readonly string[] }, texts: Texts): string[] {
  const [language] = LANGUAGES;
  const draft = draftIn(kind, { source, language, texts });
  const drafted = SECTION_IDS[kind].filter((id) => !reworded.includes(id)).map((id) => generatorOf(kind, id)(draft));
  const rules = drafted.flatMap(({ basis = [] }) => basis.filter((field) => source.rules[field].state === 'unknown'));
  const terms = drafted.flatMap((section) => (section.terms ?? []).filter((field) => draft.terms[field] === null || draft.terms[field] === ''));
  return [...new Set<string>([...rules, ...terms])];
}
