import { expect, it } from 'vitest';
import { askedFirst } from './asked-first.ts';

it('is who stands out clearly alone, else everybody with signs', () => {
  const named = (...labels: ('strong' | 'possible' | 'weak' | null)[]) =>
    askedFirst(labels.map((label, place) => ({ label, place }))).map(({ place }) => place);
  expect(named('strong', 'possible', 'weak', null)).toEqual([0]);
  expect(named('possible', 'weak', null)).toEqual([0, 1]);
  expect(named(null)).toEqual([]);
});
