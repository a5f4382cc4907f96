import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../shared/durations.ts';
import { givesUp, LONGEST_RETRY_MS, retryDelayMs, troubleAfter } from './retry.rules.ts';

describe('retrying one message', () => {
  it('waits 5, 15, 30, 60, 120, then 240 minutes each time', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 50].map((attempts) => retryDelayMs(attempts) / 60_000)).toEqual([5, 15, 30, 60, 120, 240, 240, 240]);
    expect(Math.max(...[1, 2, 3, 4, 5, 6, 7].map(retryDelayMs))).toBe(LONGEST_RETRY_MS);
  });

  it('ends after five days, but not because a clock was set forward', () => {
    expect(givesUp({ attempts: 30, firstPutOffAt: 0, now: 5 * DAY_MS })).toBe(true);
    expect(givesUp({ attempts: 30, firstPutOffAt: 0, now: 5 * DAY_MS - 1 })).toBe(false);
    expect(givesUp({ attempts: 2, firstPutOffAt: 0, now: 500 * DAY_MS })).toBe(false);
  });
});

describe('trouble with a server', () => {
  const now = { wall: 1000, steady: 0 };
  const lost = { code: 'smtp_unreachable', reply: 'ECONNREFUSED', permanent: false };

  it('is probed ever less often, remembering since when it lasts', () => {
    let trouble = troubleAfter(undefined, lost, now);
    const waits = [trouble.probeAt];
    for (let failures = 2; failures < 9; failures++) {
      trouble = troubleAfter(trouble, lost, { wall: 1000 * failures, steady: 0 });
      waits.push(trouble.probeAt);
    }
    expect(waits).toEqual([30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 900_000, 900_000]);
    expect(trouble.since).toBe(1000);
  });

  it('is not probed at all when only the user can end it', () => {
    expect(troubleAfter(undefined, { code: 'smtp_auth_failed', reply: '535', permanent: true }, now).probeAt).toBeNull();
  });
});
