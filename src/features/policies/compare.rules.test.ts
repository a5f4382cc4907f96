import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../shared/language.ts';
import { compareSentences, type SentenceDifference } from './compare.rules.ts';
import { sentencesIn } from './sentences.rules.ts';

const side = (differences: readonly SentenceDifference[], without: 'added' | 'removed'): string[] =>
  differences.filter(({ state }) => state !== without).map(({ parts }) => parts.flatMap(({ state, text }) => (state === without ? [] : [text])).join(''));

const word = fc.constantFrom(
  'you',
  'may',
  'send',
  '10',
  '20',
  'messages',
  'письма',
  'в',
  'час',
  'отправляйте',
  'vous',
  'pouvez',
  'envoyer',
  '{{domains}}',
  '—',
);
const sentence = fc.oneof(
  fc.array(word, { minLength: 1, maxLength: 14 }).map((words) => `${words.join(' ')}.`),
  fc.string({ minLength: 1, unit: 'grapheme' }),
);
const sentences = fc.array(sentence, { maxLength: 8 });

describe('comparing sentences', () => {
  test('loses nothing: same and removed make the old text, same and added the new one', () => {
    fc.assert(
      fc.property(sentences, sentences, fc.constantFrom(...LANGUAGES), (from, to, language) => {
        const differences = compareSentences(from, to, language);
        expect(side(differences, 'added')).toEqual(from);
        expect(side(differences, 'removed')).toEqual(to);
      }),
    );
  });

  test('says of each sentence what it is: its parts agree with its state', () => {
    fc.assert(
      fc.property(sentences, sentences, (from, to) => {
        for (const { state, parts } of compareSentences(from, to, 'en')) {
          if (state !== 'changed') expect(parts.map((part) => part.state)).toEqual([state]);
          else expect(parts.some((part) => part.state !== 'same')).toBe(true);
          for (const part of parts) expect(part.text).not.toBe('');
        }
      }),
    );
  });

  test('equal texts are the same throughout', () => {
    fc.assert(
      fc.property(sentences, (from) => {
        expect(compareSentences(from, from, 'fr').every(({ state }) => state === 'same')).toBe(true);
      }),
    );
  });

  test('shows a changed figure as one run inside a sentence that stayed', () => {
    expect(compareSentences(['Не более 10 писем в час.'], ['Не более 20 писем в час.'], 'ru')).toEqual([
      {
        state: 'changed',
        parts: [
          { state: 'same', text: 'Не более ' },
          { state: 'removed', text: '10' },
          { state: 'added', text: '20' },
          { state: 'same', text: ' писем в час.' },
        ],
      },
    ]);
  });

  test('keeps a replaced phrase in one run', () => {
    const [first] = compareSentences(['Please write to your host before you send.'], ['Please write to the old support desk before you send.'], 'en');
    expect(first?.parts.filter(({ state }) => state !== 'same')).toEqual([
      { state: 'removed', text: 'your host' },
      { state: 'added', text: 'the old support desk' },
    ]);
  });

  test('a sentence that has nothing to do with the old one is added, not changed', () => {
    expect(compareSentences(['Spam is forbidden.'], ['Remove bounced addresses.'], 'en').map(({ state }) => state)).toEqual(['removed', 'added']);
  });

  test('thousands of sentences that were all replaced are still compared', () => {
    const from = Array.from({ length: 2000 }, (_, index) => `Sentence ${index} of old.`);
    const to = Array.from({ length: 2000 }, (_, index) => `Phrase ${index} of new.`);
    const differences = compareSentences(from, to, 'en');
    expect(side(differences, 'added')).toEqual(from);
    expect(side(differences, 'removed')).toEqual(to);
  });
});

test('a section is read as sentences, a row of a table as one', () => {
  const blocks = [
    { type: 'paragraph' as const, text: 'First one. Second one?  Third' },
    { type: 'list' as const, items: ['An item. And more.', 'Last'] },
    {
      type: 'table' as const,
      head: ['Limit', 'Value'],
      rows: [
        ['Hour', '10'],
        ['', ''],
      ],
    },
  ];
  expect(sentencesIn({ blocks }, 'en')).toEqual(['First one.', 'Second one?', 'Third', 'An item.', 'And more.', 'Last', 'Limit | Value', 'Hour | 10']);
});
