import { describe, expect, it } from 'vitest';
import {
  AT,
  account,
  blocked,
  boughtList,
  content,
  DAY,
  HOUR,
  type Hourly,
  judge,
  refusedFrom,
  SOURCE,
  steady,
  unknown,
} from '../../../test/culprits/cases.ts';
import { REASON_CODES, VERDICT_GAPS } from '../../shared/culprits.ts';
import type { CaseAccount, CaseSource } from './case.rules.ts';
import { RULES_VERSION } from './verdict.rules.ts';

describe('a verdict', () => {
  it('names who sent what nobody asked for, says why, and by which rules', () => {
    const judged = judge([account('list', boughtList), account('shop', steady(40)), account('club', steady(5))]);
    expect(judged).toMatchObject({ outcome: 'strong', sites: 1, rulesVersion: RULES_VERSION, labels: { list: 'strong', shop: null, club: null } });
    expect(judged.find('list')).toMatchObject({ recipients: 1240, usual: 48, failedByOwn: 480, failedByBlock: 0, onsetAt: '2026-11-24T08:00:00.000Z' });
    expect(judged.codes('list')).toEqual(expect.arrayContaining(['excess_share', 'above_usual', 'unknown_recipients', 'first_mailing']));
    expect(judged.codes('shop')).toContain('as_usual');
  });

  it('leaves the victims of a block alone, whoever failed most', () => {
    const judged = judge([account('list', boughtList), account('large', refusedFrom(600, 2)), account('shop', refusedFrom(40, 2))]);
    expect(judged.labels).toEqual({ list: 'strong', large: null, shop: null });
    expect(judged.victims).toEqual(['large', 'shop']);
    expect(judged.codes('large')).toContain('only_block');
    expect(judged.codes('list')).toContain('caused_block');
  });

  it('accuses nobody when everybody is refused and nobody sent more than usual', () => {
    const judged = judge([account('large', refusedFrom(600, 20)), account('shop', refusedFrom(40, 20)), account('club', refusedFrom(6, 20))]);
    expect(judged).toMatchObject({ outcome: 'none', sites: 0, victims: ['club', 'large', 'shop'] });
  });

  it('takes refusals for what was sent as everybody’s, once all meet them after the block', () => {
    const spammy =
      (recipients: number): Hourly =>
      (ago) =>
        ago <= 6 ? { recipients, outcomes: [blocked(recipients / 4), content(recipients / 4)] } : { recipients };
    expect(judge([account('one', spammy(80)), account('two', spammy(60)), account('three', spammy(100)), account('four', spammy(40))]).outcome).toBe('none');
  });

  it('does not take a newsletter for a surprise that went out every week before', () => {
    const weekly: Hourly = (ago) => (ago % (7 * 24) <= 2 ? { recipients: 500 } : { recipients: 2 });
    const judged = judge([account('news', weekly), account('shop', steady(40))]);
    expect(judged.labels['news']).toBeNull();
    expect(judged.find('news')?.surprise).toBeLessThan(6);
  });

  it('asks nobody about a first mailing that arrives, announced or not, unless much of it fails', () => {
    const first: Hourly = (ago) => (ago <= 3 ? { recipients: 700, outcomes: [unknown(14)] } : { recipients: 2 });
    expect(judge([account('news', first), account('shop', steady(40))]).labels['news']).toBeNull();
    expect(judge([account('news', first), account('shop', steady(40))]).said('news')?.code).toBe('above_usual');
    const failing: Hourly = (ago) => (ago <= 3 ? { recipients: 700, outcomes: [unknown(100)] } : { recipients: 2 });
    expect(judge([account('news', failing), account('shop', steady(40))]).labels['news']).toBe('possible');
    const announced = judge([account('news', first, { announcements: [{ from: AT - 6 * HOUR, to: AT, recipients: 2200 }] }), account('shop', steady(40))]);
    expect(announced.outcome).toBe('none');
    expect(announced.codes('news')).toContain('announced');
  });

  it('finds nobody guilty by small numbers, however many of them fail', () => {
    const tiny: Hourly = (ago) => (ago <= 5 ? { recipients: 1, outcomes: [unknown(1)] } : { recipients: 0 });
    const judged = judge([account('tiny', tiny), account('shop', steady(40))]);
    expect(judged.outcome).toBe('none');
    expect(judged.codes('tiny')).toContain('few_messages');
  });

  it('finds nobody guilty whose mail was only put off', () => {
    const judged = judge([account('slow', (ago) => ({ recipients: 20, deferred: ago <= 24 ? 15 : 0 })), account('shop', steady(40))]);
    expect(judged.outcome).toBe('none');
    expect(judged.codes('slow')).toContain('only_deferred');
  });

  it('names both and neither strongly, where two are near each other', () => {
    const judged = judge([account('list', boughtList), account('other', boughtList), account('shop', steady(40))]);
    expect(judged.labels).toMatchObject({ list: 'possible', other: 'possible' });
    expect(judged.sites).toBe(2);
  });

  it('weighs what went on shortly before the moment more than what had ended', () => {
    const morning: Hourly = (ago) => (ago > 18 && ago <= 23 ? { recipients: 400, outcomes: [unknown(150)] } : { recipients: 2 });
    const judged = judge([account('earlier', morning), account('list', boughtList), account('shop', steady(40))]);
    expect(judged.suspects[0]?.account).toBe('list');
    expect(judged.labels).toMatchObject({ list: 'strong', earlier: 'weak' });
  });

  it('says whether the limit of the host had held without an account', () => {
    const limit = { count: 250, seconds: HOUR, scope: 'pack', counts: 'recipients', from: 'host' } as const;
    const judged = judge([account('list', boughtList), account('shop', steady(40))], { limit });
    expect(judged.find('list')?.sufficientAlone).toBe(true);
    expect(judged.codes('list')).toContain('sufficient_alone');
    expect(judge([account('list', boughtList), account('shop', steady(400))], { limit }).codes('list')).toContain('not_sufficient');
    expect(judge([account('list', boughtList)]).find('list')?.sufficientAlone).toBeNull();
  });

  it('does without reasons where only counts are known, and says so', () => {
    const panel: CaseSource = { ...SOURCE, kind: 'panel', name: 'panel', definition: 'messages' };
    const counted = (each: CaseAccount): CaseAccount => ({
      ...each,
      series: each.series.map((series) => ({ ...series, slots: series.slots.map((slot) => ({ ...slot, outcomes: [], failed: null })) })),
    });
    const judged = judge([account('list', boughtList), account('shop', steady(40))].map(counted), { sources: [panel] });
    expect(judged.suspects[0]).toMatchObject({ account: 'list' });
    expect(['weak', 'possible']).toContain(judged.outcome);
    expect(judged.gaps).toContainEqual({ code: 'counts_only', facts: { source: 'panel', accounts: 2 } });
  });

  it('says that it does not know rather than that nobody stands out', () => {
    expect(judge([])).toMatchObject({ outcome: 'not_enough_data', suspects: [] });
    const later = judge([account('shop', steady(40))], { at: AT + 10 * DAY });
    expect(later.outcome).toBe('not_enough_data');
    expect(later.gaps.map(({ code }) => code)).toEqual(expect.arrayContaining(['moment_outside', 'window_not_covered']));
    const short = { ...SOURCE, covered: [{ from: AT - 5 * HOUR, to: AT }] };
    const learning = judge([account('shop', (ago) => ({ recipients: ago <= 5 ? 40 : 0 }))], { sources: [short] });
    expect(learning.outcome).toBe('not_enough_data');
    expect(learning.codes('shop')).toContain('short_history');
  });

  it('names what a log cannot show, its silences and what it could not read', () => {
    const gaps = [{ kind: 'silence' as const, from: AT - 3 * HOUR, to: AT - 2 * HOUR }];
    const poor: CaseSource = {
      ...SOURCE,
      gaps,
      skipped: 7,
      absent: ['subjects', 'scripts', 'logins', 'deferrals', 'recipients'],
      unattributed: { messages: 3, recipients: 4 },
    };
    const codes = judge([account('shop', steady(40))], { sources: [poor] }).gaps.map(({ code }) => code);
    const expected = [
      'silence_in_log',
      'no_recipients',
      'no_subjects',
      'no_scripts',
      'no_deferrals',
      'no_logins',
      'no_limit_known',
      'skipped_lines',
      'unattributed',
    ];
    expect(codes.toSorted()).toEqual(expected.toSorted());
    expect(codes.every((code) => VERDICT_GAPS.includes(code))).toBe(true);
  });

  it('does not hold a stop of the whole pack against each of its accounts', () => {
    const stops = [{ at: AT, aboutMail: true }];
    const all = judge(['a', 'b', 'c', 'd'].map((name) => account(name, steady(40), { stops })));
    expect(all.outcome).toBe('none');
    const one = judge([account('a', boughtList, { stops }), ...['b', 'c', 'd'].map((name) => account(name, steady(40)))]);
    expect(one.codes('a')).toContain('suspended_by_host');
    expect(REASON_CODES).toEqual(expect.arrayContaining(one.codes('a').map((code) => expect.stringMatching(code))));
  });

  it('shows the days before the window beside it, in equal parts', () => {
    const series = judge([account('list', boughtList)]).suspects[0]?.series ?? [];
    expect(series).toHaveLength(8 * 24);
    expect(series.at(-1)).toEqual({ at: '2026-11-24T11:00:00.000Z', recipients: 300, failed: 120 });
  });
});
