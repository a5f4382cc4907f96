import { ORPCError } from '@orpc/client';
import { expect, it } from 'vitest';
import { fail } from '../../contract/fail.ts';
import { wordsIn } from '../words.ts';
import { describeFailure } from './failure.ts';

it.each([
  ['en', 'It is this field: smtp.host'],
  ['fr', 'Il s’agit de ce champ\u00a0: smtp.host'],
  ['ru', 'Речь об этом поле: smtp.host'],
] as const)('names the field that is not in the expected form, in %s', (language, words) => {
  const { sentence, params } = describeFailure(fail('invalid_input', { path: 'smtp.host' }), wordsIn(language));
  expect(sentence.endsWith(` ${words}`)).toBe(true);
  expect(params).toEqual({ path: 'smtp.host' });
});

it('names it for what another process refused too', () => {
  const refused = new ORPCError('invalid_input', { data: { path: 'days' } });
  expect(describeFailure(refused, wordsIn('en'))).toMatchObject({ exitCode: 1, code: 'invalid_input', sentence: expect.stringMatching(/: days$/) });
});

it.each([{}, { path: '' }])('names none where all of the input is meant: %j', (params) => {
  expect(describeFailure(fail('invalid_input', params), wordsIn('en')).sentence).toMatch(/try again\.$/);
});
