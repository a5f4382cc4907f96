import { describe, expect, it } from 'vitest';
import { formatsOf } from './format.ts';

const NOW = Date.parse('2026-11-21T12:00:00.000Z');

/** Without the thin and fixed spaces that differ between languages. */
function plain(text: string) {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}

describe('formatsOf', () => {
  it('writes numbers and shares in the way of the language', () => {
    expect(plain(formatsOf('fr').number(1234567))).toBe('1 234 567');
    expect(plain(formatsOf('ru').percent(62.5))).toBe('62,5 %');
    expect(formatsOf('en').percent(100)).toBe('100%');
  });

  it('keeps a calendar date on its day in every time zone', () => {
    expect(formatsOf('en').date('2026-01-01')).toBe('1 January 2026');
    expect(plain(formatsOf('ru').date('2026-01-01'))).toBe('1 января 2026 г.');
  });

  it('calls the first of a month so in French, and no other day', () => {
    const { date, shortDate, dateTime } = formatsOf('fr');
    expect([date('2026-10-01'), shortDate('2026-10-01')].map(plain)).toEqual(['1er octobre 2026', '1er oct.']);
    expect(plain(dateTime(new Date(2026, 9, 1, 12).toISOString()))).toMatch(/^1er oct[.] 2026/);
    expect([date('2026-10-11'), date('2026-10-21')].map(plain)).toEqual(['11 octobre 2026', '21 octobre 2026']);
  });

  it('tells instants in the zone that is asked for, and names it', () => {
    const { time, span, zoneAt } = formatsOf('fr', 'Asia/Tokyo');
    expect(time('2026-03-12T05:30:00.000Z')).toBe('14:30');
    expect(plain(span('2026-03-11T15:00:00.000Z', '2026-03-12T15:00:00.000Z'))).toBe('jeu. 12 mars 2026');
    expect(zoneAt('2026-03-12T20:30:00.000Z')).toBe('Asia/Tokyo, UTC+9');
    expect(formatsOf('en', '+03:00').zoneAt('2026-03-12T20:30:00.000Z')).toBe('UTC+3');
    expect(formatsOf('en', 'UTC').zoneAt('2026-03-12T20:30:00.000Z')).toBe('UTC');
  });

  it('says how long ago or until, in whole units', () => {
    expect(formatsOf('en').relative('2026-11-21T11:55:00.000Z', NOW)).toBe('5 minutes ago');
    expect(formatsOf('fr').relative('2026-11-20T11:00:00.000Z', NOW)).toBe('hier');
    expect(formatsOf('ru').relative('2026-11-21T14:00:00.000Z', NOW)).toBe('через 2 часа');
  });

  it('calls tomorrow and yesterday only what is the next day of the calendar, or the one before', () => {
    const { relative } = formatsOf('en', 'Europe/Paris');
    const evening = Date.parse('2026-11-23T17:00:00.000Z');
    expect(relative('2026-11-24T17:30:00.000Z', evening)).toBe('tomorrow');
    expect(relative('2026-11-25T08:00:00.000Z', evening)).toBe('in 2 days');
    expect(relative('2026-11-22T08:00:00.000Z', evening)).toBe('yesterday');
    expect(relative('2026-11-21T22:00:00.000Z', evening)).toBe('2 days ago');
  });

  it('calls a window of time by its hours, and a whole day by its date', () => {
    const at = (day: number, hour: number) => new Date(2026, 2, day, hour).toISOString();
    expect(plain(formatsOf('fr').span(at(12, 14), at(12, 15)))).toMatch(/^12 mars,? (à )?14:00\s*[–-]\s*15:00$/);
    expect(formatsOf('en').span(at(12, 0), at(13, 0))).toBe('Thu, 12 Mar 2026');
  });

  it('words a duration by its largest units', () => {
    const { duration } = formatsOf('en');
    expect([0, 59, 60, 3_600, 4_800].map(duration)).toEqual(['0 sec', '59 sec', '1 min', '1 hr', '1 hr 20 min']);
  });
});
