import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { dateOfDay, dayNumber } from '../../shared/days.ts';
import { type Hours, knownZones, zoneDays } from './zone.rules.ts';

const ZONES = [
  'Europe/Paris',
  'Europe/Moscow',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'Africa/Cairo',
];

function spans(zone: string, date: string, hours: Hours): string[] {
  const iso = (at: number): string => new Date(at).toISOString().slice(5, 16);
  return zoneDays(zone, hours)
    .spansOf(dayNumber(date))
    .map(({ open, close }) => `${iso(open)} ${iso(close)}`);
}

const office: Hours = { from: '09:00', to: '18:00' };
const time = fc.integer({ min: 0, max: 1439 }).map((minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`);
const hours = fc
  .tuple(time, time)
  .filter(([a, b]) => a !== b)
  .map(([a, b]): Hours => (a < b ? { from: a, to: b } : { from: b, to: a }));

describe('hours of a day in a time zone', () => {
  it.each([
    ['Europe/Paris', '2026-03-29', ['03-29T07:00 03-29T16:00']],
    ['Europe/Paris', '2026-10-25', ['10-25T08:00 10-25T17:00']],
    ['America/New_York', '2026-11-01', ['11-01T14:00 11-01T23:00']],
    ['Asia/Kathmandu', '2026-11-01', ['11-01T03:15 11-01T12:15']],
  ])('%s on %s', (zone, date, expected) => {
    expect(spans(zone, date, office)).toEqual(expected);
  });

  it('begin as much later as the clocks skip', () => {
    expect(spans('Europe/Paris', '2026-03-29', { from: '02:30', to: '05:00' })).toEqual(['03-29T01:30 03-29T03:00']);
    expect(spans('America/New_York', '2026-03-08', { from: '02:30', to: '05:00' })).toEqual(['03-08T07:30 03-08T09:00']);
  });

  it('are what is left of them after the clocks jumped', () => {
    expect(spans('Europe/Paris', '2026-03-29', { from: '02:30', to: '03:15' })).toEqual(['03-29T01:00 03-29T01:15']);
    expect(spans('Europe/Paris', '2026-03-29', { from: '01:00', to: '02:30' })).toEqual(['03-29T00:00 03-29T01:00']);
  });

  it('do not come at all where the clocks skip them', () => {
    expect(spans('Europe/Paris', '2026-03-29', { from: '02:10', to: '02:50' })).toEqual([]);
    expect(spans('Pacific/Apia', '2011-12-30', office)).toEqual([]);
  });

  it('are the first of an hour that is shown twice, and leave out what comes before them a second time', () => {
    expect(spans('Europe/Paris', '2026-10-25', { from: '02:10', to: '02:40' })).toEqual(['10-25T00:10 10-25T00:40']);
    expect(spans('Europe/Paris', '2026-10-25', { from: '02:30', to: '04:00' })).toEqual(['10-25T00:30 10-25T01:00', '10-25T01:30 10-25T03:00']);
  });

  it('are never open when the local time is outside them', () => {
    const day = fc.integer({ min: dayNumber('1999-01-01'), max: dayNumber('2040-12-31') });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), day, hours, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (zone, number, within, part) => {
        for (const { open, close } of zoneDays(zone, within).spansOf(number)) {
          const at = Temporal.Instant.fromEpochMilliseconds(open + Math.floor((close - open) * part)).toZonedDateTimeISO(zone);
          const local = at.toPlainTime().toString({ smallestUnit: 'minute' });
          expect(at.toPlainDate().toString()).toBe(dateOfDay(number));
          expect(local >= within.from && local < within.to, `${at} in ${within.from} ${within.to}`).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('days of a time zone', () => {
  it('are the dates that Temporal gives, at midnight too', () => {
    const zones = knownZones(office);
    const at = fc.oneof(
      fc.integer({ min: Date.parse('1995-01-01'), max: Date.parse('2040-01-01') }),
      fc.integer({ min: 9200, max: 25_000 }).map((day) => day * 86_400_000 - 3_600_000),
    );
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), at, (zone, instant) => {
        const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
        const days = zones(zone);
        expect(dateOfDay(days?.dayOf(instant) ?? 0)).toBe(local.toPlainDate().toString());
        expect(days?.startOf(dayNumber(local.toPlainDate().toString()))).toBe(local.startOfDay().epochMilliseconds);
      }),
      { numRuns: 2000 },
    );
  });

  it('are not made up for a zone that nobody knows', () => {
    expect(knownZones(office)('Mars/Olympus')).toBeNull();
  });
});
