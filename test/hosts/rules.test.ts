import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTexts } from '../../src/adapters/texts.ts';
import { HostId } from '../../src/contract/ids.ts';
import type { OwnRules, RulePack } from '../../src/contract/rule-pack.ts';
import type { Topic } from '../../src/contract/system.ts';
import { findHost, hostsHandlers, NO_OWN_RULES, PRESETS, saveTerms } from '../../src/features/hosts/index.ts';
import { addDays, dateIn } from '../../src/shared/calendar.ts';
import { openTestCore, type TestCore } from '../support/core.ts';

const CALL = { signal: undefined };
const RULES = PRESETS['shared-fr-conditions'];
let opened: TestCore;
let hosts: ReturnType<typeof hostsHandlers>;
let id: HostId;
let told: Topic[];

beforeEach(async () => {
  opened = openTestCore({ texts: createTexts() });
  told = [];
  hosts = hostsHandlers({ ...opened.core, changed: (...topics) => told.push(...topics) });
  const host = await hosts.create({ presetId: 'shared-fr-conditions', name: 'Host', packName: 'Pack' }, CALL);
  id = HostId.parse(host.id);
  told.length = 0;
  await setting('author', 'Amandine');
});
afterEach(() => opened.close());

async function setting(key: string, value: unknown): Promise<void> {
  await opened.core.db.write((tx) =>
    tx
      .insertInto('setting')
      .values({ key, value: JSON.stringify(value) })
      .execute(),
  );
}

function set(rules: Partial<RulePack>, own: Partial<OwnRules> = {}, reason = '') {
  return hosts.setRules({ id, rules: { ...RULES, ...rules }, own: { ...NO_OWN_RULES, ...own }, reason }, CALL);
}

const known = <T>(value: T, source = 'ticket 12') => ({ state: 'known' as const, value, source, readOn: '2026-11-20' });
const perHour = (count: number) => ({ count, seconds: 3600, contractual: true, counts: 'messages', scope: 'mailbox' }) as const;

describe('changing the rules', () => {
  test('keeps the new ones, tells who shows them, and writes down each field that changed', async () => {
    opened.clock.jump(5000);
    const host = await set({ limits: known([perHour(60)]), logRetentionDays: known(30) }, { maxRecipientsPerMessage: 5 }, 'New terms of the host');
    expect(host.rules).toEqual({ ...RULES, limits: known([perHour(60)]), logRetentionDays: known(30) });
    expect(host.own).toEqual({ ...NO_OWN_RULES, maxRecipientsPerMessage: 5 });
    expect(told).toEqual(['hosts', 'policies', 'outbox']);
    const { total, rows } = await hosts.ruleHistory({ id, offset: 0, limit: 10 }, CALL);
    expect(total).toBe(3);
    expect(rows.map(({ owner, field }) => `${owner} ${field}`)).toEqual(['reseller maxRecipientsPerMessage', 'host logRetentionDays', 'host limits']);
    expect(rows[2]).toMatchObject({ author: 'Amandine', reason: 'New terms of the host', before: '{"state":"unknown"}' });
    expect(JSON.parse(rows[2]?.after ?? '')).toEqual(known([perHour(60)]));
    expect(new Set(rows.map(({ at }) => at)).size).toBe(1);
  });

  test('a later change stands before an earlier one, and what did not change is not in the history', async () => {
    await set({ limits: known([perHour(60)]) });
    await set({ limits: known([perHour(50)]) });
    await set({ limits: known([perHour(50)]) });
    const all = await hosts.ruleHistory({ id, offset: 0, limit: 10 }, CALL);
    expect(all.rows.map(({ after }) => JSON.parse(after).value[0].count)).toEqual([50, 60]);
    const second = await hosts.ruleHistory({ id, offset: 1, limit: 10 }, CALL);
    expect([second.total, second.rows]).toEqual([2, all.rows.slice(1)]);
  });

  test('where and when a value was read is part of it', async () => {
    await set({ maxRecipientsPerMessage: known(10, 'https://host.example/terms') });
    const { rows } = await hosts.ruleHistory({ id, offset: 0, limit: 10 }, CALL);
    expect(rows.map(({ field }) => field)).toEqual(['maxRecipientsPerMessage']);
  });

  test('a host that is gone is said so', async () => {
    const gone = HostId.parse(opened.core.ids.next());
    await expect(hosts.setRules({ id: gone, rules: RULES, own: NO_OWN_RULES, reason: '' }, CALL)).rejects.toMatchObject({ code: 'host_not_found' });
    await expect(hosts.ruleHistory({ id: gone, offset: 0, limit: 10 }, CALL)).rejects.toMatchObject({ code: 'host_not_found' });
  });
});

describe('the day a value was read', () => {
  const today = () => dateIn(opened.clock.now(), opened.clock.timeZone());
  const quote = (readOn: string) => ({ text: 'No newsletters.', source: 'terms', readOn });

  test('may be today, and no later: of a value as of a quote', async () => {
    const before = await hosts.get({ id }, CALL);
    const tomorrow = addDays(today(), 1);
    const refused = { code: 'date_in_future' };
    await expect(set({ logRetentionDays: { ...known(30), readOn: tomorrow } })).rejects.toMatchObject(refused);
    await expect(set({ quotes: [quote(today()), quote(tomorrow)] })).rejects.toMatchObject(refused);
    expect(await hosts.get({ id }, CALL)).toEqual(before);
    const host = await set({ logRetentionDays: { ...known(30), readOn: today() }, quotes: [quote(today())] });
    expect(host.rules).toMatchObject({ logRetentionDays: { readOn: today() }, quotes: [{ readOn: today() }] });
    opened.clock.jump(-3 * 86_400_000);
    expect(
      (await set({ logRetentionDays: host.rules.logRetentionDays, quotes: host.rules.quotes, reasonInMail: { ...known(true), readOn: null } })).rules
        .reasonInMail,
    ).toMatchObject({ value: true });
  });
});

describe('a rule of one’s own', () => {
  test.each([
    [{ maxRecipientsPerMessage: 11 }, 'Recipients in one message', '10 recipients'],
    [{ pacing: { count: 11, seconds: 60, contractual: true } }, 'Pace', '10 messages a minute'],
    [{ unsubscribe: 'possible' }, 'Unsubscribing', 'must be simple'],
    [{ limits: [{ ...perHour(701), seconds: 604_800 }] }, 'Limits', '700 messages a week (each mailbox)'],
    [{ limits: [perHour(61)] }, 'Limits', '60 messages an hour (each mailbox)'],
    [{ maxFailurePercent: 6 }, expect.any(String), '5%'],
  ] as const)('that is looser than the host’s is refused in words, and nothing is written: %o', async (own: object, field: string, host: string) => {
    const rules = { limits: known([{ ...perHour(700), seconds: 604_800 }, perHour(60)]), maxFailurePercent: known(5) };
    const before = await hosts.get({ id }, CALL);
    await expect(set(rules, own)).rejects.toMatchObject({ code: 'own_rule_looser', params: { field, host } });
    expect(await hosts.get({ id }, CALL)).toEqual(before);
    expect((await hosts.ruleHistory({ id, offset: 0, limit: 10 }, CALL)).total).toBe(0);
    expect(told).toEqual([]);
  });

  test('is refused in the language of the settings', async () => {
    await setting('language', 'ru');
    await expect(set({}, { maxRecipientsPerMessage: 21 })).rejects.toMatchObject({ params: { field: 'Получателей в одном письме', host: '10 получателей' } });
  });

  test('that is looser is refused by a check too, which writes nothing either way', async () => {
    const check = (own: Partial<OwnRules>) => hosts.checkRules({ id, rules: RULES, own: { ...NO_OWN_RULES, ...own } }, CALL);
    await expect(check({ maxRecipientsPerMessage: 11 })).rejects.toMatchObject({ code: 'own_rule_looser', params: { host: '10 recipients' } });
    expect(await check({ maxRecipientsPerMessage: 9 })).toEqual({});
    expect((await hosts.get({ id }, CALL)).own).toEqual(NO_OWN_RULES);
    expect(told).toEqual([]);
    const gone = HostId.parse(opened.core.ids.next());
    await expect(hosts.checkRules({ id: gone, rules: RULES, own: NO_OWN_RULES }, CALL)).rejects.toMatchObject({ code: 'host_not_found' });
  });

  test('that is as strict, or about something the host does not say, is kept', async () => {
    const own = { maxRecipientsPerMessage: 10, smallMailingMax: 500, limits: [perHour(5)], maxSilenceMonths: 24 };
    expect((await set({}, own)).own).toEqual({ ...NO_OWN_RULES, ...own });
  });
});

describe('the history', () => {
  test('can be changed or deleted by no statement', async () => {
    await set({ limits: known([perHour(60)]) });
    const { db } = opened.core;
    const refusal = 'the history of rules is only added to';
    await expect(db.write((tx) => tx.deleteFrom('rule_change').execute())).rejects.toThrow(refusal);
    await expect(db.write((tx) => sql`UPDATE rule_change SET author = 'Somebody else'`.execute(tx))).rejects.toThrow(refusal);
    const { total, rows } = await hosts.ruleHistory({ id, offset: 0, limit: 10 }, CALL);
    expect([total, rows[0]?.author]).toEqual([1, 'Amandine']);
  });
});

test('the terms of the reseller are kept beside the rules', async () => {
  const terms = { lawCountry: 'FR', answerWithinHours: 24, reminderMonths: null, platforms: '', cost: '' } as const;
  await opened.core.db.write((tx) => saveTerms(tx, id, terms));
  expect(await findHost(opened.core.db.read, id)).toMatchObject({ terms, own: NO_OWN_RULES, rules: RULES });
  await expect(opened.core.db.write((tx) => saveTerms(tx, opened.core.ids.next(), terms))).rejects.toMatchObject({ code: 'host_not_found' });
});
