import { expect, test } from 'vitest';
import { namedInWords, typedFields } from './typed.rules.ts';

const field = (name: 'account' | 'cause' | 'measures', value: string) => ({ field: name, value });

test('takes what somebody typed, and nothing that the program words', () => {
  const fields = [field('cause', 'A form'), field('measures', ''), field('account', 'login')];
  expect(typedFields({ fields })).toEqual([field('cause', 'A form')]);
});

test('finds names of clients in typed words, in any case, each once, and no short ones', () => {
  const fields = [field('cause', 'The mailing of BAKERY Smith to a bought list'), field('measures', 'Bakery Smith was asked')];
  expect(namedInWords(fields, ['Bakery Smith', 'Bakery Smith', 'AB', 'Florist'])).toEqual(['Bakery Smith']);
});
