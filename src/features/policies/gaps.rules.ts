import { mayUse } from '../../contract/merge-fields.ts';
import type { Block, Gap, PolicyText, SectionId, SectionState, TextKind, Trilingual } from '../../contract/texts.ts';
import { LANGUAGES, type Language } from '../../shared/language.ts';
import { fieldsIn, sentencesOfSection } from './texts/index.ts';
import { HEAD, placesOf, type Wording, wordingOf } from './wording.rules.ts';

/** How the sections of each sibling stand. */
export type States = readonly { readonly language: Language; readonly sections: readonly SectionState[] }[];

/** A text in all its languages, and how its sections stand. */
export interface Siblings {
  readonly kind: TextKind;
  readonly texts: readonly PolicyText[];
  readonly states: States;
}

/** What keeps siblings from being published; empty when nothing does. */
export function gapsOf(siblings: Siblings): Gap[] {
  return [...LANGUAGES.flatMap((language) => gapsIn(siblings, language)), ...differentFacts(siblings)];
}

function gapsIn({ kind, texts, states }: Siblings, language: Language): Gap[] {
  const text = texts.find((each) => each.language === language);
  if (text === undefined) return [{ language, section: null, code: 'missing' }];
  const sections = states.find((each) => each.language === language)?.sections ?? [];
  return placesOf(kind).flatMap((section): Gap[] => {
    const gap = (code: Gap['code']): Gap => ({ language, section, code });
    const wording = wordingOf(text, section);
    if (wording === undefined) return [gap('missing')];
    const state = sections.find(({ id }) => id === section);
    return [
      ...(isEmpty(wording) ? [gap('empty')] : []),
      ...(state?.behind === true ? [gap('behind')] : []),
      ...(state?.outdated === true ? [gap('outdated')] : []),
      ...(unknownFields(kind, sentencesOfSection(wording)).length > 0 ? [gap('unknown_field')] : []),
    ];
  });
}

/** A title without words, no block, a block without content, or a sentence that is blank. A cell may be, unless its whole row is. */
function isEmpty({ title, blocks }: Wording): boolean {
  return title.trim() === '' || blocks.length === 0 || blocks.some(isEmptyBlock);
}

function isEmptyBlock(block: Block): boolean {
  const blank = (text: string): boolean => text.trim() === '';
  switch (block.type) {
    case 'paragraph':
      return blank(block.text);
    case 'list':
      return block.items.length === 0 || block.items.some(blank);
    case 'table':
      return block.rows.length === 0 || block.rows.some((row) => row.every(blank)) || (block.head.length > 0 && block.head.every(blank));
  }
}

/** Everything between braces that no value will replace: names the text may not use, and braces left open. */
export function unknownFields(kind: TextKind, sentences: readonly string[]): string[] {
  const found = sentences.flatMap((sentence) => {
    const rest = sentence.replace(/\{\{([^{}]*)\}\}/g, (whole, name: string) => (mayUse(kind, name) ? ' ' : whole));
    return [...rest.matchAll(/\{\{[^{}]*\}\}|\{\{|\}\}/g)].map(([braces]) => braces);
  });
  return [...new Set(found)];
}

/** Sections whose siblings do not say the same: other merge fields, other rules, or blocks of another shape. Two that agree outvote the third. */
function differentFacts({ kind, texts }: Siblings): Gap[] {
  if (texts.length < LANGUAGES.length) return [];
  return placesOf(kind).flatMap((section): Gap[] => {
    const facts = texts.map((text) => ({ language: text.language, facts: factsOf(text, section) }));
    if (new Set(facts.map((each) => each.facts)).size === 1) return [];
    const odd = facts.filter((each) => facts.filter((other) => other.facts === each.facts).length === 1);
    const [only] = odd;
    return [{ language: odd.length === 1 && only !== undefined ? only.language : null, section, code: 'different_facts' }];
  });
}

function factsOf(text: PolicyText, section: SectionId): string {
  const wording = wordingOf(text, section);
  const rules = section === HEAD ? [] : text.sections.find(({ id }) => id === section)?.rules;
  return JSON.stringify([wording === undefined ? [] : fieldsIn(sentencesOfSection(wording)), rules ?? [], wording?.blocks.map(shapeOf) ?? []]);
}

function shapeOf(block: Block): string {
  return block.type === 'table' ? `table ${block.head.length} ${block.rows.length}` : block.type === 'list' ? `list ${block.items.length}` : 'paragraph';
}

/** Languages whose changelog is missing: given in another language, or due because clients have to read a material version anew. */
export function changelogGaps(changelog: Trilingual, { number, material }: { readonly number: number; readonly material: boolean }): Gap[] {
  const due = LANGUAGES.some((language) => changelog[language] !== '') || (material && number > 1);
  return due ? LANGUAGES.filter((language) => changelog[language] === '').map((language) => ({ language, section: null, code: 'changelog_missing' })) : [];
}

/** Gaps as one line of codes: "fr limits: behind, ru: changelog_missing". */
export function gapsInCodes(gaps: readonly Gap[]): string {
  return gaps.map(({ language, section, code }) => `${[language, section].filter((part) => part !== null).join(' ')}: ${code}`).join(', ');
}
