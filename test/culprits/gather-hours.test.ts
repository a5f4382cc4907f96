import { expect, it } from 'vitest';
import { judgeFacts } from '../../src/features/culprits/index.ts';
import { scanFixture } from '../logs/scanned.ts';

const HOUR = 3600;

it.each([
  ['2026-11-23T20:10:00', 'kidsacademy'],
  ['2026-11-23T12:40:00', 'fitclub'],
])('hours are those of the clock, as the page of an account shows them (%s)', async (moment, account) => {
  const facts = await scanFixture('exim-full.log.gz');
  const { suspects, counted } = judgeFacts(facts, { at: Date.parse(`${moment}-05:00`) / 1000, windowSeconds: 24 * HOUR });
  const hours = new Map<number, number>();
  for (const { start, counts } of facts.accounts.find((each) => each.account === account)?.cells ?? []) {
    if (start * 1000 >= Date.parse(counted.to)) continue;
    const hour = Math.floor(start / HOUR);
    hours.set(hour, (hours.get(hour) ?? 0) + counts.recipients);
  }
  const first = suspects.find((each) => each.account === account)?.reasonsFor.find(({ code }) => code === 'first_mailing');
  expect(first?.facts['recipients']).toBe(Math.max(...hours.values()));
});
