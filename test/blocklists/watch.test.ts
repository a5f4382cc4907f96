import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PackId, WatchedIpId } from '../../src/contract/ids.ts';
import { alertsHandlers } from '../../src/features/alerts/index.ts';
import { makePack } from '../support/hosted.ts';
import { until } from '../support/sending.ts';
import { addList, answerOf, CALL, openScene, type Scene } from './lists.ts';

const IP = '192.0.2.99';
const NAME = '99.2.0.192.bl.example';
const HOUR = 3_600_000;
let scene: Scene;
let listId: string;

beforeEach(async () => {
  scene = await openScene();
  listId = await addList(scene, 'bl.example');
});
afterEach(() => scene.close());

const iso = (at: number) => new Date(at).toISOString();
const alerts = async () => (await alertsHandlers(scene.test.core).list({ show: 'all', kinds: ['listed'], offset: 0, limit: 10 }, CALL)).rows;

describe('what is watched', () => {
  it('knows between which checks it came onto a list and left it, and nothing ends while nobody knows', async () => {
    const { clock } = scene.test;
    const [clean, listed, silent, gone] = [0, 1, 2, 3].map((days) => clock.now() + days * 24 * HOUR);
    await scene.handlers.addIps({ ips: [IP], packId: null, holder: 'host', shared: true, note: '' }, CALL);
    await scene.check();
    await clock.advance(24 * HOUR);
    scene.names.set(NAME, { values: ['127.0.0.2'] });
    expect(await scene.check()).toMatchObject({ listed: 1, delisted: 0 });
    await clock.advance(24 * HOUR);
    scene.names.set(NAME, { rcode: 'servfail' });
    expect(await scene.check()).toMatchObject({ listed: 0, delisted: 0 });
    const unsure = await answerOf(scene, IP, listId);
    expect(unsure.answer).toMatchObject({
      state: 'no_answer',
      known: { state: 'listed', at: iso(listed ?? 0) },
      listedSince: iso(listed ?? 0),
      at: iso(silent ?? 0),
    });
    expect(unsure.listings).toMatchObject([{ endedAt: null }]);
    expect(unsure.route).toMatchObject({ to: 'host' });
    await clock.advance(24 * HOUR);
    scene.names.delete(NAME);
    expect(await scene.check()).toMatchObject({ listed: 0, delisted: 1 });
    const [stay] = await scene.handlers.listings({ subject: IP, open: false }, CALL);
    expect(stay).toMatchObject({ after: iso(clean ?? 0), firstAt: iso(listed ?? 0), lastAt: iso(listed ?? 0), endedAt: iso(gone ?? 0) });
    expect((await answerOf(scene, IP, listId)).route).toBeNull();
    scene.names.set(NAME, { values: ['127.0.0.2'] });
    await clock.advance(HOUR);
    await scene.check();
    expect(await scene.handlers.listings({ subject: IP, open: false }, CALL)).toHaveLength(2);
  });

  it('is an alert of its pack from the listing on, until it is gone', async () => {
    const packId = await makePack(scene.test);
    await scene.handlers.addIps({ ips: [IP], packId, holder: 'host', shared: true, note: '' }, CALL);
    await scene.check();
    expect(await alerts()).toEqual([]);
    scene.names.set(NAME, { values: ['127.0.0.2'] });
    await scene.check();
    expect(await alerts()).toMatchObject([{ kind: 'listed', level: 'info', packId, closedAt: null, facts: { subject: IP, lists: 'bl.example', count: 1 } }]);
    scene.names.set(NAME, { silent: true });
    await scene.check();
    expect(await alerts()).toMatchObject([{ closedAt: null }]);
    scene.names.delete(NAME);
    await scene.check();
    const [over] = await alerts();
    expect(over?.closedAt).not.toBeNull();
  });

  it.each([
    ['the list is switched off', () => scene.handlers.setList({ id: listId, enabled: false }, CALL)],
    [
      'the address is in use no more',
      async () => {
        const [ip] = (await scene.handlers.overview({}, CALL)).ips;
        const id = WatchedIpId.parse(ip?.id);
        await scene.handlers.changeIp(
          { id, packId: ip?.packId === undefined ? null : PackId.nullable().parse(ip.packId), holder: 'host', shared: true, note: '', validTo: '2026-11-20' },
          CALL,
        );
      },
    ],
  ] as const)('is no alert any more when %s: nobody would see it end', async (_, end) => {
    const packId = await makePack(scene.test);
    scene.names.set(NAME, { values: ['127.0.0.2'] });
    await scene.handlers.addIps({ ips: [IP], packId, holder: 'host', shared: true, note: '' }, CALL);
    await scene.check();
    expect(await alerts()).toMatchObject([{ closedAt: null }]);
    await end();
    await scene.check();
    const [over] = await alerts();
    expect(over?.closedAt).not.toBeNull();
  });

  it('is asked by itself once a day while the program runs, and only after somebody agreed', async () => {
    const { clock } = scene.test;
    await scene.handlers.addIps({ ips: [IP], packId: null, holder: 'host', shared: true, note: '' }, CALL);
    await scene.handlers.setSettings({ watch: true, everyHours: 24 }, CALL);
    await scene.handlers.agree({ agreed: false }, CALL);
    await scene.lists.start();
    await clock.advance(2 * 60_000);
    expect(scene.server.asked).toEqual([]);
    await scene.handlers.agree({ agreed: true }, CALL);
    await clock.advance(60_000);
    await until(async () => (await scene.handlers.overview({}, CALL)).lastRun !== null);
    const { lastRun, nextAt } = await scene.handlers.overview({}, CALL);
    expect(lastRun).toMatchObject({ by: 'watch', outcome: 'done' });
    expect(nextAt).toBe(iso(Date.parse(lastRun?.endedAt ?? '') + 24 * HOUR));
    const before = scene.server.asked.length;
    await clock.advance(23 * HOUR);
    expect(scene.server.asked.length).toBe(before);
    await clock.advance(HOUR + 60_000);
    await until(async () => scene.server.asked.length > before);
  });

  it('is asked about no more after its last day', async () => {
    await scene.handlers.addIps({ ips: [IP], packId: null, holder: 'host', shared: true, note: '' }, CALL);
    const [ip] = (await scene.handlers.overview({}, CALL)).ips;
    if (ip === undefined) throw new Error('No address');
    await scene.handlers.changeIp({ id: WatchedIpId.parse(ip.id), packId: null, holder: 'reseller', shared: false, note: '', validTo: '2026-11-20' }, CALL);
    expect(await scene.check()).toMatchObject({ subjects: 0 });
    expect(scene.server.asked).toEqual([]);
  });
});

describe('whom a removal is asked of', () => {
  it.each([
    ['host', 'host'],
    ['reseller', 'list'],
  ] as const)('is, where the %s holds the address, the %s', async (holder, to) => {
    scene.names.set(NAME, { values: ['127.0.0.2'] });
    await scene.handlers.addIps({ ips: [IP], packId: null, holder, shared: false, note: '' }, CALL);
    await scene.check();
    expect((await answerOf(scene, IP, listId)).route).toMatchObject({ to });
  });

  it('is the host, where the reseller held the address once', async () => {
    scene.names.set(NAME, { values: ['127.0.0.2'] });
    await scene.handlers.addIps({ ips: [IP], packId: null, holder: 'reseller', shared: false, note: '' }, CALL);
    await scene.check();
    const id = WatchedIpId.parse((await scene.handlers.overview({}, CALL)).ips[0]?.id);
    await scene.handlers.changeIp({ id, packId: null, holder: 'reseller', shared: false, note: '', validTo: '2026-11-20' }, CALL);
    expect((await answerOf(scene, IP, listId)).route).toMatchObject({ to: 'host' });
  });

  it('is told of lists that nobody can ask, too: Trend Micro listens to the holder only', async () => {
    await scene.handlers.addIps({ ips: [IP], packId: null, holder: 'host', shared: true, note: '' }, CALL);
    expect((await answerOf(scene, IP, 'trendmicro')).route).toMatchObject({ to: 'host', removal: { who: 'holder', procedure: 'trendmicro' } });
  });
});

describe('what is entered', () => {
  it('is an address, in any spelling, once; or nothing is added', async () => {
    const add = (ips: string[]) => scene.handlers.addIps({ ips, packId: null, holder: 'host', shared: true, note: '' }, CALL);
    await expect(add([IP, '192.0.2.300'])).rejects.toMatchObject({ code: 'ip_invalid', params: { value: '192.0.2.300' } });
    expect((await scene.handlers.overview({}, CALL)).ips).toEqual([]);
    expect(await add([IP, '2001:DB8::1', '2001:db8:0:0::1'])).toEqual({ added: 2, known: 1 });
    expect(await add([IP])).toEqual({ added: 0, known: 1 });
  });

  it.each([['dns.example'], ['192.0.2.1:0'], ['192.0.2.1:70000'], ['[192.0.2.1]:53'], ['2001:db8::1%eth0']])('is no name server: %s', async (value) => {
    await expect(scene.handlers.setSettings({ servers: [value] }, CALL)).rejects.toMatchObject({ code: 'resolver_invalid' });
  });

  it.each([['192.0.2.1'], ['192.0.2.1:5353'], ['2001:db8::1'], ['[2001:db8::1]:53']])('is a name server: %s', async (value) => {
    expect((await scene.handlers.setSettings({ servers: [value] }, CALL)).servers).toEqual([value]);
  });

  it('is the zone of a list only where names can be', async () => {
    await expect(scene.handlers.addList({ name: 'X', zone: 'bl example', subjects: ['ip4'], link: '' }, CALL)).rejects.toMatchObject({ code: 'zone_invalid' });
    await expect(scene.handlers.removeList({ id: 'spamcop' }, CALL)).rejects.toMatchObject({ code: 'blocklist_not_found' });
    await scene.handlers.removeList({ id: listId }, CALL);
    expect((await scene.handlers.catalogue({}, CALL)).some(({ id }) => id === listId)).toBe(false);
  });
});
