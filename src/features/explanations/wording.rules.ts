import { ANSWER_QUESTIONS, type AnswerQuestion } from '../../contract/answers.ts';
import type { Block, PolicyText } from '../../contract/texts.ts';
import { mapBlock } from '../policies/index.ts';

/** What a letter of a round says otherwise than the text it is made from. */
export interface Rewording {
  readonly asked: readonly AnswerQuestion[];
  /** Set before subject and title, so that no two letters of a case look like the same sent again; empty = nothing. */
  readonly prefix: string;
  /** A question in short, where the text does not list them in full. */
  readonly point: (question: AnswerQuestion) => string;
  /** What the answer before said, a point each, and the sentence behind them; left out = nothing is listed. */
  readonly listed?: { readonly points: readonly string[]; readonly ask: string } | undefined;
}

/** Stands for what is asked now. */
const ASKED_NOW = '{{asked_now}}';

/**
 * The text with a subject of its own, with what is listed below what it says of the asking, wherever that stands, and of its ten questions only those that are asked. A text
 * that lists other than ten gets the asked ones in short.
 */
export function rewordFor({ asked, prefix, point, listed }: Rewording): (text: PolicyText) => PolicyText {
  const isAll = ANSWER_QUESTIONS.every((question) => asked.includes(question));
  const questions = (blocks: readonly Block[]): readonly Block[] => (isAll ? blocks : narrowed(blocks, { asked, point }));
  const told = (blocks: readonly Block[]): Block[] => (listed === undefined ? [...blocks] : blocks.flatMap((block) => withListed(block, listed)));
  const withPrefix = (line: string): string => (prefix === '' ? line : `${prefix} ${line}`);
  return (text) => ({
    ...text,
    title: withPrefix(text.title),
    subject: withPrefix(text.subject),
    greeting: listed === undefined ? text.greeting : inLines(text.greeting, listed),
    sections: text.sections.map((section) => ({ ...section, blocks: told(section.id === 'questions' ? questions(section.blocks) : section.blocks) })),
  });
}

type Listed = NonNullable<Rewording['listed']>;

/** These are words of others: a placeholder among them is none. */
const plain = (points: readonly string[]): string[] => points.map((each) => each.replace(/\{(?=\{)/g, '{ '));

const inLines = (text: string, { points, ask }: Listed): string => text.replace(ASKED_NOW, () => [ASKED_NOW, ...plain(points), ask].join('\n'));

/** A list of its own behind a paragraph; where a text has no paragraph for it, lines. */
function withListed(block: Block, listed: Listed): Block[] {
  if (block.type !== 'paragraph') return [mapBlock(block, (text) => inLines(text, listed))];
  if (!block.text.includes(ASKED_NOW)) return [block];
  const end = block.text.indexOf(ASKED_NOW) + ASKED_NOW.length;
  const [before, after] = [block.text.slice(0, end), block.text.slice(end)];
  // What may be left out, as nobody knows it, takes the asking not along.
  const asking = after.includes('{{') ? [listed.ask, after.trim()] : [`${listed.ask}${after}`];
  return [{ type: 'paragraph', text: before }, { type: 'list', items: plain(listed.points) }, ...asking.map((text): Block => ({ type: 'paragraph', text }))];
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
