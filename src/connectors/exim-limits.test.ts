import { expect, it } from 'vitest';
import { limitIn, limitReached } from './exim-limits.ts';

it.each([
  [
    'Domain alpha.example has exceeded the max emails per hour (150/150 (100%)) allowed.  Message discarded.',
    { kind: 'emails', domain: 'alpha.example', used: 150, limit: 150 },
  ],
  [
    '550 Domain Alpha.Example has exceeded the max emails per hour (51/50 allowed). Message will be reattempted later.',
    { kind: 'emails', domain: 'alpha.example', used: 51, limit: 50 },
  ],
  ['domain a.example HAS EXCEEDED THE MAX EMAILS PER HOUR (200) allowed. Message discarded.', { kind: 'emails', domain: 'a.example', used: null, limit: 200 }],
  [
    'enforce_mail_permissions: Domain a.example has exceeded the max defers and failures per hour (5/5 (100%)) allowed. Message discarded.',
    { kind: 'defers_and_failures', domain: 'a.example', used: 5, limit: 5 },
  ],
  ['550 5.1.1 User unknown', null],
])('reads %s', (text, expected) => {
  expect(limitReached(text)).toEqual(expected);
});

it('finds the limit in what counts against it', () => {
  expect(['150/150', '5/5 (100%)', '', '1', '0/0', 'x'].map(limitIn)).toEqual([150, 5, null, null, null, null]);
});
