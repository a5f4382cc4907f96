import { describe, expect, it } from 'vitest';
import { zoneTimeOf } from '../../src/logs/zone-time.ts';

const at = (time: string): number => Date.parse(time) / 1000;

describe('An instant whose local time comes twice', () => {
  it.each([
    ['America/New_York', '2026-11-01T04:59:59Z', false],
    ['America/New_York', '2026-11-01T05:00:00Z', true],
    ['America/New_York', '2026-11-01T06:59:59.5Z', true],
    ['America/New_York', '2026-11-01T07:00:00Z', false],
    ['America/New_York', '2026-03-08T07:00:00Z', false],
    ['Australia/Lord_Howe', '2026-04-04T14:29:59Z', false],
    ['Australia/Lord_Howe', '2026-04-04T14:30:00Z', true],
    ['Australia/Lord_Howe', '2026-04-04T15:29:59Z', true],
    ['Australia/Lord_Howe', '2026-04-04T15:30:00Z', false],
    ['Europe/Berlin', '2026-10-25T00:30:00Z', true],
    ['Europe/Berlin', '2026-10-25T01:30:00Z', true],
    ['Europe/Berlin', '2026-10-25T02:30:00Z', false],
    ['UTC', '2026-10-25T01:30:00Z', false],
  ])('is known in %s: %s %s', (zone, time, twice) => {
    expect(zoneTimeOf(zone).comesTwice(at(time))).toBe(twice);
  });
});
