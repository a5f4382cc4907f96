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

  it('is answered by a clear day in a later round, while a person still has to lift what was said before', () => {
    const before = listOf(OLD);
    const { open, objections, ...list } = listOf('Dernier contact : octobre 2026', { asked: ['contact'], before });
    expect(list.questions.find(({ question }) => question === 'contact')).toMatchObject({ mark: 'answered', passage: 'Dernier contact : octobre 2026' });
    expect([open.includes('contact'), list.sufficient]).toEqual([false, false]);
    expect(objections.find(({ objection }) => objection === 'old_contacts')?.stands).toBe(true);
  });

  it('is doubted also where an earlier round had answered it', () => {
    const before = listOf('We write every month.');
    expect(contactOf(before)).toBe('answered');
    const { open, ...list } = listOf(OLD, { asked: ['origin'], before });
    expect([contactOf(list), open.includes('contact')]).toEqual(['unclear', true]);
  });
});

describe('an objection of an earlier round', () => {
  const GIFT = 'Ce sont des prospects, inscrits pour un cadeau.';
  const CONSENT = 'Chacun a coché une case et donné son accord ; trois enregistrements sont joints.';
  const giftOf = ({ objections }: Pick<ReturnType<typeof listOf>, 'objections'>) => objections.find(({ objection }) => objection === 'gift');
  const before = listOf(GIFT, { said: [{ objection: 'gift', stands: true, author }] });

  it('bears the name of whoever said so as long as it stands', () => {
    expect(giftOf(listOf('Bonjour.', { before }))).toMatchObject({ stands: true, author });
  });

  it('is nobody’s word once an answer makes it fall, as no person lifted it', () => {
    expect(giftOf(listOf(CONSENT, { before }))).toMatchObject({ stands: false, author: null });
  });

  it('leaves no name on a question that it makes doubtful', () => {
    const answered = listOf(CONSENT, { said: [{ question: 'contact', mark: 'answered', author }] });
    const doubted = listOf('Le dernier envoi était en 2019.', { asked: ['origin'], before: answered });
    expect(doubted.questions.find(({ question }) => question === 'contact')).toMatchObject({ mark: 'unclear', author: null });
  });
});
