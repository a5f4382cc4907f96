import { describe, expect, it } from 'vitest';
import { ANSWER_QUESTIONS } from '../../contract/answers.ts';
import type { Block, PolicyText } from '../../contract/texts.ts';
import { rewordFor } from './wording.rules.ts';

const FULL: Block = { type: 'list', items: ANSWER_QUESTIONS.map((question) => `${question}?`) };
const ASKED: Block = { type: 'paragraph', text: '{{asked_now}}' };

function textOf(blocks: Block[]): PolicyText {
  return {
    language: 'en',
    title: 'Questions',
    subject: 'Questions (2026-001)',
    greeting: 'Hello',
    sections: [{ id: 'questions', title: 'Questions', blocks, rules: [] }],
  };
}
const blocksOf = (text: PolicyText): Block[] => text.sections.flatMap(({ blocks }) => blocks);
const point = (question: string): string => `in short: ${question}`;

describe('the text of a round', () => {
  it('lists each question that is asked once, in full', () => {
    const reword = rewordFor({ asked: ['consent', 'origin'], prefix: 'Request no. 2:', point });
    const text = reword(textOf([ASKED, FULL]));
    expect([text.subject, text.title]).toEqual(['Request no. 2: Questions (2026-001)', 'Request no. 2: Questions']);
    expect(blocksOf(text)).toEqual([ASKED, { type: 'list', items: ['origin?', 'consent?'] }]);
  });

  it('names them in short where the reseller’s own wording has another list, or none', () => {
    const reword = rewordFor({ asked: ['consent'], prefix: '', point });
    const own: Block = { type: 'list', items: ['Tell me all'] };
    expect(blocksOf(reword(textOf([ASKED, own])))).toEqual([ASKED, { type: 'list', items: ['in short: consent'] }, own]);
  });

  it('lists what the answer before said, before what is asked, also within a paragraph of the reseller', () => {
    const listed = { points: ['“A”: why', 'quotes {{deadline}}'], ask: 'Please answer.' };
    const reword = rewordFor({ asked: ['consent'], prefix: '', point, listed });
    const points: Block = { type: 'list', items: ['“A”: why', 'quotes { {deadline}}'] };
    expect(blocksOf(reword(textOf([ASKED, FULL])))).toEqual([
      ASKED,
      points,
      { type: 'paragraph', text: 'Please answer.' },
      { type: 'list', items: ['consent?'] },
    ]);
    const own: Block = { type: 'paragraph', text: 'Now: {{asked_now}} Thank you.' };
    const first: Block = { type: 'paragraph', text: 'Now: {{asked_now}}' };
    expect(blocksOf(reword(textOf([own, FULL]))).slice(0, 3)).toEqual([first, points, { type: 'paragraph', text: 'Please answer. Thank you.' }]);
    const inItem: Block = { type: 'list', items: ['{{asked_now}}'] };
    expect(blocksOf(reword(textOf([inItem])))).toEqual([{ type: 'list', items: ['{{asked_now}}\n“A”: why\nquotes { {deadline}}\nPlease answer.'] }]);
  });

  it('lists it also where the reseller asks in another section, or in the greeting, and fills in nothing that was answered', () => {
    const listed = { points: ['quotes {{{deadline}}}'], ask: 'Please answer.' };
    const reword = rewordFor({ asked: ANSWER_QUESTIONS, prefix: '', point, listed });
    const text = textOf([FULL]);
    const elsewhere: Block = { type: 'paragraph', text: '{{asked_now}} See {{list_name}}.' };
    const deadline: PolicyText['sections'][number] = { id: 'deadline', title: 'Until when', blocks: [elsewhere], rules: [] };
    const told = reword({ ...text, greeting: 'Hello. {{asked_now}}', sections: [...text.sections, deadline] });
    expect(told.greeting).toBe('Hello. {{asked_now}}\nquotes { { {deadline}}}\nPlease answer.');
    expect(told.sections.at(-1)?.blocks).toEqual([
      ASKED,
      { type: 'list', items: ['quotes { { {deadline}}}'] },
      { type: 'paragraph', text: 'Please answer.' },
      { type: 'paragraph', text: 'See {{list_name}}.' },
    ]);
  });

  it('stays as it is where everything is asked', () => {
    expect(rewordFor({ asked: ANSWER_QUESTIONS, prefix: '', point })(textOf([ASKED, FULL]))).toEqual(textOf([ASKED, FULL]));
  });
});
