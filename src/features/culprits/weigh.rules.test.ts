import { describe, expect, it } from 'vitest';
import { AT, account, content, HOUR, type Hourly, judge, SOURCE, steady, unknown } from '../../../test/culprits/cases.ts';

/** A log that goes back so many hours only, and what was sent since then. */
const logOf = (hours: number) => [{ ...SOURCE, covered: [{ from: AT - hours * HOUR, to: AT }] }];
const within =
  (hours: number, hourly: Hourly): Hourly =>
  (ago) =>
    ago <= hours ? hourly(ago) : { recipients: 0 };

describe('what is held against an account', () => {
  it('is what failed for its own sake where a log is too short to say what is usual', () => {
    const leak = within(20, () => ({ recipients: 30, outcomes: [unknown(4), content(1)] }));
    const large = within(20, (ago) => ({ recipients: ago === 3 ? 260 : 200, outcomes: [unknown(2)] }));
    const judged = judge([account('leak', leak), account('large', large), account('shop', within(20, steady(4)))], { sources: logOf(20) });
    expect(judged.outcome).toBe('none');
    expect(judged.suspects[0]?.account).toBe('leak');
  });

  it('is measured by what fails in its other hours where there are no days to go by', () => {
    const list = within(20, (ago) => (ago === 5 || ago === 6 ? { recipients: 450, outcomes: [unknown(120)] } : { recipients: 300, outcomes: [unknown(1)] }));
    const large = within(20, (ago) => ({ recipients: ago === 3 ? 420 : 300, outcomes: [unknown(1)] }));
    const judged = judge([account('list', list), account('large', large), account('shop', within(20, steady(4)))], { sources: logOf(20) });
    // An order is no accusation: for that, the hours of one day are too few.
    expect(judged.outcome).toBe('none');
    expect(judged.suspects[0]?.account).toBe('list');
  });

  it('is no job that ran at the same hour of the day before', () => {
    const job = within(36, (ago) => ({ recipients: ago === 5 || ago === 29 ? 400 : 2 }));
    const once = within(36, (ago) => ({ recipients: ago === 5 ? 400 : 2 }));
    const judged = judge([account('job', job), account('once', once), account('shop', within(36, steady(4)))], { sources: logOf(36) });
    expect(judged.find('job')).toMatchObject({ usual: 446, excess: 0, onsetAt: null });
    expect(judged.find('once')).toMatchObject({ usual: 48, excess: 398 });
    expect(judged.suspects[0]?.account).toBe('once');
  });

  it('is still unusual where mail went on all through the day before', () => {
    const leak = within(36, (ago) => ({ recipients: ago <= 30 ? 60 : 1, outcomes: ago <= 30 ? [unknown(20)] : [] }));
    expect(judge([account('leak', leak), account('shop', within(36, steady(4)))], { sources: logOf(36) }).labels['leak']).not.toBeNull();
  });

  it('is less within its busy days than what is new for an account that varies little', () => {
    const bursts: Hourly = (ago) => ({ recipients: Math.floor((ago - 1) / 24) % 3 === 0 ? 60 : 8 });
    const risen: Hourly = (ago) => ({ recipients: ago <= 24 ? 28 : 10 });
    const judged = judge([account('bursts', bursts), account('risen', risen), account('shop', steady(4))]);
    expect(judged.find('bursts')?.excess).toBeGreaterThan(2 * (judged.find('risen')?.excess ?? 0));
    expect(judged.suspects[0]?.account).toBe('risen');
  });

  it('is as fresh as most of it, not as its few loudest hours', () => {
    const leak: Hourly = (ago) => ({ recipients: ago > 24 ? 0 : ago > 21 ? 30 : 19 });
    const mailing: Hourly = (ago) => ({ recipients: ago > 5 && ago <= 8 ? 50 : 0 });
    const judged = judge([account('leak', leak), account('mailing', mailing), account('shop', steady(4))]);
    expect(judged.find('leak')?.weightedShare).toBeGreaterThan(judged.find('mailing')?.weightedShare ?? 1);
  });

  it('is not explained by a mailing that was announced for another hour, and is usual', () => {
    const news: Hourly = (ago) => ({ recipients: ago % 24 === 2 ? 500 : ago >= 4 && ago <= 12 ? 40 : 0 });
    const announcements = [{ from: AT - 3 * HOUR, to: AT, recipients: 500 }];
    const judged = judge([account('news', news, { announcements }), account('shop', steady(4))]);
    expect(judged.facts('news', 'excess_share')).toMatchObject({ excess: 360 });
  });
});
