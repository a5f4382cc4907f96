import { ANSWER_QUESTIONS, type AnswerQuestion } from '../../contract/answers.ts';
import type { Block, PolicyText } from '../../contract/texts.ts';

/** What a letter of a round says otherwise than the text it is made from. */
export interface Rewording {
  readonly asked: readonly AnswerQuestion[];
  /** Set before the subject, so that no two letters of a case look like the same sent again; empty = nothing. */
  readonly prefix: string;
  /** A question in short, where the text does not list them in full. */
  readonly point: (question: AnswerQuestion) => string;
}

/** The text with a subject of its own, and of its ten questions only those that are asked. A text that lists other than ten gets the asked ones in short. */
export function rewordFor({ asked, prefix, point }: Rewording): (text: PolicyText) => PolicyText {
  const isAll = ANSWER_QUESTIONS.every((question) => asked.includes(question));
  return (text) => ({
    ...text,
    subject: prefix === '' ? text.subject : `${prefix} ${text.subject}`,
    sections: isAll
      ? text.sections
      : text.sections.map((section) => (section.id === 'questions' ? { ...section, blocks: narrowed(section.blocks, { asked, point }) } : section)),
  });
}

function narrowed(blocks: readonly Block[], { asked, point }: Pick<Rewording, 'asked' | 'point'>): Block[] {
  const isFull = (block: Block): boolean => block.type === 'list' && block.items.length === ANSWER_QUESTIONS.length;
  if (!blocks.some(isFull)) {
    const short: Block = { type: 'list', items: asked.map(point) };
    return blocks.flatMap((block) => (block.type === 'paragraph' && block.text.includes('{{asked_now}}') ? [block, short] : [block]));
  }
  return blocks.map((block) =>
    block.type === 'list' && isFull(block)
      ? { ...block, items: block.items.filter((_item, index) => asked.some((question) => question === ANSWER_QUESTIONS[index])) }
      : block,
  );
}
