import { describe, expect, it } from 'vitest';
import { blocksOf, findSentence, HEAD, headMarkup, headParts, isSameWording, wordingOf } from './wording.ts';

const TEXT = {
  language: 'en' as const,
  title: 'Mailing policy',
  subject: 'Policy, version {{version_number}}',
  greeting: 'Hello,',
  sections: [{ id: 'why', title: 'Why', blocks: [{ type: 'list' as const, items: ['one', 'two'] }], rules: ['000-01'] }],
};

describe('wording of a section', () => {
  it('shows the head as a title and two parts, and takes them back', () => {
    const head = wordingOf(TEXT, HEAD);
    expect(head).toEqual({ title: 'Mailing policy', markup: 'Policy, version {{version_number}}\n\nHello,' });
    expect(head && blocksOf(HEAD, head)).toEqual({
      title: 'Mailing policy',
      blocks: [
        { type: 'paragraph', text: 'Policy, version {{version_number}}' },
        { type: 'paragraph', text: 'Hello,' },
      ],
    });
  });

  it('keeps two parts of a head when one is empty', () => {
    expect(headParts(headMarkup('', 'Hello,'))).toEqual({ subject: '', greeting: 'Hello,' });
    expect(headParts(headMarkup('two\nlines', 'Hello,\n\nagain'))).toEqual({ subject: 'two lines', greeting: 'Hello,\n\nagain' });
  });

  it('shows a section as markup; the text has no section of another name', () => {
    expect(wordingOf(TEXT, 'why')).toEqual({ title: 'Why', markup: '- one\n- two' });
    expect(wordingOf(TEXT, 'law')).toBeUndefined();
  });

  it('takes two ways of typing the same for the same', () => {
    expect(isSameWording('why', { title: 'Why', markup: '- one\n- two' }, { title: ' Why ', markup: '-   one\n- two\n\n' })).toBe(true);
    expect(isSameWording('why', { title: 'Why', markup: '- one' }, { title: 'Why', markup: 'one' })).toBe(false);
  });
});

describe('finding a sentence', () => {
  const find = (markup: string, sentence: string) => {
    const found = findSentence(markup, sentence);
    return found && markup.slice(found.start, found.end);
  };

  it('finds it across lines, cells and masked signs', () => {
    expect(find('First.\n\nAsk {{host_name}}\nbefore sending. Then go.', 'Ask {{host_name}} before sending.')).toBe('Ask {{host_name}}\nbefore sending.');
    expect(find('| per hour | 100 \\| 200 |', 'per hour 100 | 200')).toBe('per hour | 100 \\| 200');
  });

  it('finds nothing for words that are not there, and none for no words', () => {
    expect(find('First.', 'Second.')).toBeUndefined();
    expect(find('First.', ' ')).toBeUndefined();
  });
});
