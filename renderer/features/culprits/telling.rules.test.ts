import { expect, it } from 'vitest';
import type { Reason } from '../../../src/contract/culprits.ts';
import { tellingFirst } from './telling.rules.ts';

it('puts what the host did before how the mail left and when, and leaves out what the head of a card says', () => {
  const codes: Reason['code'][] = ['excess_share', 'above_usual', 'night', 'after_block', 'new_script', 'suspended_by_host'];
  const said = tellingFirst(codes.map((code) => ({ code, facts: {} }))).map(({ code }) => code);
  expect(said).toEqual(['suspended_by_host', 'new_script', 'night', 'after_block']);
});
