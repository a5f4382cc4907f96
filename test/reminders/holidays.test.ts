import { describe, expect, it } from 'vitest';
import { createHolidays } from '../../src/adapters/holidays.ts';

const holidays = createHolidays();
const on = (country: string, day: string): string | undefined => holidays.of(country, Number(day.slice(0, 4))).find((each) => each.on === day)?.name;

describe('public holidays', () => {
  it.each([
    ['FR', '2026-07-14', 'Fête Nationale de la France'],
    ['FR', '2027-03-29', 'Lundi de Pâques'],
    ['RU', '2026-05-09', 'День Победы'],
    ['DE', '2026-10-03', 'Tag der Deutschen Einheit'],
    ['DE', '2028-04-17', 'Ostermontag'],
  ])('%s %s is %s', (country, day, name) => {
    expect(on(country, day)).toBe(name);
  });

  it('make up for those on a weekend', () => {
    expect(on('GB', '2027-12-27')).toMatch(/Christmas Day/);
    expect(on('GB', '2027-12-28')).toMatch(/Boxing Day/);
  });

  it('last as many days as they do', () => {
    expect(['2026-01-02', '2026-01-03', '2026-01-04', '2026-01-05', '2026-01-06'].map((day) => on('RU', day))).not.toContain(undefined);
    expect(['2026-02-16', '2026-02-20', '2026-02-21'].map((day) => on('VN', day) !== undefined)).toEqual([true, true, false]);
    // Three days and a half: the half is the evening before.
    expect(['2026-03-20', '2026-03-22', '2026-03-23'].map((day) => on('TR', day) !== undefined)).toEqual([true, true, false]);
  });

  it('run over the end of a year', () => {
    expect(on('SZ', '2027-01-01')).toBeDefined();
    expect(on('SZ', '2027-01-02')).toBeDefined();
  });

  it('are ordinary days elsewhere', () => {
    expect(on('DE', '2026-07-14')).toBeUndefined();
    expect(on('FR', '2026-07-15')).toBeUndefined();
    expect(holidays.of('XX', 2026)).toEqual([]);
  });

  it('ascend, one row a day, all of the year that was asked for', () => {
    for (const code of ['AE', 'AM', 'CN', 'FR', 'GB', 'IL', 'RU', 'SZ', 'TR', 'US']) {
      const days = holidays.of(code, 2028).map((day) => day.on);
      expect(days).toEqual([...new Set(days)].sort());
      expect(days.every((day) => /^2028-\d\d-\d\d$/.test(day))).toBe(true);
    }
  });

  it('name France, Russia and Germany among the countries', () => {
    expect(holidays.countries()).toEqual(
      expect.arrayContaining([
        { code: 'FR', name: 'France' },
        { code: 'RU', name: expect.stringMatching(/Russia/) },
      ]),
    );
    expect(holidays.countries().every(({ code }) => /^[A-Z]{2}$/.test(code))).toBe(true);
  });
});
