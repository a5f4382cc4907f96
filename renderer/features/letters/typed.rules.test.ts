import { expect, test } from 'vitest';
import { typedFields, writtenWords } from './typed.rules.ts';

const field = (name: 'account' | 'cause' | 'measures', value: string) => ({ field: name, value });

test('takes what somebody typed, and nothing that the program words', () => {
  const fields = [field('cause', 'A form'), field('measures', ''), field('account', 'login')];
  expect(typedFields({ fields })).toEqual([field('cause', 'A form')]);
});

test('takes what a person wrote of somebody or put in here, and nothing else that the program words', () => {
  const fields = [
    { ...field('cause', 'The list of Bakery Smith'), source: 'case' },
    { ...field('account', 'login'), source: 'case' },
    { ...field('account', 'bakery'), source: 'by_hand' },
  ] as const;
  expect(writtenWords(fields)).toBe('The list of Bakery Smith\nbakery');
});
