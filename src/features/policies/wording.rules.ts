import { z } from 'zod';
import { MERGE_FIELDS } from '../../contract/merge-fields.ts';
import { Block, type PolicyText, SECTION_IDS, type Section, type SectionId, type TextKind } from '../../contract/texts.ts';
import { canonicalJson } from '../../shared/canonical-json.ts';
import { singleLine } from '../../shared/text.ts';

/** Title, subject and greeting, which are edited like a section: a title and two paragraphs. */
export const HEAD: SectionId = 'head';

/** What of a section can be worded: its title and its blocks. */
export const Wording = z.object({ title: z.string(), blocks: z.array(Block) });
export type Wording = z.infer<typeof Wording>;

/** Everything of a text that can be worded, in order. */
export function placesOf(kind: TextKind): readonly SectionId[] {
  return [HEAD, ...SECTION_IDS[kind]];
}

/** The wording of a section, or of the head; undefined when the text has no such section. */
export function wordingOf(text: PolicyText, section: SectionId): Wording | undefined {
  if (section === HEAD) {
    const paragraphs = [text.subject, text.greeting].map((line): Block => ({ type: 'paragraph', text: line }));
    return { title: text.title, blocks: paragraphs };
  }
  const found = text.sections.find(({ id }) => id === section);
  return found === undefined ? undefined : { title: found.title, blocks: found.blocks };
}

/** The text with another wording of one section. Ids and source rules of the section stay. */
export function withWording(text: PolicyText, section: SectionId, wording: Wording): PolicyText {
  if (section === HEAD) {
    const [subject = '', greeting = ''] = wording.blocks.flatMap((block) => (block.type === 'paragraph' ? [block.text] : []));
    return { ...text, title: wording.title, subject, greeting };
  }
  const sections = text.sections.map((each): Section => (each.id === section ? { ...each, ...wording } : each));
  return { ...text, sections };
}

/** True for a wording that can stand as the head: two paragraphs. */
export function isHead({ blocks }: Wording): boolean {
  return blocks.length === 2 && blocks.every((block) => block.type === 'paragraph');
}

/** The same wording with every text on one line and merge fields written the one way they are known by: `{{ client_name }}` is `{{client_name}}`. */
export function plainWording({ title, blocks }: Wording): Wording {
  return { title: plain(title), blocks: blocks.map((block) => mapBlock(block, plain)) };
}

const LOOSE_FIELD = new RegExp(`\\{\\{\\s*(${MERGE_FIELDS.join('|')})\\s*\\}\\}`, 'gi');

function plain(text: string): string {
  return singleLine(text).replace(LOOSE_FIELD, (_, name: string) => `{{${name.toLowerCase()}}}`);
}

/** A block with every text in it changed. */
export function mapBlock(block: Block, change: (text: string) => string): Block {
  switch (block.type) {
    case 'paragraph':
      return { type: 'paragraph', text: change(block.text) };
    case 'list':
      return { type: 'list', items: block.items.map(change) };
    case 'table':
      return { type: 'table', head: block.head.map(change), rows: block.rows.map((row) => row.map(change)) };
  }
}

/** True for two wordings of the very same words and blocks; null stands for the generated one. */
export function sameWording(a: Wording | null, b: Wording | null): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
