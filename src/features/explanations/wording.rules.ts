import { ANSWER_QUESTIONS, type AnswerQuestion } from '../../contract/answers.ts';
import type { Block, PolicyText } from '../../contract/texts.ts';
import { mapBlock } from '../policies/index.ts';

/** What a letter of a round says otherwise than the text it is made from. */
export interface Rewording {
  readonly asked: readonly AnswerQuestion[];
  /** Set before the subject, so that no two letters of a case look like the same sent again; empty = nothing. */
  readonly prefix: string;
  /** A question in short, where the text does not list them in full. */
  readonly point: (question: AnswerQuestion) => string;
  /** What the answer before said, a point each, and the sentence behind them; left out = nothing is listed. */
  readonly listed?: { readonly points: readonly string[]; readonly ask: string } | undefined;
}

/** Stands for what is asked now. */
const ASKED_NOW = '{{asked_now}}';

/**
 * The text with a subject of its own, with what is listed below what it says of the asking, and of its ten questions only those that are asked. A text that lists other than
 * ten gets the asked ones in short.
 */
export function rewordFor({ asked, prefix, point, listed }: Rewording): (text: PolicyText) => PolicyText {
  const isAll = ANSWER_QUESTIONS.every((question) => asked.includes(question));
  const reworded = (blocks: readonly Block[]): Block[] => {
    const own = isAll ? [...blocks] : narrowed(blocks, { asked, point });
    return listed === undefined ? own : own.flatMap((block) => withListed(block, listed));
  };
  return (text) => ({
    ...text,
    subject: prefix === '' ? text.subject : `${prefix} ${text.subject}`,
    sections: text.sections.map((section) => (section.id === 'questions' ? { ...section, blocks: reworded(section.blocks) } : section)),
  });
}

/** A list of its own behind a paragraph; where a text has no paragraph for it, lines. */
function withListed(block: Block, { points, ask }: NonNullable<Rewording['listed']>): Block[] {
  // These are words of others: a placeholder among them is none.
  const plain = points.map((each) => each.replaceAll('{{', '{ {'));
  if (block.type !== 'paragraph') return [mapBlock(block, (text) => text.replace(ASKED_NOW, () => [ASKED_NOW, ...plain, ask].join('\n')))];
  if (!block.text.includes(ASKED_NOW)) return [block];
  const end = block.text.indexOf(ASKED_NOW) + ASKED_NOW.length;
  return [
    { type: 'paragraph', text: block.text.slice(0, end) },
    { type: 'list', items: plain },
    { type: 'paragraph', text: `${ask}${block.text.slice(end)}` },
  ];
}

function narrowed(blocks: readonly Block[], { asked, point }: Pick<Rewording, 'asked' | 'point'>): Block[] {
  const isFull = (block: Block): boolean => block.type === 'list' && block.items.length === ANSWER_QUESTIONS.length;
  if (!blocks.some(isFull)) {
    const short: Block = { type: 'list', items: asked.map(point) };
    return blocks.flatMap((block) => (block.type === 'paragraph' && block.text.includes(ASKED_NOW) ? [block, short] : [block]));
  }
  return blocks.map((block) =>
    block.type === 'list' && isFull(block)
      ? { ...block, items: block.items.filter((_item, index) => asked.some((question) => question === ANSWER_QUESTIONS[index])) }
      : block,
  );
}
