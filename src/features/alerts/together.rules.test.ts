import { expect, it } from 'vitest';
import { together } from './together.rules.ts';

const window = { start: 0, readAt: 5, definition: 'deliveries', sent: 1, delivered: null, failed: 0, recipients: null };

it('adds up the newest window of accounts that count the same', () => {
  const earlier = { ...window, start: -1, sent: 50 };
  const otherwise = { ...window, readAt: 4, definition: 'report', sent: 100 };
  expect(together([earlier, window, otherwise, null, { ...window, sent: 2 }])).toEqual({ ...window, sent: 3, apart: 1 });
  expect(together([null])).toBeNull();
});

it('adds up a pack however large', () => {
  expect(together(Array.from({ length: 300_000 }, () => window))?.sent).toBe(300_000);
});
