import { describe, expect, it } from 'vitest';
import { pairOf, ruleOfAll, SETTINGS, sha256 } from '../../../test/reminders/support/world.ts';
import type { Period } from '../../contract/reminders.ts';
import { planContext, planReminder, stopReason } from './plan.rules.ts';
import type { Pair, Plan, PlanSource } from './plan.types.ts';

const at = (iso: string): number => Date.parse(iso);
const months = (count: number): Period => ({ every: 'months', count });
const HALF_YEAR = ruleOfAll(months(6));

function planAt(now: string, pair: Partial<Pair> = {}, source: Partial<PlanSource> = {}): Plan {
  const context = planContext({
    now: at(now),
    settings: SETTINGS,
    timeZone: 'Europe/Paris',
    rules: [HALF_YEAR],
    holds: [],
    holidayOn: () => null,
    sha256,
    ...source,
  });
  return planReminder(pairOf({ proofs: [at('2026-01-15T10:00Z')], ...pair }), context);
}
const short = ({ state, dueOn, sendAt }: Plan): unknown[] => [state, dueOn, sendAt === null ? null : new Date(sendAt).toISOString().slice(0, 16)];
const codes = ({ why }: Plan): string[] => why.map(({ code }) => code);
const pause = { kind: 'pause', scope: 'all', hostId: null, clientId: null, untilOn: null, endedAt: null } as const;

describe('a reminder', () => {
  it('is planned a period after the last proof, and says why', () => {
    const plan = planAt('2026-02-01T10:00Z');
    expect(short(plan)).toEqual(['planned', '2026-07-15', '2026-07-15T07:00']);
    expect(plan.period).toBe('2026-07-15');
    expect(plan.why).toEqual([
      { code: 'proof', params: { on: '2026-01-15' } },
      { code: 'rule_of', params: { scope: 'all', plan: '' } },
      { code: 'months', params: { count: 6, on: '2026-07-15' } },
      { code: 'hours', params: { from: '09:00', to: '18:00' } },
    ]);
  });

  it('is due from its moment to the end of the hours, late after them', () => {
    expect(short(planAt('2026-07-15T06:59:59Z'))).toEqual(['planned', '2026-07-15', '2026-07-15T07:00']);
    expect(short(planAt('2026-07-15T07:00Z'))).toEqual(['due', '2026-07-15', '2026-07-15T07:00']);
    expect(short(planAt('2026-07-15T15:59:59Z'))).toEqual(['due', '2026-07-15', '2026-07-15T07:00']);
    expect(short(planAt('2026-07-15T16:00Z'))).toEqual(['late', '2026-07-15', '2026-07-16T07:00']);
    expect(short(planAt('2026-07-16T10:00Z'))).toEqual(['late', '2026-07-15', '2026-07-16T10:00']);
  });

  it('stands for all that were missed, and keeps since when', () => {
    const plan = planAt('2027-09-01T10:00Z');
    expect([plan.state, plan.dueOn, plan.dueSince]).toEqual(['late', '2027-07-15', '2026-07-15']);
    expect(plan.why).toContainEqual({ code: 'missed', params: { count: 2, on: '2027-07-15' } });
  });

  it('is counted from the day it was due or queued, whichever is later', () => {
    const runs = [{ dueOn: '2026-07-15', at: at('2026-08-20T10:00Z') }];
    expect(short(planAt('2026-09-01T10:00Z', { runs }))).toEqual(['planned', '2027-02-20', '2027-02-22T08:00']);
    const passedOver = [{ dueOn: '2026-07-15', at: at('2026-03-01T10:00Z') }];
    expect(planAt('2026-03-02T10:00Z', { runs: passedOver }).dueOn).toBe('2027-01-15');
  });

  it('can be passed over again and again in advance', () => {
    const runs = [{ dueOn: '2027-01-15', at: at('2026-03-01T10:00Z') }];
    expect(planAt('2026-03-02T10:00Z', { runs }).dueOn).toBe('2027-07-15');
  });

  it('counts days where the client is', () => {
    const proofs = [at('2026-01-15T23:30Z')];
    expect(planAt('2026-02-01T10:00Z', { proofs }).dueOn).toBe('2026-07-16');
    const away = planAt('2026-02-01T10:00Z', { proofs, timeZone: 'America/New_York' });
    expect(short(away)).toEqual(['planned', '2026-07-15', '2026-07-15T13:00']);
    expect(away.why.at(-1)).toEqual({ code: 'zone', params: { zone: 'America/New_York' } });
    expect(planAt('2026-02-01T10:00Z', { proofs }, { timeZone: 'Asia/Kathmandu' }).sendAt).toBe(at('2026-07-16T03:15Z'));
  });

  it('is planned in the common zone where that of the client is not known', () => {
    expect(planAt('2026-02-01T10:00Z', { timeZone: 'Mars/Olympus' }).timeZone).toBe('Europe/Paris');
    expect(() => planAt('2026-02-01T10:00Z', {}, { timeZone: 'Mars/Olympus' })).toThrow(RangeError);
  });

  it('is not silenced by what was recorded while the clock was years ahead, and waits for what is a little ahead', () => {
    const far = { dueOn: '2098-07-15', at: at('2099-01-01T10:00Z') };
    expect(planAt('2026-07-15T10:00Z', { runs: [far] }).state).toBe('due');
    expect(planAt('2026-07-10T10:00Z', { runs: [{ dueOn: '2026-07-15', at: at('2026-07-15T10:00Z') }] }).dueOn).toBe('2027-01-15');
    expect(planAt('1970-01-05T10:00Z').state).toBe('planned');
  });

  it('is the same whenever it is asked, also with what was known before', () => {
    const source = { settings: { ...SETTINGS, spreadDays: 30 } };
    expect(planAt('2026-02-01T10:00Z', {}, source)).toEqual(planAt('2026-06-01T10:00Z', {}, source));
    expect(codes(planAt('2026-02-01T10:00Z', { clientId: 'another' }, source))).toContain('spread');
  });

  it('waits while another message to the client does', () => {
    const source = { settings: { ...SETTINGS, quietDays: 3 } };
    expect(short(planAt('2026-07-15T10:00Z', { mailWaiting: true }, source))).toEqual(['planned', '2026-07-15', '2026-07-20T07:00']);
  });

  it('that waits in the outbox is that', () => {
    const queued = { period: '2026-07-15', dueOn: '2026-07-15', dueAt: at('2026-07-15T07:00Z') };
    expect(short(planAt('2026-07-15T10:00Z', { queued }))).toEqual(['queued', '2026-07-15', '2026-07-15T07:00']);
  });
});

describe('the rule that decides', () => {
  const rule = { hostId: '', plan: '', clientId: '', period: months(12) };
  const all = [
    HALF_YEAR,
    { ...rule, scope: 'host' as const, hostId: 'host', period: months(5) },
    { ...rule, scope: 'plan' as const, hostId: 'host', plan: 'Pro', period: months(4) },
    { ...rule, scope: 'plan' as const, hostId: 'host', plan: 'Basic', period: months(3) },
    { ...rule, scope: 'client' as const, clientId: 'client', period: months(2) },
  ];
  it.each([
    [5, '2026-03-15'],
    [4, '2026-04-15'],
    [3, '2026-05-15'],
    [2, '2026-06-15'],
    [1, '2026-07-15'],
  ])('is the narrowest of %d, of two plans the one with the shorter period', (count, dueOn) => {
    expect(planAt('2026-02-01T10:00Z', { plans: ['Pro', 'Basic'].slice(0, count === 3 ? 1 : 2) }, { rules: all.slice(0, count === 3 ? 3 : count) }).dueOn).toBe(
      dueOn,
    );
  });

  it('may be never', () => {
    const rules = [ruleOfAll({ every: 'never' })];
    expect(planAt('2026-02-01T10:00Z', {}, { rules })).toMatchObject({ state: 'stopped', stop: 'rule_never', dueOn: null, sendAt: null });
  });
});

describe('a pause or an exception', () => {
  it('without end leaves no date', () => {
    expect(planAt('2026-07-15T10:00Z', {}, { holds: [pause] })).toMatchObject({ state: 'paused', dueOn: '2026-07-15', sendAt: null, heldUntil: null });
  });

  it('of one client with an end moves it behind the end, and ends by itself', () => {
    const holds = [{ ...pause, kind: 'exception' as const, scope: 'client' as const, clientId: 'client', untilOn: '2026-08-01' }];
    expect(short(planAt('2026-07-15T10:00Z', {}, { holds }))).toEqual(['excepted', '2026-07-15', '2026-08-03T07:00']);
    expect(planAt('2026-08-01T21:59Z', {}, { holds }).state).toBe('excepted');
    const after = planAt('2026-08-03T10:00Z', {}, { holds });
    expect(after.state).toBe('late');
    expect(after.why).toContainEqual({ code: 'hold_ended', params: { on: '2026-08-01' } });
    expect(planAt('2026-07-15T10:00Z', { clientId: 'another' }, { holds }).state).toBe('due');
  });

  it('that ends before the day changes nothing', () => {
    expect(planAt('2026-02-01T10:00Z', {}, { holds: [{ ...pause, untilOn: '2026-07-14' }] })).toMatchObject({ state: 'planned', heldUntil: '2026-07-14' });
  });

  it('that lasts longest decides', () => {
    const holds = [
      { ...pause, untilOn: '2026-08-01' },
      { ...pause, scope: 'host' as const, hostId: 'host', untilOn: '2026-09-01' },
      { ...pause, endedAt: at('2026-07-01') },
    ];
    expect(planAt('2026-07-15T10:00Z', {}, { holds }).heldUntil).toBe('2026-09-01');
  });
});

describe('the reasons of one that is held back', () => {
  it('name the pause or the exception and its last day, and the hours once', () => {
    const open = planAt('2026-08-01T10:00Z', {}, { holds: [pause] });
    expect(open.why.at(-1)).toEqual({ code: 'paused', params: { on: '' } });
    const excepted = planAt('2026-07-01T10:00Z', {}, { holds: [{ ...pause, kind: 'exception', untilOn: '2026-08-10' }] });
    expect(codes(excepted)).toEqual(['proof', 'rule_of', 'months', 'excepted', 'hours']);
    expect(excepted.why.at(-2)).toEqual({ code: 'excepted', params: { on: '2026-08-10' } });
  });
});

describe('a one-off', () => {
  const once = [{ id: '7', onDay: null, madeAt: at('2026-03-07T10:00Z') }];
  it('goes as soon as may be, within the hours', () => {
    const plan = planAt('2026-03-07T10:00Z', { once });
    expect([plan.period, plan.once, ...short(plan)]).toEqual(['once 7', '7', 'planned', '2026-03-07', '2026-03-09T08:00']);
    expect(codes(plan)).toEqual(['once', 'weekend', 'hours']);
  });

  it('takes the place of a reminder of the same moment, and follows an earlier one', () => {
    expect(planAt('2026-07-15T10:00Z', { once: [{ id: '7', onDay: '2026-07-15', madeAt: 0 }] }).period).toBe('once 7');
    expect(planAt('2026-07-01T10:00Z', { once: [{ id: '7', onDay: '2026-07-20', madeAt: 0 }] }).period).toBe('2026-07-15');
  });

  it('goes although the rule says never, but not where something stops it', () => {
    const rules = [ruleOfAll({ every: 'never' })];
    expect(planAt('2026-03-09T10:00Z', { once }, { rules }).state).toBe('due');
    const standing = { ...pairOf().standing, address: 'blocked' as const };
    expect(planAt('2026-03-09T10:00Z', { once, standing })).toMatchObject({ state: 'stopped', stop: 'address_blocked', sendAt: null });
  });
});

describe('reasons to stop', () => {
  it('come in the order of the life of a client, and a blocked address before the notice that cannot reach it', () => {
    const worst = { account: false, told: false, noticePending: true, text: false, address: 'blocked' as const, missingField: true };
    const better = [
      {},
      { account: true },
      { address: 'none' as const },
      { noticePending: false },
      { told: true },
      { text: true },
      { address: 'ok' as const },
      { missingField: false },
    ];
    const steps = better.map((_, index) => stopReason(Object.assign({}, worst, ...better.slice(0, index + 1))));
    expect(steps).toEqual(['no_account', 'address_blocked', 'notice_first', 'never_told', 'no_text', 'no_address', 'missing_field', null]);
  });

  it('end the explanation of the day of duty: where it would have moved to is left out', () => {
    const standing = { ...pairOf({}).standing, address: 'blocked' as const };
    expect(codes(planAt('2026-02-01T10:00Z', { standing }))).toEqual(['proof', 'rule_of', 'months']);
  });

  it('include that nothing was ever proved', () => {
    expect(planAt('2026-03-09T10:00Z', { proofs: [] })).toMatchObject({ state: 'stopped', stop: 'never_told' });
  });
});

describe('a reminder that was late while its client was caught up with at another host', () => {
  const caughtUpAt = at('2026-09-01T10:00Z');

  it('follows a week later as one of that day, and says why', () => {
    const plan = planAt('2026-09-02T10:00Z', { caughtUpAt });
    expect(short(plan)).toEqual(['planned', '2026-07-15', '2026-09-08T10:00']);
    expect(plan.why.slice(-2)).toEqual([
      { code: 'late', params: { on: '2026-07-15' } },
      { code: 'quiet', params: { days: 7, on: '2026-09-01' } },
    ]);
    expect(short(planAt('2026-09-08T12:00Z', { caughtUpAt }))).toEqual(['due', '2026-07-15', '2026-09-08T10:00']);
  });

  it('waits for the quiet days where they are more', () => {
    const settings = { ...SETTINGS, quietDays: 10 };
    expect(short(planAt('2026-09-02T10:00Z', { caughtUpAt, mails: [caughtUpAt] }, { settings }))).toEqual(['planned', '2026-07-15', '2026-09-11T10:00']);
  });

  it('is late again when that day is missed too', () => {
    const plan = planAt('2026-09-10T10:00Z', { caughtUpAt });
    expect(short(plan)).toEqual(['late', '2026-07-15', '2026-09-10T10:00']);
    expect(codes(plan).slice(-3)).toEqual(['late', 'quiet', 'late']);
  });

  it('is late as ever when that was before its own day', () => {
    const plan = planAt('2026-09-02T10:00Z', { caughtUpAt: at('2026-07-14T12:00Z') });
    expect(short(plan)).toEqual(['late', '2026-07-15', '2026-09-02T10:00']);
    expect(codes(plan).slice(-2)).not.toContain('quiet');
  });

  it('is of its own day until that is over, and then follows the one it gave way to', () => {
    const sameDay = { caughtUpAt: at('2026-07-15T12:00Z') };
    expect(short(planAt('2026-07-15T12:30Z', sameDay)).slice(0, 2)).toEqual(['due', '2026-07-15']);
    expect(short(planAt('2026-07-16T10:00Z', sameDay))).toEqual(['planned', '2026-07-15', '2026-07-22T12:00']);
    expect(short(planAt('2026-09-02T10:00Z', sameDay))).toEqual(['late', '2026-07-15', '2026-09-02T10:00']);
  });
});
