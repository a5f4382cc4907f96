import { describe, expect, it } from 'vitest';
import type { PanelAccount, PanelUsage } from '../../src/connectors/connector.ts';
import { HOUR_MS } from '../../src/shared/durations.ts';
import { all, messagesOf, usageOf } from './stage.ts';
import { fixture, recordedReply } from './stand-ins/canned.ts';
import { smallWorld, TODAY, type World } from './stand-ins/world.ts';
import { body, recorded, tricky, YESTERDAY } from './whm-stage.ts';

async function accountsIn(path: string): Promise<PanelAccount[]> {
  return await all((await recorded({ listaccts: body(path) })).connector.accounts(undefined));
}

async function usageIn(path: string): Promise<PanelUsage[]> {
  const { connector, world } = await recorded({ emailtrack_user_stats: body(path) });
  return await usageOf(connector, world);
}

describe('accounts of WHM', () => {
  it('says nothing of outgoing mail where an old server says nothing, and reads limits that are texts', async () => {
    expect(await accountsIn('r08-listaccts-old-server')).toEqual([
      {
        login: 'alphausr',
        birth: 'start:1213866345',
        domain: 'alpha.example',
        otherDomains: [],
        emails: ['simple@alpha.example'],
        owner: 'reseller1',
        plan: 'Sample - Hosting',
        // The text beside it, "08 Jun 19", is 2008, not 2019.
        createdAt: Date.UTC(2008, 5, 19, 9, 5, 45),
        own: false,
        suspended: false,
        locked: false,
        outgoingMail: null,
        reason: '',
        suspendedAt: null,
        lifter: 'unknown',
        limits: [{ count: 500, seconds: 3600, scope: 'domain', source: 'set' }],
        unlimited: false,
      },
    ]);
  });

  it('reads the answer of a server that goes by its oldest interface', async () => {
    expect(await accountsIn('r09-accountsummary-v0-all-strings')).toMatchObject([
      { login: 'w1', emails: [], suspended: false, locked: false, outgoingMail: 'open', suspendedAt: null, limits: [], unlimited: true },
    ]);
  });

  it('takes an answer without its result for none', async () => {
    await expect(accountsIn('r10-listaccts-suspendtime-set-while-active')).rejects.toMatchObject({ code: 'panel_unreadable', params: { call: 'listaccts' } });
  });

  it('believes the time of a suspension only while there is one', async () => {
    const text = fixture('whm/r10-listaccts-suspendtime-set-while-active.json').replace('"data"', '"metadata": { "result": 1 }, "data"');
    const { connector } = await recorded({ listaccts: { body: text } });
    expect(await all(connector.accounts(undefined))).toMatchObject([
      { suspended: false, suspendedAt: null, reason: '', outgoingMail: null, locked: null, unlimited: null },
    ]);
  });

  it('tells every state apart', async () => {
    const accounts = await accountsIn('s01-listaccts-11.138-states');
    expect(accounts.map(({ login, suspended, locked, lifter, outgoingMail, reason }) => ({ login, suspended, locked, lifter, outgoingMail, reason }))).toEqual([
      { login: 'alphausr', suspended: false, locked: false, lifter: 'unknown', outgoingMail: 'open', reason: '' },
      { login: 'betausr', suspended: true, locked: false, lifter: 'unknown', outgoingMail: 'open', reason: 'Overdue on payment' },
      { login: 'gammausr', suspended: true, locked: true, lifter: 'host', outgoingMail: 'open', reason: 'Spam - abuse desk' },
      { login: 'deltausr', suspended: false, locked: false, lifter: 'unknown', outgoingMail: 'suspended', reason: '' },
      { login: 'epsusr', suspended: false, locked: false, lifter: 'unknown', outgoingMail: 'held', reason: '' },
    ]);
    expect(accounts.map(({ limits, unlimited }) => [limits?.[0]?.count ?? null, unlimited])).toEqual([
      [null, true],
      [150, false],
      [200, false],
      // 0 stands for none of its own.
      [null, true],
      [null, null],
    ]);
    expect(accounts[1]).toMatchObject({ suspendedAt: 1761955200_000, emails: ['owner@alpha.example'] });
    expect(accounts[4]).toMatchObject({ emails: [] });
  });

  it('marks the account of the reseller himself', async () => {
    const world = smallWorld();
    const [first] = world.accounts;
    const { connector } = await tricky({}, { ...world, accounts: first === undefined ? [] : [{ ...first, login: world.login }, ...world.accounts] });
    expect((await all(connector.accounts(undefined))).filter(({ own }) => own).map(({ login }) => login)).toEqual([world.login]);
  });

  it('asks for pages by the number of their first record', async () => {
    const { connector, standIn } = await tricky({}, crowd(501));
    expect(await all(connector.accounts(undefined))).toHaveLength(501);
    expect(standIn.requests().map(({ query }) => query.get('api.chunk.start'))).toEqual(['1', '251', '501']);
    expect(standIn.requests().every(({ query }) => query.get('api.version') === '1')).toBe(true);
  });

  it('takes more than it asked for as everything, and the same page again for no list at all', async () => {
    expect(await all((await tricky({ ignoresChunks: true }, crowd(600))).connector.accounts(undefined))).toHaveLength(600);
    const { connector } = await tricky({ ignoresStart: true }, crowd(600));
    await expect(all(connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_unreadable' });
  });

  it('asks for each account by itself where the list is not allowed', async () => {
    const { connector, standIn, world } = await tricky({});
    standIn.behave({ lacks: ['listaccts'] });
    const accounts = await all(connector.accounts(undefined));
    expect(accounts.map(({ login }) => login)).toEqual(world.accounts.map(({ login }) => login));
    expect(accounts[2]).toMatchObject({ locked: true, reason: 'Spam - abuse desk' });
    const { capabilities } = await connector.probe(undefined);
    expect(capabilities.find(({ need }) => need === 'suspended')).toEqual({ need: 'suspended', given: 'given', privilege: '', call: 'accountsummary' });
  });

  it('says of a server of old that it tells nothing of outgoing mail', async () => {
    const { connector } = await tricky({ lacksKeys: ['outgoing_mail_suspended', 'outgoing_mail_hold'] });
    const found = new Map((await connector.probe(undefined)).capabilities.map(({ need, given }) => [need, given]));
    expect([found.get('outgoing_mail'), found.get('suspended'), found.get('limits')]).toEqual(['not_given', 'given', 'given']);
  });
});

function crowd(accounts: number): World {
  const world = smallWorld();
  const [first] = world.accounts;
  return { ...world, accounts: first === undefined ? [] : Array.from({ length: accounts }, (_, index) => ({ ...first, login: `user${index}` })) };
}

describe('figures of WHM', () => {
  it('leaves out what is nobody’s, and keeps the domains of an account apart', async () => {
    expect(
      (await usageIn('r01-emailtrack_user_stats-mixed')).map(({ login, domain, sent, delivered, deferred, failed }) => [
        login,
        domain,
        sent,
        delivered,
        deferred,
        failed,
      ]),
    ).toEqual([
      ['alphausr', 'alpha.example', 31, 34, 0, 0],
      ['alphausr', 'addon.example', 5, 4, 2, 1],
      ['betausr', 'beta.example', 19, 35, 0, 0],
    ]);
  });

  it('keeps the words about a limit that was reached, and learns the limit from them', async () => {
    expect(await usageIn('r02-emailtrack_user_stats-limits-reached')).toMatchObject([
      { login: 'alphausr', limitReached: 'max defers and failures per hour (5/5 (100%))', limit: null },
      { login: 'betausr', limitReached: 'max emails per hour (150/150)', limit: { count: 150, seconds: 3600, scope: 'domain', source: 'observed' } },
    ]);
  });

  it('asks for pages in an order that mail going on does not change, and counts a row that moved to the next page once', async () => {
    const row = (place: number) => ({ USER: `user${place}`, DOMAIN: 'a.example', SENDCOUNT: 1, SUCCESSCOUNT: 1, DEFERCOUNT: 0, FAILCOUNT: 0 });
    const page = (from: number, to: number) => ({
      body: JSON.stringify({ metadata: { result: 1 }, data: { records: Array.from({ length: to - from }, (_, index) => row(from + index)) } }),
    });
    const { connector, world, standIn } = await recorded({ emailtrack_user_stats: [page(0, 1000), page(999, 1100)] });
    const rows = await usageOf(connector, world);
    expect(rows).toHaveLength(1100);
    expect(rows.every(({ sent }) => sent === 1)).toBe(true);
    expect(standIn.requests()[0]?.query.get('api.sort.a.field')).toBe('USER');
    const again = await recorded({ emailtrack_user_stats: page(0, 1000) });
    await expect(usageOf(again.connector, again.world)).rejects.toMatchObject({ code: 'panel_unreadable' });
    expect(again.standIn.requests()).toHaveLength(2);
  });

  it('asks no server for ever that always sends the same page of tries to deliver', async () => {
    const records = Array.from({ length: 500 }, (_, index) => ({ type: 'success', user: 'anna', domain: 'a.example', msgid: `m${index}`, sendunixtime: 1 }));
    const { connector, standIn } = await recorded({ emailtrack_search: { body: JSON.stringify({ metadata: { result: 1 }, data: { records } }) } });
    await expect(messagesOf(connector)).rejects.toMatchObject({ code: 'panel_unreadable' });
    expect(standIn.requests()).toHaveLength(2);
  });

  it('takes an answer without records for silence', async () => {
    expect(await usageIn('s04-empty-records')).toEqual([]);
  });

  it('always names both ends of the time it asks about, and its last second is not in it', async () => {
    const { connector, world, standIn } = await tricky({});
    await usageOf(connector, world);
    const [asked] = standIn.requests();
    expect([asked?.query.get('starttime'), asked?.query.get('endtime')]).toEqual([String(YESTERDAY.from / 1000), String(YESTERDAY.to / 1000 - 1)]);
  });

  it('halves a time whose answer was cut, and adds up', async () => {
    const { traffic } = smallWorld();
    const apart = traffic.map((hour) => (hour.domain === 'addon.example' ? { ...hour, at: hour.at - 8 * HOUR_MS } : hour));
    const { connector, world, standIn } = await tricky({ overflowsAt: 4 }, smallWorld({ traffic: apart }));
    const rows = await usageOf(connector, world);
    expect(rows.map(({ login, domain, sent }) => [login, domain, sent])).toEqual([
      ['alphausr', 'alphausr.example', 1271],
      ['alphausr', 'addon.example', 12],
      ['zetausr', 'zetausr.example', 9],
    ]);
    expect(standIn.calls().length).toBeGreaterThan(1);
  });

  it('asks for half the time where the whole takes too long, and gives up after two tries', async () => {
    const { connect, world } = await tricky({ slowAbove: 12 * 3600 });
    expect((await usageOf(connect({ timeoutMs: 300 }), world)).map(({ login, sent }) => [login, sent])).toContainEqual(['zetausr', 9]);
    const hopeless = await tricky({ slowAbove: 60 });
    await expect(usageOf(hopeless.connect({ timeoutMs: 100 }), world)).rejects.toMatchObject({ code: 'panel_timeout' });
    expect(hopeless.standIn.calls()).toHaveLength(3);
  });

  it('never passes on a part where every answer is cut', async () => {
    const { connector, world } = await tricky({ overflowsAt: 0 });
    await expect(usageOf(connector, world)).rejects.toMatchObject({ code: 'panel_unreadable', params: { call: 'emailtrack_user_stats' } });
  });

  it('takes silence for silence only where older traffic is still kept', async () => {
    const { connector, standIn } = await tricky({ keepsFrom: TODAY - 10 * HOUR_MS });
    const { usage } = connector;
    if (usage?.kind !== 'windows') throw new Error('WHM has figures of any window');
    const hour = (start: number) => ({ from: start, to: start + HOUR_MS });
    expect(await usage.wasSilent?.(hour(TODAY - 20 * HOUR_MS), undefined)).toBe(false);
    expect(await usage.wasSilent?.(hour(TODAY - 2 * HOUR_MS), undefined)).toBe(true);
    const asked = standIn.calls().length;
    expect(await usage.wasSilent?.(hour(TODAY - HOUR_MS), undefined)).toBe(true);
    expect(standIn.calls().length).toBe(asked);
  });
});

describe('answers of WHM', () => {
  it('stops at a refused login, which is JSON of another form said to be text', async () => {
    const { connector, standIn } = await recorded({ version: recordedReply('whm/r12-http-403-access-denied.json') });
    await expect(connector.probe(undefined)).rejects.toMatchObject({ code: 'panel_auth_refused', params: { status: 403 } });
    expect(standIn.calls()).toEqual(['GET version']);
  });

  it.each([200, 403])('takes a missing privilege for one call only, whatever its status (%i)', async (status) => {
    const { connector } = await recorded({
      emailtrack_user_stats: { ...body('r15-permission-denied-reseller'), status },
      listaccts: body('s01-listaccts-11.138-states'),
    });
    await expect(usageOf(connector, smallWorld())).rejects.toMatchObject({
      code: 'panel_privilege_missing',
      params: { call: 'emailtrack_user_stats', privilege: 'track-email' },
    });
    expect(await all(connector.accounts(undefined))).toHaveLength(5);
  });

  it('takes a login that is refused with status 200 for refused all the same', async () => {
    const { connector } = await recorded({ listaccts: { ...recordedReply('whm/r12-http-403-access-denied.json'), status: 200 } });
    await expect(all(connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_auth_refused' });
  });

  it('reads the version in the older envelope', async () => {
    const { connector } = await recorded({
      version: recordedReply('whm/r13-http-200-legacy-envelope-version.json'),
      listaccts: body('s01-listaccts-11.138-states'),
      emailtrack_user_stats: body('s04-empty-records'),
      emailtrack_search: body('s04-empty-records'),
    });
    expect(await connector.probe(undefined)).toMatchObject({ version: '11.134.0.44', resellerSuspended: null });
  });

  it('knows a web page, whatever was asked', async () => {
    const { connector } = await recorded({ listaccts: recordedReply('whm/r14-http-200-html-instead-of-json.json') });
    await expect(all(connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_not_an_api' });
  });

  it('passes on what the oldest interface says went wrong', async () => {
    const { connector } = await recorded({
      listaccts: { body: '{"status":0,"statusmsg":"Unknown App Requested for this version (0) of the api: listaccts"}' },
      emailtrack_user_stats: { body: '{"result":[{"status":"0","statusmsg":"Sorry"}]}' },
    });
    await expect(all(connector.accounts(undefined))).rejects.toMatchObject({ code: 'panel_refused', params: { call: 'listaccts' } });
    await expect(usageOf(connector, smallWorld())).rejects.toMatchObject({ code: 'panel_refused', params: { reason: 'Sorry' } });
  });

  it('keeps a login that fits into no header at home', async () => {
    const { connect, standIn } = await tricky({});
    await expect(connect({ secret: 'line\r\nbreak' }).probe(undefined)).rejects.toMatchObject({ code: 'panel_auth_refused' });
    expect(standIn.calls()).toEqual([]);
  });
});
