import { describe, expect, it } from 'vitest';
import { FIRST_QUESTION, isNarrow, isSame, sortedBy } from './view.rules.ts';

describe('isSame', () => {
  it('ignores the order in which filters were chosen', () => {
    const withOnly = (only: ('silent' | 'failing')[]) => ({ ...FIRST_QUESTION, filter: { ...FIRST_QUESTION.filter, only } });
    expect(isSame(withOnly(['silent', 'failing']), withOnly(['failing', 'silent']))).toBe(true);
    expect(isSame(withOnly(['silent']), FIRST_QUESTION)).toBe(false);
    expect(isSame({ ...FIRST_QUESTION, span: 'd7' }, FIRST_QUESTION)).toBe(false);
  });
});

describe('isNarrow', () => {
  it('sees a filter, but not a span', () => {
    expect(isNarrow({ ...FIRST_QUESTION, span: 'd30' })).toBe(false);
    expect(isNarrow({ ...FIRST_QUESTION, filter: { ...FIRST_QUESTION.filter, search: 'a' } })).toBe(true);
  });
});

describe('sortedBy', () => {
  it('begins figures with the highest and names with A, and turns round when pressed again', () => {
    expect(sortedBy(FIRST_QUESTION, 'failed')).toMatchObject({ sort: 'failed', descending: true });
    expect(sortedBy(FIRST_QUESTION, 'login')).toMatchObject({ sort: 'login', descending: false });
    expect(sortedBy(FIRST_QUESTION, 'sent').descending).toBe(false);
  });
});
