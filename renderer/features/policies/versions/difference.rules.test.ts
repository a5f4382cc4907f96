import { describe, expect, it } from 'vitest';
import { isChanged, summaryOf } from './difference.rules.ts';

const same = { id: 'why', title: 'Why', sentences: [{ state: 'same' as const, parts: [{ state: 'same' as const, text: 'Nothing new here.' }] }] };
const changed = {
  id: 'limits',
  title: 'Limits',
  sentences: [
    { state: 'same' as const, parts: [{ state: 'same' as const, text: 'These limits hold.' }] },
    {
      state: 'changed' as const,
      parts: [
        { state: 'same' as const, text: 'At most ' },
        { state: 'removed' as const, text: '1,000' },
        { state: 'added' as const, text: '200 e-mails' },
        { state: 'same' as const, text: ' an hour.' },
      ],
    },
    { state: 'added' as const, parts: [{ state: 'added' as const, text: 'Write to {{support_address}}, l’adresse.' }] },
  ],
};

describe('how much differs', () => {
  it('tells a changed section from one that reads the same', () => {
    expect([same, changed].map(isChanged)).toEqual([false, true]);
  });

  it('counts changed sections and words, a merge field as one', () => {
    expect(summaryOf([same, changed])).toEqual({ sections: 1, added: 6, removed: 1 });
  });

  it('counts nothing where nothing differs', () => {
    expect(summaryOf([same])).toEqual({ sections: 0, added: 0, removed: 0 });
  });
});
