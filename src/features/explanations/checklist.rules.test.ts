import { describe, expect, it } from 'vitest';
import { ANSWER_QUESTIONS } from '../../contract/answers.ts';
import { NEEDED_QUESTIONS, readAnswer } from '../incidents/index.ts';
import { checklist, type RoundFacts } from './checklist.rules.ts';

const HOW = { files: false, limitMonths: 36, today: '2026-11-23' };
const author = 'Anna';

function listOf(text: string, more: Partial<RoundFacts> = {}) {
  return checklist({ asked: ANSWER_QUESTIONS, before: null, reading: readAnswer(text, HOW), said: [], ...more }, NEEDED_QUESTIONS);
}

describe('a question that has to be asked again', () => {
  const OLD = 'Le dernier envoi était en 2019.';
  const contactOf = ({ questions }: Pick<ReturnType<typeof listOf>, 'questions'>) => questions.find(({ question }) => question === 'contact')?.mark;

  it.each([OLD, 'The last mailing was in 2019.', 'Последняя рассылка была в 2019 году.', 'We bought the list from a partner.'])(
    'is not shown as answered: %s',
    (text) => {
      const { questions, open } = listOf(text);
      expect(open.filter((question) => questions.find((each) => each.question === question)?.mark === 'answered')).toEqual([]);
    },
  );

  it('is answered again once a person lifts what told against it', () => {
    const { open, ...list } = listOf(OLD, { said: [{ objection: 'old_contacts', stands: false, author }] });
    expect([contactOf(list), open.includes('contact')]).toEqual(['answered', false]);
  });

  it('is left alone where a person says that it is answered', () => {
    const { open, ...list } = listOf(OLD, { said: [{ question: 'contact', mark: 'answered', author }] });
    expect([contactOf(list), open.includes('contact'), list.sufficient]).toEqual(['answered', false, false]);
  });

  it('is doubted also where an earlier round had answered it', () => {
    const before = listOf('We write every month.');
    expect(contactOf(before)).toBe('answered');
    const { open, ...list } = listOf(OLD, { asked: ['origin'], before });
    expect([contactOf(list), open.includes('contact')]).toEqual(['unclear', true]);
  });
});
