import { isAsked, MERGE_FIELDS, type MergeField } from '../../contract/merge-fields.ts';
import type { Block, PolicyText, SectionId } from '../../contract/texts.ts';
import { canonicalJson } from '../../shared/canonical-json.ts';
import type { Language } from '../../shared/language.ts';
import { withOneStop } from '../../shared/one-stop.ts';
import { clip } from '../../shared/text.ts';
import { mapBlock } from '../policies/index.ts';

/** A field that is left out, or empty, has no value. */
export type MergeValues = Readonly<Partial<Record<MergeField, string>>>;

/** A notice as it is told: merged, headings numbered. Mail and PDF are both made from this object, and its hash covers it whole. */
export type NoticeContent = {
  readonly language: Language;
  readonly title: string;
  readonly subject: string;
  readonly greeting: string;
  readonly sections: readonly { readonly id: SectionId; readonly title: string; readonly blocks: readonly Block[] }[];
};

/** A text with its values. */
export interface Merged {
  readonly content: NoticeContent;
  /** What the hash is taken of. */
  readonly canonical: string;
  /** Fields the text uses and that have no value; they stand as `{{field}}` in the content. */
  readonly missing: readonly MergeField[];
}

/** Longest subject, in characters, however long the names in it are. */
const SUBJECT_LIMIT = 250;

const PLACEHOLDER = new RegExp(`\\{\\{(${MERGE_FIELDS.join('|')})\\}\\}`, 'g');

/**
 * Puts the values into a text, once: what looks like a placeholder inside a value stays as it is. The lines of a value are lines of its block;
 * where there can be only one line, they are one.
 */
export function mergeText(text: PolicyText, values: MergeValues): Merged {
  const missing = new Set<MergeField>();
  const field = new Map<string, MergeField>(MERGE_FIELDS.map((name) => [name, name]));
  const merge = (sentence: string): string => withOneStop(merged(sentence), values);
  const merged = (sentence: string): string =>
    sentence.replace(PLACEHOLDER, (placeholder, name: string) => {
      const known = field.get(name);
      if (known === undefined) return placeholder;
      const value = values[known] ?? '';
      if (value === '') missing.add(known);
      return value === '' ? placeholder : value;
    });
  const line = (sentence: string): string => merge(sentence).replaceAll('\n', ' ');
  const content: NoticeContent = {
    language: text.language,
    title: line(text.title),
    subject: clip(line(text.subject), SUBJECT_LIMIT),
    greeting: line(text.greeting),
    sections: text.sections.map(({ id, title, blocks }, index) => ({
      id,
      title: `${index + 1}. ${line(title)}`,
      blocks: blocks.map((block) => mapBlock(block, merge)),
    })),
  };
  return { content, canonical: canonicalJson(content), missing: MERGE_FIELDS.filter((name) => missing.has(name)) };
}

/**
 * A text without what it would say of facts that nobody knows: rows, items and paragraphs that name one are left out, and sections that say nothing any more. A sentence
 * that also says what the reader is asked for stays.
 */
export function withoutUnknown(text: PolicyText, unknown: readonly MergeField[]): PolicyText {
  const says = (...sentences: readonly string[]): boolean => {
    const named = fieldsOf(sentences);
    return !named.some((field) => unknown.includes(field)) || named.some(isAsked);
  };
  const blocks = (all: readonly Block[]): Block[] =>
    all.flatMap((block): Block[] => {
      if (block.type === 'paragraph') return says(block.text) ? [block] : [];
      if (block.type === 'list') {
        const items = block.items.filter((item) => says(item));
        return items.length === 0 ? [] : [{ ...block, items }];
      }
      const rows = block.rows.filter((row) => says(...row));
      return rows.length === 0 ? [] : [{ ...block, rows }];
    });
  const sections = text.sections.map((section) => ({ ...section, blocks: blocks(section.blocks) })).filter((section) => section.blocks.length > 0);
  return { ...text, sections };
}

/** The merge fields a text uses. */
export function fieldsOf(text: PolicyText | readonly string[]): MergeField[] {
  const used = new Set([...JSON.stringify(text).matchAll(PLACEHOLDER)].map((match) => match[1]));
  return MERGE_FIELDS.filter((name) => used.has(name));
}

/** The fields a text uses that have no value: what keeps a notice from being issued. */
export function missingIn(text: PolicyText, values: MergeValues): MergeField[] {
  return fieldsOf(text).filter((name) => (values[name] ?? '') === '');
}
