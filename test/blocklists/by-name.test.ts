import { domainToASCII } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PackId, WatchedIpId } from '../../src/contract/ids.ts';
import { lastSaid, listedOfPack, mayAskList, staysOf } from '../../src/features/blocklists/index.ts';
import { makePack } from '../support/hosted.ts';
import { addList, CALL, openScene, type Scene } from './lists.ts';

const IP6 = '2001:db8::7';
const NIBBLES = '7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2';
const TODAY = '2026-11-21';
let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.close());

const db = () => scene.test.core.db.read;
const mayAsk = (subject: string, list: string, today = TODAY) => mayAskList(db(), { subject, list, today });

async function stay(subject: string, listId: string, part = ''): Promise<void> {
  const codes = JSON.stringify(part === '' ? [] : [{ value: '127.0.0.2', meaning: 'listed', part }]);
  await scene.test.core.db.write((tx) =>
    tx
      .insertInto('blocklist_listing')
      .values({ subject, list_id: listId, after_at: null, first_at: 1, last_at: 1, ended_at: null, codes, reason: '' })
      .execute(),
  );
}

async function own(ip: string, validTo: string | null): Promise<void> {
  await scene.handlers.addIps({ ips: [ip], packId: null, holder: 'reseller', shared: false, note: '', validFrom: '2024-01-01' }, CALL);
  const id = WatchedIpId.parse((await scene.handlers.overview({}, CALL)).ips[0]?.id);
  await scene.handlers.changeIp({ id, packId: null, holder: 'reseller', shared: false, note: '', validTo }, CALL);
}

describe('who may ask a list', () => {
  it.each([
    ['SBL', false],
    ['Spamhaus SBL', false],
    ['Spamhaus PBL', false],
    ['Spamhaus SBL/PBL/XBL', false],
    ['zen.spamhaus.org', false],
    ['Trend Micro Email Reputation Services', false],
    ['Free', false],
    ['PSBL', true],
    ['virusfree.cz', true],
    ['Spamhaus XBL', true],
  ])('%s', async (list, expected) => {
    expect(await mayAsk('192.0.2.7', list)).toBe(expected);
  });

  it('is whoever holds the address, however it is written', async () => {
    await own('2001:DB8::7', null);
    expect(await mayAsk('2001:DB8:0::7', 'Spamhaus SBL')).toBe(true);
    expect(await mayAsk('2001:db8::8', 'Spamhaus SBL')).toBe(false);
  });

  it('is not who held it once', async () => {
    await own('192.0.2.7', '2025-01-01');
    expect(await mayAsk('192.0.2.7', 'Spamhaus SBL')).toBe(false);
    expect(await mayAsk('192.0.2.7', 'Spamhaus SBL', '2025-01-01')).toBe(true);
    expect(await mayAsk('192.0.2.7', 'Spamhaus SBL', '2023-12-31')).toBe(false);
  });
});

describe('a stay on a list', () => {
  it('is another list’s where only its name has the same letters', async () => {
    await stay('192.0.2.7', 'virusfree');
    await stay('192.0.2.7', 'psbl');
    expect(await staysOf(db(), { subject: '192.0.2.7', list: 'Free' })).toEqual([]);
    expect(await staysOf(db(), { subject: '192.0.2.7', list: 'SBL' })).toEqual([]);
    expect(await staysOf(db(), { subject: '192.0.2.7', list: 'virusfree.cz' })).toMatchObject([{ listId: 'virusfree' }]);
  });

  it('is that of the part that is named', async () => {
    await stay('192.0.2.7', 'spamhaus-zen', 'PBL');
    expect(await staysOf(db(), { subject: '192.0.2.7', list: 'Spamhaus SBL' })).toEqual([]);
    for (const list of ['Spamhaus PBL', 'Spamhaus SBL/PBL/XBL', 'zen.spamhaus.org']) {
      expect(await staysOf(db(), { subject: '192.0.2.7', list })).toHaveLength(1);
    }
  });

  it('and what was said last are found, however the subject is written', async () => {
    const id = await addList(scene, 'six.example', ['ip6']);
    scene.names.set(`${NIBBLES}.six.example`, { values: ['127.0.0.2'] });
    await own(IP6, null);
    await scene.check();
    expect(await staysOf(db(), { subject: '2001:DB8:0::7', list: 'six.example' })).toMatchObject([{ listId: id }]);
    expect(await lastSaid(db(), { subject: '2001:DB8:0::7', list: 'six.example' })).not.toBeNull();
    await stay(domainToASCII('кедр.example'), 'surbl');
    expect(await staysOf(db(), { subject: 'Кедр.example', list: 'SURBL' })).toHaveLength(1);
  });
});

describe('what of a pack is on lists', () => {
  it('is an address in use on that day, no earlier and no later', async () => {
    const packId = PackId.parse(await makePack(scene.test));
    const id = await addList(scene, 'bl.example');
    await scene.handlers.addIps({ ips: ['192.0.2.99'], packId, holder: 'host', shared: true, note: '', validFrom: '2026-11-20' }, CALL);
    const ip = WatchedIpId.parse((await scene.handlers.overview({}, CALL)).ips[0]?.id);
    await scene.handlers.changeIp({ id: ip, packId, holder: 'host', shared: true, note: '', validTo: '2026-11-21' }, CALL);
    await stay('192.0.2.99', id);
    const on = async (today: string) => (await listedOfPack(db(), { packId, today })).length;
    expect([await on('2026-11-19'), await on('2026-11-20'), await on('2026-11-21'), await on('2026-11-22')]).toEqual([0, 1, 1, 0]);
  });
});
