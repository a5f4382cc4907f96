import type { z } from 'zod';
import type { SectionDifference } from '../../../../src/contract/texts.ts';

type Section = z.infer<typeof SectionDifference>;

/** How much differs between two texts, in words a person would count. */
export interface DifferenceSummary {
  readonly sections: number;
  readonly added: number;
  readonly removed: number;
}

/** True for a section that does not read the same. */
export function isChanged({ sentences }: Section): boolean {
  return sentences.some(({ state }) => state !== 'same');
}

/** Counts sections that changed, and words that came and went. Merge fields count as one word. */
export function summaryOf(sections: readonly Section[]): DifferenceSummary {
  const parts = sections.flatMap(({ sentences }) => sentences.flatMap((sentence) => sentence.parts));
  const count = (state: 'added' | 'removed') => parts.filter((part) => part.state === state).reduce((sum, { text }) => sum + wordsIn(text), 0);
  return { sections: sections.filter(isChanged).length, added: count('added'), removed: count('removed') };
}

function wordsIn(text: string): number {
  return text.match(/\{\{\w+\}\}|[\p{L}\p{N}]+(?:[’'.,@:/-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}
