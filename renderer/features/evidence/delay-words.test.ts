import { expect, it } from 'vitest';
import { delayWords } from './delay-words.ts';

it.each([
  ['en', 0, '0 minutes'],
  ['en', 0.25, '15 minutes'],
  ['en', 1, '1 hour'],
  ['fr', 30, '30 heures'],
  ['ru', 47.9, '48 часов'],
  ['ru', 60, '2,5 дня'],
  ['en', 245, '10 days'],
])('in %s, %d hours are %s', (language, hours, words) => {
  expect(delayWords(language, hours).replaceAll('\u00a0', ' ')).toBe(words);
});
