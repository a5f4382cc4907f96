import { expect, it } from 'vitest';
import { listNamed } from './list-name.rules.ts';

const LISTS = [
  { name: 'Spamhaus ZEN', subjects: ['ip4', 'ip6'] },
  { name: 'Spamhaus DBL', subjects: ['domain'] },
  { name: 'UCEPROTECT 1', subjects: ['ip4'] },
  { name: 'UCEPROTECT 2', subjects: ['ip4'] },
] as const satisfies Parameters<typeof listNamed>[0];
const named = (list: string, listed = '203.0.113.9') =>
  listNamed(
    LISTS.map(({ name, subjects }) => ({ name, subjects: [...subjects] })),
    { list, listed },
  )?.name;

it('finds the list of a name, or the only one of its house that lists such a thing', () => {
  expect([named(' spamhaus zen '), named('Spamhaus'), named('spamhaus', 'shop.example')]).toEqual(['Spamhaus ZEN', 'Spamhaus ZEN', 'Spamhaus DBL']);
});

it('guesses no list', () => {
  expect([named('UCEPROTECT'), named(''), named('Trend Micro ERS'), named('Spamhaus ZEN', 'shop.example'), named('Spam')]).toEqual(Array(5).fill(undefined));
});
