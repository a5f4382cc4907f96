import { expect, it } from 'vitest';
import { RUNGS } from '../../../src/contract/evidence.ts';
import { STEPS, stepOf } from './strength.rules.ts';

it('has a step for each rung that shows something, in the order of the ladder, and none for practice and drafts', () => {
  expect(RUNGS.map(stepOf)).toEqual([0, 0, 1, 2, 3, 4, 5, 6, 7]);
  expect(STEPS).toBe(7);
});
