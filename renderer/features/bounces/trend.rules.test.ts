import { describe, expect, it } from 'vitest';
import { busyDays, sumOf } from './trend.rules.ts';

const QUIET = { on: '2026-11-20', sent: 0, tried: 0, temporary: 0, permanent: 0, blocked: 0, complaints: 0 };

describe('sumOf', () => {
  it('knows no share where nothing was tried', () => {
    expect(sumOf([QUIET])).toMatchObject({ tried: 0, failed: 0, failedPercent: null });
  });

  it('counts what was refused at once among what was tried, and complaints not among failures', () => {
    const day = { ...QUIET, sent: 8, tried: 10, permanent: 2, temporary: 1, complaints: 1 };
    expect(sumOf([QUIET, day])).toMatchObject({ tried: 10, failed: 3, complaints: 1, failedPercent: 30 });
  });
});

describe('busyDays', () => {
  it('leaves out days without mail, not those with a complaint', () => {
    expect(busyDays([QUIET, { ...QUIET, on: '2026-11-21', complaints: 1 }]).map(({ on }) => on)).toEqual(['2026-11-21']);
  });
});
