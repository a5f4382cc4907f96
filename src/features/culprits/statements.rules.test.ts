import { describe, expect, it } from 'vitest';
import {
  AT,
  account,
  blocked,
  boughtList,
  DAY,
  failuresLimit,
  HOUR,
  type Hourly,
  judge,
  lineAt,
  refusedFrom,
  SOURCE,
  steady,
  unknown,
} from '../../../test/culprits/cases.ts';
import type { CaseLimit, CaseOutcome, CaseTrace } from './case.rules.ts';

describe('what a verdict says', () => {
  it('counts what was written up to the very moment of the first refusal, and never a slot in which it came', () => {
    const refused = (minutes: number) => [{ class: 'blocked' as const, target: 'sender-ip' as const, line: lineAt(AT - 2 * HOUR + minutes * 60) }];
    const first = { refusals: refused(7) };
    const judged = judge([account('list', boughtList, first), account('large', refusedFrom(600, 2)), account('shop', refusedFrom(40, 2))]);
    expect(judged.firstBlock?.at).toBe('2026-11-24T10:07:00.000Z');
    const told = { at: '2026-11-24T10:07:00.000Z', since: '2026-11-24T08:00:00.000Z', until: '2026-11-24T10:00:00.000Z', recipients: 600 };
    expect(judged.facts('list', 'caused_block')).toEqual(told);
    const atOnce: Hourly = (ago) => (ago <= 2 ? { recipients: 900, outcomes: [unknown(400), blocked(9)] } : { recipients: 2 });
    const within = judge([account('list', atOnce, first), account('large', refusedFrom(600, 2)), account('shop', refusedFrom(40, 2))]);
    expect(within.facts('list', 'caused_block')).toMatchObject({ until: null, recipients: null });
  });

  it('tells of a refusal for the address of the server that is no block, or came before it', () => {
    const grumble = (ago: number) => [{ class: 'blocked' as const, target: 'sender-ip' as const, line: lineAt(AT - ago * HOUR) }];
    const one =
      (ago: number): Hourly =>
      (now) => ({ recipients: 40, outcomes: now === ago ? [blocked(1)] : [] });
    const quiet = judge([account('shop', one(3), { refusals: grumble(3) }), account('club', steady(5))]);
    expect(quiet).toMatchObject({ block: null, firstBlock: null, firstSingle: lineAt(AT - 3 * HOUR) });
    // Not in this window.
    expect(judge([account('shop', one(30), { refusals: grumble(30) }), account('club', steady(5))]).firstSingle).toBeNull();
    const met = (ago: number) => ({ refusals: grumble(ago) });
    const both = judge([account('large', refusedFrom(600, 2), met(2)), account('shop', refusedFrom(40, 2)), account('club', one(20), met(20))]);
    expect(both).toMatchObject({ firstBlock: lineAt(AT - 2 * HOUR), firstSingle: lineAt(AT - 20 * HOUR) });
    expect(judge([account('large', refusedFrom(600, 2), met(2)), account('shop', refusedFrom(40, 2))]).firstSingle).toBeNull();
  });

  it('holds no limit against an account that the block itself set off, and says so', () => {
    const hurt = account('large', refusedFrom(600, 2), { limits: [failuresLimit(1)], stops: [{ at: AT - HOUR / 2, aboutMail: true }] });
    const judged = judge([account('list', boughtList), hurt, account('shop', refusedFrom(40, 2)), ...['a', 'b', 'c'].map((name) => account(name, steady(3)))]);
    expect(judged.labels).toMatchObject({ list: 'strong', large: null });
    expect(judged.codes('large')).not.toContain('host_limit_hit');
    expect(judged.codes('large')).not.toContain('suspended_by_host');
    expect(judged.facts('large', 'limit_by_block')).toMatchObject({ kind: 'failures', block: 600, of: 600 });
    expect(judged.victims).toEqual(['large', 'shop']);
    // The same limit, met by failures of its own, is a sign.
    const own = judge([account('list', boughtList, { limits: [failuresLimit(1)] }), account('shop', refusedFrom(40, 2)), account('c', refusedFrom(9, 2))]);
    expect(own.facts('list', 'host_limit_hit')).toMatchObject({ kind: 'failures', allowed: 60 });
  });

  it('holds no limit against an account that met it on other days only', () => {
    const [firstAt, lastAt] = [AT - 96 * HOUR, AT + 96 * HOUR];
    const slots = [firstAt, lastAt].map((start) => ({ start, times: 15, firstAt: start, lastAt: start }));
    const other = { ...failuresLimit(1), firstAt, lastAt, slots };
    const judged = judge([account('list', boughtList), account('shop', steady(40), { limits: [other] })]);
    expect(judged.codes('shop')).not.toContain('host_limit_hit');
    expect(judged.said('shop')?.code).toBe('as_usual');
  });

  it('accuses nobody strongly for what the host did alone, or for a list that has gone stale', () => {
    const stale: Hourly = (ago) => (ago <= 3 ? { recipients: 400, outcomes: [unknown(76)] } : { recipients: 2 });
    const judged = judge([account('news', stale, { limits: [failuresLimit(2)], stops: [{ at: AT, aboutMail: true }] }), account('shop', steady(40))]);
    expect(judged.labels['news']).toBe('possible');
  });

  it('gives the plain share beside the weighted one, by which accounts are ranked', () => {
    const morning: Hourly = (ago) => (ago > 18 && ago <= 23 ? { recipients: 400, outcomes: [unknown(150)] } : { recipients: 2 });
    const judged = judge([account('earlier', morning), account('list', boughtList), account('shop', steady(40))]);
    const [earlier, list] = [judged.find('earlier'), judged.find('list')];
    expect(list?.share).toBeCloseTo((list?.excess ?? 0) / ((list?.excess ?? 0) + (earlier?.excess ?? 0)), 3);
    expect(list?.share).toBeLessThan(0.5);
    expect(list?.weightedShare).toBeGreaterThan(0.8);
    expect(judged.facts('list', 'excess_share')).toMatchObject({ percent: 37, excess: 1192, total: 3182 });
  });

  it('says of each of the others what is true of it, and of nobody what is not known', () => {
    const put: CaseOutcome = { class: 'temporary', target: 'system', failed: 0, deferred: 15 };
    const delayed: Hourly = () => ({ recipients: 20, deferred: 15, outcomes: [put] });
    const held: CaseOutcome = { class: 'blocked', target: 'host-limit', failed: 0, deferred: 68 };
    const full: CaseOutcome = { class: 'temporary', target: 'mailbox', failed: 26, deferred: 0 };
    const hourly: CaseLimit = { ...failuresLimit(5), kind: 'messages', allowed: 125, counted: 126 };
    const limited: Hourly = (ago) => ({ recipients: 60, ...(ago === 5 ? { deferred: 68, outcomes: [held, full] } : {}) });
    const nobody = { ...account('nobody', steady(0)), series: [] };
    const judged = judge([
      account('list', boughtList),
      account('hurt', refusedFrom(60, 2)),
      account('hurt2', refusedFrom(30, 2)),
      account('slow', delayed),
      account('limited', limited, { limits: [hourly] }),
      account('shop', steady(40)),
      account('more', (ago) => ({ recipients: ago <= 24 && ago > 20 ? 64 : 2 })),
      account('news', (ago) => ({ recipients: ago <= 3 ? 300 : 2 }), { announcements: [{ from: AT - 5 * HOUR, to: AT, recipients: 900 }] }),
      account('tiny', (ago) => ({ recipients: ago <= 15 ? 1 : 0, outcomes: ago <= 15 ? [unknown(1)] : [] })),
      account('silent', steady(0)),
      nobody,
    ]);
    const codes = Object.fromEntries(judged.others.map(({ account: name, code }) => [name, code]));
    expect(codes).toEqual({
      ...{ hurt: 'hurt_by_block', hurt2: 'hurt_by_block', slow: 'put_off_by_receivers', limited: 'stopped_by_limit', shop: 'as_usual' },
      ...{ more: 'above_usual', news: 'announced', tiny: 'few_with_signs', silent: 'nothing_sent', nobody: 'nothing_known' },
    });
    expect(judged.said('slow')?.facts).toMatchObject({ deferred: 360, failed: 0, percent: 75, usual: 75 });
    expect(judged.said('limited')?.facts).toMatchObject({ kind: 'messages', allowed: 125, failed: 26 });
    expect(judged.codes('limited')).not.toContain('only_deferred');
    // A few of much mail are nothing to tell.
    const seldom: Hourly = (ago) => ({ recipients: 40, deferred: ago % 4 === 0 ? 2 : 0, outcomes: ago % 4 === 0 ? [{ ...put, deferred: 2 }] : [] });
    expect(judge([account('seldom', seldom), account('shop', steady(40))]).said('seldom')?.code).toBe('as_usual');
    const learning = judge([account('shop', steady(40))], { sources: [{ ...SOURCE, covered: [{ from: AT - 5 * HOUR, to: AT }] }] });
    expect(learning.others).toMatchObject([{ account: 'shop', code: 'usual_unknown' }]);
  });

  it('says where the data show far less than the host had counted when it stopped an account', () => {
    const few: Hourly = (ago) => ({ recipients: 40, outcomes: ago === 2 ? [{ class: 'temporary', target: 'system', failed: 2, deferred: 0 }] : [] });
    const judged = judge([account('club', few, { limits: [failuresLimit(1)] }), account('shop', steady(40))]);
    expect(judged.outcome).toBe('none');
    expect(judged.said('club')).toMatchObject({ code: 'stopped_by_limit', facts: { kind: 'failures', allowed: 60, seen: 2 } });
    expect(judged.gaps).toContainEqual({ code: 'host_counted_more', facts: { account: 'club', allowed: 60, seen: 2 } });
    // Data that bear the limit out lack nothing.
    // As much mail as may be: what is too little is not the mail.
    const signed = judge([
      account('club', (ago) => ({ recipients: 40, outcomes: ago === 2 ? [unknown(2)] : [] }), { limits: [failuresLimit(1)] }),
      account('shop', steady(40)),
    ]);
    expect(signed.said('club')).toMatchObject({ code: 'few_with_signs', facts: { recipients: 960 } });
    expect(signed.find('club')).toMatchObject({ label: null, reasonsFor: [{ code: 'host_limit_hit' }] });
    const many: Hourly = (ago) => ({
      recipients: 600,
      deferred: ago === 2 ? 50 : 0,
      outcomes: ago === 2 ? [{ ...unknown(0), class: 'temporary', deferred: 50 }] : [],
    });
    const whole = judge([account('club', many, { limits: [failuresLimit(1)] }), account('shop', steady(40))]);
    expect(whole.said('club')?.facts['seen']).toBeUndefined();
    expect(whole.gaps.map(({ code }) => code)).not.toContain('host_counted_more');
  });

  it('calls nothing usual that is known of the window alone', () => {
    const day = { sources: [{ ...SOURCE, covered: [{ from: AT - 24 * HOUR, to: AT }] }] };
    const leak: Hourly = (ago) => (ago <= 24 ? { recipients: 60, outcomes: [unknown(4)] } : { recipients: 0 });
    const judged = judge([account('shop', steady(40)), account('leak', leak)], day);
    expect(judged.others).toMatchObject([
      { account: 'leak', code: 'usual_unknown' },
      { account: 'shop', code: 'even' },
    ]);
    // Few failures are hardly any only beside mail that arrives.
    const failing =
      (failed: number): Hourly =>
      (ago) => ({ recipients: ago === 3 ? 5 : 0, outcomes: ago === 3 ? [unknown(failed)] : [] });
    const small = judge([account('shop', steady(40)), account('hacked', failing(4)), account('tiny', failing(1))], day);
    expect([small.said('hacked')?.code, small.said('tiny')?.code]).toEqual(['usual_unknown', 'even']);
    expect(judged.gaps.map(({ code }) => code)).toContain('usual_from_window');
    expect(judged.find('shop')).toMatchObject({ usual: 960, usualFrom: 'window' });
    const rising: Hourly = (ago) => ({ recipients: ago > 24 ? 0 : ago <= 4 ? 300 : 2, ...(ago <= 4 ? { outcomes: [unknown(120)] } : {}) });
    const list = judge([account('list', rising), account('shop', steady(40))], day);
    expect(list.facts('list', 'above_usual')).toMatchObject({ usual: 48, within: 1 });
    // Where days before tell, nothing is said of hours.
    const known = judge([account('list', boughtList), account('shop', steady(40))]);
    expect(known.find('shop')).toMatchObject({ usual: 960, usualFrom: 'before' });
    expect(known.facts('list', 'above_usual')).toEqual({ recipients: 1240, usual: 48 });
  });

  it('takes what is usual from figures of the panel where the log tells of no days before, and says that they are', () => {
    const sources = [
      { ...SOURCE, covered: [{ from: AT - 24 * HOUR, to: AT }] },
      { ...SOURCE, kind: 'panel' as const, name: 'Pack A' },
    ];
    const withPanel = (name: string, log: Hourly, panel: Hourly) => {
      const [counted] = account(name, panel).series;
      const logged = account(name, log);
      return counted === undefined ? logged : { ...logged, series: [...logged.series, { ...counted, source: 1 }] };
    };
    const risen: Hourly = (ago) => ({ recipients: ago <= 24 ? 50 : 10 });
    const judged = judge([withPanel('shop', steady(40), steady(50)), withPanel('more', steady(40), risen), account('alone', steady(40))], { sources });
    expect(judged.said('shop')).toMatchObject({ code: 'usual_beside', facts: { source: 'Pack A', counted: 1200, usual: 1200, failed: 0 } });
    expect(judged.said('more')).toMatchObject({ code: 'above_usual', facts: { source: 'Pack A', recipients: 1200, usual: 240 } });
    expect(judged.said('alone')?.code).toBe('even');
  });

  it('counts different clients only where they are known', () => {
    const two = (one: string | null, other: string | null) =>
      judge([account('list', boughtList, { clientId: one }), account('other', boughtList, { clientId: other }), account('shop', steady(40))]);
    const [anna, ben] = ['0190d5c4-7c3c-7a7a-8a8a-000000000001', '0190d5c4-7c3c-7a7a-8a8a-000000000002'];
    expect(two(anna, ben)).toMatchObject({ sites: 2, sitesOf: 'clients' });
    expect(two(anna, anna)).toMatchObject({ sites: 1, sitesOf: 'clients' });
    expect(two(anna, null)).toMatchObject({ sites: 2, sitesOf: 'accounts' });
  });

  it('holds a limit of messages against messages, and a limit on each account against its own mail', () => {
    const toMany: Hourly = (ago) => (ago <= 4 ? { recipients: 300, messages: 6, outcomes: [unknown(120)] } : { recipients: 2 });
    const ofMessages = { count: 250, seconds: HOUR, scope: 'pack', counts: 'messages', from: 'host' } as const;
    expect(judge([account('list', toMany), account('shop', steady(40))], { limit: ofMessages }).find('list')?.sufficientAlone).toBe(false);
    const each = { ...ofMessages, counts: 'recipients', scope: 'account' } as const;
    const judged = judge([account('list', boughtList), account('shop', steady(40))], { limit: each });
    expect(judged.facts('list', 'sufficient_alone')).toMatchObject({ scope: 'own', limit: 250, with: 300 });
    expect(judged.codes('shop')).not.toContain('not_sufficient');
    const raised = { allowed: [{ count: 500, seconds: HOUR, counts: 'recipients', from: 'panel' }] } as const;
    expect(judge([account('list', boughtList, raised), account('shop', steady(40))], { limit: each }).codes('list')).not.toContain('sufficient_alone');
  });

  it('tells of the chosen source only, however many show the same mail', () => {
    const list = account('list', boughtList, { limits: [failuresLimit(1)] });
    const [series] = list.series;
    const twice = series === undefined ? list : { ...list, series: [series, { ...series, source: 1 }] };
    const once = judge([list, account('shop', steady(40))]);
    expect(judge([twice, account('shop', steady(40))], { sources: [SOURCE, SOURCE] }).find('list')).toEqual(once.find('list'));
    expect(once.find('list')?.failures).toEqual([{ target: 'address', count: 480 }]);
  });

  it('takes a guessed password for no sign of the account, and for no evidence', () => {
    const slots = [{ start: AT - 3 * HOUR, seconds: HOUR, messages: 0, recipients: 0, failed: 40, sources: 30, fresh: 30 }];
    const counts = { messages: 0, recipients: 0, failed: 40, sources: 30, foreign: false };
    const guess: CaseTrace = { kind: 'refused_login', value: 'info@list.example', ...counts, slots, first: lineAt(AT - 3 * HOUR), lastAt: lineAt(AT).at };
    const judged = judge([account('list', boughtList, { traces: [guess] }), account('shop', steady(40), { traces: [guess] })]);
    expect(judged.labels).toMatchObject({ list: 'strong', shop: null });
    expect(judged.facts('list', 'password_guessed')).toEqual({ login: 'info@list.example', times: 40 });
    expect(judged.find('list')?.evidence).toEqual([]);
  });

  it('names all addresses of a login that was not used before, and those of an hour otherwise', () => {
    const login = (before: number): CaseTrace => {
      const now = [4, 3, 2, 1].map((ago) => ({
        start: AT - ago * HOUR,
        seconds: HOUR,
        messages: 300,
        recipients: 300,
        failed: 0,
        sources: 38,
        fresh: ago === 4 ? 38 : 1,
      }));
      const then = before === 0 ? [] : [{ start: AT - 50 * HOUR, seconds: HOUR, messages: 4, recipients: 4, failed: 0, sources: before, fresh: before }];
      const counts = { messages: 1200, recipients: 1200, failed: 0, sources: 41, foreign: false };
      return { kind: 'login', value: 'anna@list.example', ...counts, slots: [...then, ...now], first: lineAt(AT - 4 * HOUR), lastAt: lineAt(AT).at };
    };
    const facts = (before: number) =>
      judge([account('list', boughtList, { traces: [login(before)] }), account('shop', steady(40))]).facts('list', 'many_sources');
    expect(facts(0)).toMatchObject({ sources: 41, per: 'all' });
    expect(facts(2)).toMatchObject({ sources: 38, usual: 2, per: 'hour' });
  });

  it('takes as usual no more than what belongs to as much of the window as is known', () => {
    const from = AT - 30 * HOUR;
    const judged = judge([account('shop', (ago) => ({ recipients: ago <= 30 ? 40 : 0 }))], {
      windowSeconds: 3 * DAY,
      sources: [{ ...SOURCE, covered: [{ from, to: AT }] }],
    });
    expect(judged.find('shop')).toMatchObject({ recipients: 1200, usual: 1200 });
  });
});
