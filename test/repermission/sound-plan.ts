import type { RepermissionPlan } from '../../src/contract/repermission.ts';

/** How many are in each group, as the client counted. */
export const BEFORE = { a: 500, b: 300, c: 900, d: 40 };
/** One message to the recent part of group B, through a platform, allowed by a lawyer. */
export const SOUND: Partial<RepermissionPlan> = {
  before: BEFORE,
  writesTo: ['b'],
  asked: 200,
  keepsRest: true,
  from: 'platform',
  rate: { count: 10, seconds: 60 },
  lawCountry: 'FR',
  lawSays: 'yes',
  answersUntil: '2026-02-01',
};
