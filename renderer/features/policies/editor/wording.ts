import type { Block, PolicyText } from '../../../../src/contract/texts.ts';
import { parseBlocks, printBlocks } from '../../../../src/shared/block-markup.ts';

/** The place of title, subject and greeting among the sections of a text. */
export const HEAD = 'head';

/** The wording of a section as it is typed. In the head, `markup` holds subject and greeting with a blank line between. */
export interface Wording {
  readonly title: string;
  readonly markup: string;
}

/** The wording of a section of a text; undefined when the text has no such section. */
export function wordingOf(text: PolicyText, section: string): Wording | undefined {
  if (section === HEAD) return { title: text.title, markup: headMarkup(text.subject, text.greeting) };
  const found = text.sections.find(({ id }) => id === section);
  return found && { title: found.title, markup: printBlocks(found.blocks) };
}

/** A typed wording as the contract takes it. */
export function blocksOf(section: string, { title, markup }: Wording): { title: string; blocks: Block[] } {
  if (section !== HEAD) return { title: title.trim(), blocks: parseBlocks(markup) };
  const { subject, greeting } = headParts(markup);
  return { title: title.trim(), blocks: [subject, greeting].map((text) => ({ type: 'paragraph', text: text.trim() })) };
}

/** Subject and greeting of a head. */
export function headParts(markup: string): { subject: string; greeting: string } {
  const [subject = '', ...greeting] = markup.split('\n\n');
  return { subject, greeting: greeting.join('\n\n') };
}

/** Subject (one line) and greeting as one text. */
export function headMarkup(subject: string, greeting: string): string {
  return `${subject.replaceAll(/\s*\n\s*/g, ' ')}\n\n${greeting}`;
}

/** True when both say the same once they are read. */
export function isSameWording(section: string, one: Wording, other: Wording): boolean {
  return JSON.stringify(blocksOf(section, one)) === JSON.stringify(blocksOf(section, other));
}

/** Where a sentence stands in typed markup, whatever signs of the markup are between its words; undefined when it is not there. */
export function findSentence(markup: string, sentence: string): { start: number; end: number } | undefined {
  const words = sentence.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return undefined;
  const pattern = words.map((word) => [...word].map(signPattern).join('')).join(String.raw`(?:\s|\||^- )+`);
  const found = new RegExp(pattern, 'mu').exec(markup);
  return found === null ? undefined : { start: found.index, end: found.index + found[0].length };
}

function signPattern(sign: string): string {
  const plain = sign.replace(/[\^$\\.*+?()[\]{}|/]/, String.raw`\$&`);
  return /[\\|-]/.test(sign) ? String.raw`\\?${plain}` : plain;
}
