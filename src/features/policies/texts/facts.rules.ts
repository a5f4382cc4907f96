import type { Block, PolicyText, Section } from '../../../contract/texts.ts';

/** The sentences of a block, in reading order. */
function sentencesOfBlock(block: Block): string[] {
  if (block.type === 'paragraph') return [block.text];
  return block.type === 'list' ? block.items : [...block.head, ...block.rows.flat()];
}

/** Title and sentences of a section, in reading order. */
export function sentencesOfSection({ title, blocks }: Pick<Section, 'title' | 'blocks'>): string[] {
  return [title, ...blocks.flatMap(sentencesOfBlock)];
}

/** Every sentence of a text, in reading order. */
export function sentencesOf({ title, subject, greeting, sections }: Pick<PolicyText, 'title' | 'subject' | 'greeting' | 'sections'>): string[] {
  return [title, subject, greeting, ...sections.flatMap(sentencesOfSection)];
}

/** Names between double braces in sentences, each once, sorted. */
export function fieldsIn(sentences: readonly string[]): string[] {
  const found = sentences.flatMap((sentence) => [...sentence.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].map((match) => match[1] ?? ''));
  return [...new Set(found)].sort();
}
