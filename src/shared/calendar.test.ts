import { expect, it } from 'vitest';
import { clockMoment, namedMoment, showSame, zoneName } from './calendar.ts';

const AT = Date.parse('2026-11-22T22:15:00.000Z');

it('names the zone of an hour, with its distance from UTC on that day', () => {
  expect(clockMoment(AT, 'fr', 'Europe/Paris')).toBe('22 novembre 2026 à 23:15 (Europe/Paris, UTC+1)');
  expect(zoneName(Date.parse('2026-07-01T12:00:00Z'), 'Europe/Paris')).toBe('Europe/Paris, UTC+2');
  expect(zoneName(AT, 'Asia/Kolkata')).toBe('Asia/Kolkata, UTC+5:30');
  expect(zoneName(AT, 'America/New_York')).toBe('America/New York, UTC−5');
  expect(zoneName(AT, 'Europe/London')).toBe('Europe/London, UTC');
  expect(zoneName(AT, 'UTC')).toBe('UTC');
});

it('prints no hour of a day that was named by either clock', () => {
  const clocks = { clock: 'Europe/Paris', zone: 'UTC' };
  expect(namedMoment(Date.parse('2026-11-21T23:00:00Z'), 'en', clocks)).toBe('22 November 2026');
  expect(namedMoment(Date.parse('2026-11-22T00:00:00Z'), 'en', clocks)).toBe('22 November 2026');
  expect(namedMoment(AT, 'en', clocks)).toBe('22 November 2026 at 23:15 (Europe/Paris, UTC+1)');
});

it('knows two clocks that show the same hour, also one that has no other name than its distance from UTC', () => {
  expect(showSame(AT, 'Europe/Paris', '+01:00')).toBe(true);
  expect(showSame(AT, 'Europe/London', 'UTC')).toBe(true);
  expect(showSame(AT, 'Europe/Paris', 'UTC')).toBe(false);
});
