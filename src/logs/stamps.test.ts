import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StampReader } from './stamps.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const reader = (zone = 'America/New_York', year = 2026): StampReader => new StampReader({ zone, year });
/** Instants of the lines; null = no stamp. */
function read(lines: readonly string[], stamps = reader()): (string | null)[] {
  return lines.map((line) => (stamps.read(bytes(line), 0, line.length) ? new Date(stamps.at * 1000).toISOString().slice(0, 19) : null));
}

describe('times of log lines', () => {
  it('reads every form that both servers write', () => {
    expect(
      read([
        '2026-11-23 00:00:16 1xVM9w-000uin-12 => a@b.example',
        '2026-11-23 00:00:16.340 [218042] 1xVM9w',
        '2026-11-23 00:00:16 +0200 1xVM9w',
        '2026-11-23 00:00:16.340 -0500 [7] 1xVM9w',
        '2026-11-23T00:00:16.239502-05:00 server1 postfix',
        '2026-11-23T00:00:16Z server1 postfix',
        '2026-11-23T00:00:16+0530 server1 postfix',
        'Nov 23 00:00:16 server1 postfix',
        'Nov  3 00:00:16 server1 postfix',
        '<22>Nov 23 00:00:16 server1 postfix',
      ]),
    ).toEqual([
      '2026-11-23T05:00:16',
      '2026-11-23T05:00:16',
      '2026-11-22T22:00:16',
      '2026-11-23T05:00:16',
      '2026-11-23T05:00:16',
      '2026-11-23T00:00:16',
      '2026-11-22T18:30:16',
      '2026-11-23T05:00:16',
      '2026-11-03T05:00:16',
      '2026-11-23T05:00:16',
    ]);
  });

  it('says where the rest of the line begins', () => {
    const stamps = reader();
    const rest = (line: string): string | null => (stamps.read(bytes(line), 0, line.length) ? line.slice(stamps.next) : null);
    expect(rest('2026-11-23 00:00:16.340 -0500 [7] x')).toBe('[7] x');
    expect(rest('2026-11-23 00:00:16 -x')).toBe('-x');
    expect(rest('Nov 23 00:00:16 server1 x')).toBe('server1 x');
    expect(rest('2026-11-23 00:00:16')).toBe('');
  });

  it('takes nothing else for a time', () => {
    const others = [
      '',
      'Nov',
      'Nov 23 00:00',
      '2026-13-01 00:00:00 x',
      '2026-11-23 24:00:00 x',
      '2026-11-23 00:61:00 x',
      'Nox 23 00:00:16 x',
      'Nov 00 00:00:16 x',
      'Nov 23 00:00:1',
      '0001-01-01 00:00:00 x',
      '2026-11-23 00:00:16x y',
      '2026-11-23T00:00:16+aa:bb x',
    ];
    expect(read(others)).toEqual(others.map(() => null));
  });

  it('goes on over New Year without a year, and back again', () => {
    expect(read(['Dec 31 23:59:59 a', 'Jan  1 00:00:00 a', 'Dec 31 23:59:58 a', 'Jan  1 00:00:01 a', 'Mar  1 00:00:01 a'], reader('UTC'))).toEqual([
      '2026-12-31T23:59:59',
      '2027-01-01T00:00:00',
      '2026-12-31T23:59:58',
      '2027-01-01T00:00:01',
      '2027-03-01T00:00:01',
    ]);
  });

  it('does not let one line with a wrong month move what follows into another year', () => {
    const days = (lines: readonly string[], more: { after?: number } = {}): string[] =>
      read(
        lines.map((day) => `${day} a`),
        new StampReader({ zone: 'UTC', year: 2026, ...more }),
      ).map((time) => time?.slice(0, 13) ?? '');
    const rest = ['2026-11-23T10', '2026-11-23T11', '2026-12-31T23', '2027-01-01T00'];
    const lines = ['Nov 23 10:00:00', 'Nov 23 11:00:00', 'Dec 31 23:00:00', 'Jan  1 00:00:00'];
    for (const wrong of ['Jun  5 10:00:00', 'Apr  5 10:00:00', 'Jul  5 10:00:00', 'Feb 28 10:00:00']) {
      expect(days(['Nov 23 09:00:00', wrong, ...lines]).slice(2)).toEqual(rest);
      expect(days([wrong, ...lines], { after: Date.UTC(2026, 10, 22) / 1000 }).slice(1)).toEqual(rest);
    }
    // A log may rest for months.
    expect(days(['Jun  5 10:00:00', 'Nov 23 10:00:00', 'Nov 23 11:00:00', 'Jan 23 10:00:00'])).toEqual([
      '2026-06-05T10',
      '2026-11-23T10',
      '2026-11-23T11',
      '2027-01-23T10',
    ]);
  });

  it('finds the year of a place in the middle of a file', () => {
    const after = Date.UTC(2026, 11, 30) / 1000;
    expect(read(['Jan  2 00:00:00 a'], new StampReader({ zone: 'UTC', year: 2026, after }))).toEqual(['2027-01-02T00:00:00']);
    expect(read(['Nov 30 00:00:00 a'], new StampReader({ zone: 'UTC', year: 2026, after: after - 30 * 86_400 }))).toEqual(['2026-11-30T00:00:00']);
  });

  it('reads the hour that comes twice first as summer time, then as winter time', () => {
    expect(
      read([
        '2026-11-01 00:59:00 a',
        '2026-11-01 01:30:00 a',
        '2026-11-01 01:59:59 a',
        '2026-11-01 01:00:00 a',
        '2026-11-01 01:59:59 a',
        '2026-11-01 02:00:00 a',
      ]),
    ).toEqual(['2026-11-01T04:59:00', '2026-11-01T05:30:00', '2026-11-01T05:59:59', '2026-11-01T06:00:00', '2026-11-01T06:59:59', '2026-11-01T07:00:00']);
  });

  it('reads a time that was skipped, and offsets of half an hour', () => {
    expect(read(['2026-03-08 01:59:59 a', '2026-03-08 02:30:00 a', '2026-03-08 03:00:00 a'])).toEqual([
      '2026-03-08T06:59:59',
      '2026-03-08T07:30:00',
      '2026-03-08T07:00:00',
    ]);
    expect(read(['2026-04-05 01:20:00 a', '2026-04-05 01:50:00 a', '2026-04-05 02:10:00 a'], reader('Australia/Lord_Howe'))).toEqual([
      '2026-04-04T14:20:00',
      '2026-04-04T14:50:00',
      '2026-04-04T15:40:00',
    ]);
  });

  it('agrees with the calendar of the zone for any rising times', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Africa/Casablanca');
    const times = fc.array(fc.integer({ min: 0, max: 20 * 86_400 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(zones, fc.integer({ min: 1_770_000_000, max: 1_800_000_000 }), times, (zone, base, steps) => {
        const formatter = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
        const stamps = reader(zone);
        let at = base;
        for (const step of steps) {
          at += step;
          const line = `${formatter.format(at * 1000)} x`;
          expect(stamps.read(bytes(line), 0, line.length)).toBe(true);
          // An hour that comes twice cannot be told apart over a silence; the clock on the wall is the same.
          if (stamps.at !== at) expect(`${formatter.format(stamps.at * 1000)} x`).toBe(line);
          at = Math.max(at, stamps.at);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('never fails on any bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 })), (lines) => {
        const stamps = reader();
        for (const line of lines) stamps.read(line, 0, line.length);
      }),
    );
  });
});
