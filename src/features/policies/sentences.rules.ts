import type { Language } from '../../shared/language.ts';
import type { Wording } from './wording.rules.ts';

const CELLS_APART = ' | ';
const segmenters = new Map<string, Intl.Segmenter>();

function segmenter(language: Language, granularity: 'sentence' | 'word'): Intl.Segmenter {
  const key = `${language} ${granularity}`;
  const known = segmenters.get(key) ?? new Intl.Segmenter(language, { granularity });
  segmenters.set(key, known);
  return known;
}

/** The sentences of a line, without the spaces between them. */
export function sentencesOfLine(line: string, language: Language): string[] {
  return [...segmenter(language, 'sentence').segment(line)].map(({ segment }) => segment.trim()).filter((sentence) => sentence !== '');
}

/** Words, spaces and marks of a sentence: put together again they are the sentence. */
export function wordsOf(sentence: string, language: Language): string[] {
  return [...segmenter(language, 'word').segment(sentence)].map(({ segment }) => segment);
}

/** What is read as sentences: paragraphs and list items. */
export function proseIn({ blocks }: Pick<Wording, 'blocks'>, language: Language): string[] {
  const lines = blocks.flatMap((block) => (block.type === 'paragraph' ? [block.text] : block.type === 'list' ? block.items : []));
  return lines.flatMap((line) => sentencesOfLine(line, language));
}

/** Everything a section says, in order; a row of a table is one sentence, its cells apart by a bar. */
export function sentencesIn({ blocks }: Pick<Wording, 'blocks'>, language: Language): string[] {
  return blocks.flatMap((block) => {
    if (block.type !== 'table') return proseIn({ blocks: [block] }, language);
    const rows = block.head.length === 0 ? block.rows : [block.head, ...block.rows];
    return rows.filter((cells) => cells.some((cell) => cell.trim() !== '')).map((cells) => cells.join(CELLS_APART));
  });
}

/** True for a row of a table as `sentencesIn` says it. */
export function isRow(sentence: string): boolean {
  return sentence.includes(CELLS_APART);
}

const COUNTED = /(?<=\d)[,.\u00a0\u202f ](?=\d{3}(?!\d))/g;

/** The numbers a text states, as digits, thousands joined. */
export function figuresIn(text: string): string[] {
  return [...text.replace(COUNTED, '').matchAll(/\d+/g)].map(([digits]) => digits.replace(/^0+(?=\d)/, ''));
}
