import { describe, expect, it } from 'vitest';
import { isWholePack, judge, type PackSigns } from './pack.rules.ts';

const signs = (given: Partial<PackSigns> = {}): PackSigns => ({
  last: null,
  readSince: true,
  loginRefused: false,
  resellerSuspended: null,
  together: { stopped: 0, present: 40 },
  since: { stopped: 0, present: 40 },
  now: { stopped: 0, present: 40 },
  ...given,
});

describe('accounts that stop together', () => {
  it.each([
    [20, 40, true],
    [19, 40, false],
    [5, 10, true],
    [4, 8, false],
    [4, 4, true],
    [3, 3, true],
    [2, 2, false],
    [0, 0, false],
  ])('%i of %i: whole pack %s', (stopped, present, whole) => {
    expect(isWholePack({ stopped, present })).toBe(whole);
  });
});

describe('a pack', () => {
  it('is suspended when its panel says so, its accounts stop together, or a login that worked is refused', () => {
    expect(judge(signs({ resellerSuspended: true }))).toEqual({ suspended: true, because: 'panel_says' });
    expect(judge(signs({ together: { stopped: 30, present: 40 } }))).toEqual({ suspended: true, because: 'accounts_flipped' });
    expect(judge(signs({ loginRefused: true }))).toEqual({ suspended: true, because: 'login_refused' });
  });

  it('is nothing new while all is well, and when a login never worked', () => {
    expect(judge(signs())).toBeNull();
    expect(judge(signs({ loginRefused: true, readSince: false }))).toBeNull();
  });

  it('runs again when the contrary is seen of what it was inferred from', () => {
    const last = (because: 'panel_says' | 'accounts_flipped' | 'login_refused' | 'by_hand') => ({ suspended: true, because });
    expect(judge(signs({ last: last('login_refused') }))).toEqual({ suspended: false });
    expect(judge(signs({ last: last('login_refused'), readSince: false }))).toBeNull();
    expect(judge(signs({ last: last('login_refused'), loginRefused: true }))).toBeNull();
    expect(judge(signs({ last: last('login_refused'), since: { stopped: 38, present: 40 } }))).toBeNull();
    expect(judge(signs({ last: last('login_refused'), now: { stopped: 1, present: 2 } }))).toEqual({ suspended: false });
    expect(judge(signs({ last: last('login_refused'), since: { stopped: 2, present: 20 }, now: { stopped: 12, present: 20 } }))).toEqual({ suspended: false });
    expect(judge(signs({ last: last('accounts_flipped'), now: { stopped: 25, present: 40 } }))).toBeNull();
    expect(judge(signs({ last: last('accounts_flipped'), now: { stopped: 3, present: 40 } }))).toEqual({ suspended: false });
    expect(judge(signs({ last: last('panel_says') }))).toBeNull();
    expect(judge(signs({ last: last('panel_says'), resellerSuspended: false }))).toEqual({ suspended: false });
    expect(judge(signs({ last: last('by_hand') }))).toBeNull();
    expect(judge(signs({ last: last('by_hand'), resellerSuspended: false }))).toEqual({ suspended: false });
  });
});
