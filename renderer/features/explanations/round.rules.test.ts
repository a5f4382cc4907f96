import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckedQuestion } from '../../../src/contract/explanations.ts';
import { LetterId } from '../../../src/contract/ids.ts';
import { isOut, lacksOf, leftOf, partsOf, standingOf } from './round.rules.ts';

describe('how a round stands', () => {
  it('is late only while nothing was answered, and as decided once it is', () => {
    expect(standingOf({ state: 'asked', verdict: null, daysLeft: 0 })).toBe('asked');
    expect(standingOf({ state: 'asked', verdict: null, daysLeft: -1 })).toBe('late');
    expect(standingOf({ state: 'answered', verdict: null, daysLeft: -1 })).toBe('answered');
    const verdict = { verdict: 'insufficient' as const, note: '', at: '', author: '' };
    expect(standingOf({ state: 'decided', verdict, daysLeft: -1 })).toBe('insufficient');
  });
});

describe('that nothing was answered', () => {
  it('is offered only once the questions left', () => {
    const out = (state: 'queued' | 'uncertain' | 'sent' | 'practised') =>
      isOut({ letters: [{ letterId: LetterId.parse('00000000-0000-4000-8000-000000000001'), purpose: 'request', on: '2026-01-05', state, sentAt: null }] });
    expect((['queued', 'uncertain', 'sent', 'practised'] as const).map(out)).toEqual([false, false, true, true]);
  });
});

describe('what an answer leaves', () => {
  const checked = (question: CheckedQuestion['question'], mark: CheckedQuestion['mark']): CheckedQuestion => ({
    ...{ question, mark, proposed: mark, asked: true, passage: '', author: null },
  });

  it('is told apart: what it says nothing of, what is unclear, and what something tells against', () => {
    const questions = [checked('origin', 'unclear'), checked('consent', 'open'), checked('contact', 'answered'), checked('tool', 'open')];
    expect(leftOf({ questions, open: ['origin', 'consent', 'contact', 'tool'] })).toEqual({
      open: ['consent', 'tool'],
      unclear: ['origin'],
      again: ['contact'],
    });
    expect(lacksOf({ questions })).toEqual(['no_proof']);
  });
});

describe('a passage in a text', () => {
  it('is set apart, and nothing is lost or added', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (before, passage, after) => {
        const parts = partsOf(`${before}${passage}${after}`, passage);
        expect(parts.map(({ text }) => text).join('')).toBe(`${before}${passage}${after}`);
        expect(parts.filter(({ found }) => found).map(({ text }) => text)).toEqual(passage === '' ? [] : [passage]);
      }),
    );
    expect(partsOf('abc', 'x')).toEqual([{ text: 'abc', found: false }]);
  });
});
