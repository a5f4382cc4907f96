import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AlertId, HostedId, HostId, type PackId } from '../../src/contract/ids.ts';
import { alertsHandlers } from '../../src/features/alerts/index.ts';
import { hostsHandlers } from '../../src/features/hosts/index.ts';
import { statusesHandlers } from '../../src/features/statuses/index.ts';
import { dateIn, startOfDay } from '../../src/shared/calendar.ts';
import type { LogFacts } from '../../src/shared/logs.ts';
import { makePack, panelAccount, panelUsage, readList } from '../support/hosted.ts';
import { BEGIN, NIGHT_OVER, nightScene } from '../support/log-facts.ts';
import { readWindow } from '../usage/support.ts';
import { openScene, type Scene } from './world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LOGINS = ['alpine', 'blue', 'casa', 'joy'];
const call = { signal: undefined };
let scene: Scene;
let packId: PackId;
/** The end of the hours that were read. */
let end: number;

beforeEach(async () => {
  scene = openScene();
  packId = await makePack(scene);
  await readList(
    scene,
    packId,
    LOGINS.map((login) => panelAccount(login)),
  );
  end = scene.clock.now();
});
afterEach(() => scene.close());

async function idOf(login: string): Promise<HostedId> {
  const { id } = await scene.core.db.read.selectFrom('hosted_account').where('login', '=', login).select('id').executeTakeFirstOrThrow();
  return HostedId.parse(id);
}

/** A month of quiet days and one of hours, in the last of which one account sends far more, most of it in vain. */
async function fillPanel(burst = 1500): Promise<void> {
  for (let ago = 30; ago >= 2; ago -= 1) {
    const start = startOfDay(dateIn(end - ago * DAY, 'Europe/Paris'), 'Europe/Paris');
    await readWindow(
      scene,
      { packId, grain: 'day', start },
      LOGINS.map((login, index) => panelUsage(login, 40 + index * 5 + (ago % 3))),
    );
  }
  for (let ago = 33; ago >= 1; ago -= 1) {
    const sent = (login: string): number => (login === 'joy' && ago <= 3 ? burst : 2);
    const rows = LOGINS.map((login) => panelUsage(login, sent(login), sent(login) > 100 ? { failed: 900, delivered: sent(login) - 900 } : {}));
    await readWindow(scene, { packId, grain: 'hour', start: end - ago * HOUR }, rows);
  }
}

const codes = (list: readonly { readonly code: string }[]): string[] => list.map(({ code }) => code);
const now = (): string => new Date(end).toISOString();

describe('what the panel showed', () => {
  it('is enough to name whom to ask, and says that only sums are known', async () => {
    await fillPanel();
    const verdict = await scene.judge({ packId, at: now(), windowMinutes: 360 });
    expect(verdict).toMatchObject({ packId, packName: 'Northhost 50', sources: [{ kind: 'panel', name: 'Northhost 50', logId: null }] });
    expect(verdict.suspects[0]).toMatchObject({ account: 'joy', domain: 'joy.example', hostedId: await idOf('joy'), recipients: 4506 });
    expect(verdict.suspects[0]?.label).not.toBeNull();
    expect(codes(verdict.gaps)).toContain('counts_only');
    expect(codes(verdict.gaps)).toContain('no_limit_known');
  });

  it('names nobody where nothing is out of the ordinary', async () => {
    await fillPanel(2);
    expect(await scene.judge({ packId, at: now(), windowMinutes: 360 })).toMatchObject({ outcome: 'none', victims: [] });
  });

  it('still serves when the pack is suspended and nothing can be read any more', async () => {
    await fillPanel();
    await statusesHandlers(scene.core).setByHand({ packId, state: 'pack_suspended', reason: 'spam', sinceOn: null }, call);
    await scene.clock.advance(3 * DAY);
    const moment = await scene.culprits.moment({ logIds: [], packId }, call);
    expect(moment).toEqual({ at: now(), because: 'pack_suspended', account: '' });
    const verdict = await scene.judge({ packId, at: moment.at, windowMinutes: 360 });
    expect(verdict.suspects[0]).toMatchObject({ account: 'joy', recipients: 4506 });
  });

  it('is held against the limit of the host, and against what was announced', async () => {
    await fillPanel();
    const { rules, own, id } = await hostOf();
    const source = { source: 'https://northhost.example/terms', readOn: '2026-11-01' };
    const limit = { count: 500, seconds: 3600, counts: 'messages' as const, scope: 'pack' as const, contractual: true };
    await hostsHandlers(scene.core).setRules({ id, rules: { ...rules, limits: { state: 'known', value: [limit], ...source } }, own, reason: '' }, call);
    const span = { from: new Date(end - 4 * HOUR).toISOString(), to: new Date(end + HOUR).toISOString() };
    await alertsHandlers(scene.core).announce({ hostedId: await idOf('joy'), ...span, messages: 5000, note: 'winter sale' }, call);
    const verdict = await scene.judge({ packId, at: now(), windowMinutes: 360 });
    expect(verdict.limit).toEqual({ count: 500, seconds: 3600, scope: 'pack', counts: 'messages', from: 'host' });
    const joy = verdict.suspects.find(({ account }) => account === 'joy');
    expect(joy?.sufficientAlone).toBe(true);
    expect(codes(joy?.reasonsAgainst ?? [])).toContain('announced');
  });

  it('knows when an account was stopped by the host', async () => {
    await fillPanel();
    await statusesHandlers(scene.core).setByHand({ hostedId: await idOf('joy'), state: 'mail_suspended', reason: 'spam was sent', sinceOn: null }, call);
    const verdict = await scene.judge({ packId, at: new Date(end + HOUR / 2).toISOString(), windowMinutes: 360 });
    expect(codes(verdict.suspects[0]?.reasonsFor ?? [])).toContain('suspended_by_host');
  });

  it('needs something that was read', async () => {
    await expect(scene.judge({ packId, at: now() })).rejects.toMatchObject({ code: 'nothing_to_judge' });
    await expect(scene.culprits.moment({ logIds: [], packId }, call)).rejects.toMatchObject({ code: 'nothing_to_judge' });
  });

  async function hostOf() {
    const { host_id } = await scene.core.db.read.selectFrom('pack').where('id', '=', packId).select('host_id').executeTakeFirstOrThrow();
    const id = HostId.parse(host_id);
    return { ...(await hostsHandlers(scene.core).get({ id }, call)), id };
  }
});

describe('logs and panel together', () => {
  it('tell of one account once, by whichever shows the moment best', async () => {
    const logId = await scene.scan(packId);
    const verdict = await scene.judge({ logIds: [logId] });
    expect(verdict.packId).toBe(packId);
    expect(verdict.sources.map(({ kind }) => kind)).toEqual(['log']);
    expect(verdict.suspects.filter(({ account }) => account === 'joy')).toMatchObject([
      { hostedId: await idOf('joy'), domain: 'joy.example', label: 'strong' },
    ]);
  });

  it('continue each other when one log begins where another ends, and stay apart when they overlap', async () => {
    await scene.close();
    const whole = nightScene();
    const half = (from: number, to: number): LogFacts => ({
      ...whole,
      ...{ from, to: to - 1 },
      accounts: whole.accounts.map((account) => ({ ...account, cells: account.cells.filter(({ start }) => start >= from && start < to) })),
    });
    const cut = BEGIN + 26 * 3600;
    const waiting = [half(BEGIN, cut), half(cut, BEGIN + 32 * 3600), whole];
    const scanner = { scan: async () => waiting.shift() ?? whole, follow: () => Promise.reject(new Error('Nothing is followed here')) };
    scene = openScene({ logs: scanner });
    const [first, second, all] = [await scene.scan(), await scene.scan(), await scene.scan()];
    const joined = await scene.judge({ logIds: [first, second] });
    const one = await scene.judge({ logIds: [all] });
    const asOne = ({ suspects }: typeof one) => suspects.map(({ account, label, recipients, excess }) => ({ account, label, recipients, excess }));
    expect(asOne(joined)).toEqual(asOne(one));
    const overlapping = await scene.judge({ logIds: [first, all] });
    expect(overlapping.suspects[0]).toMatchObject({ account: 'joy', recipients: one.suspects[0]?.recipients });
  });
});

describe('where to look first', () => {
  it('is the first refusal of the server itself, else where most was sent', async () => {
    const logId = await scene.scan();
    const moment = await scene.culprits.moment({ logIds: [logId], packId: null }, call);
    expect(moment).toEqual({ at: new Date((BEGIN + 27 * 3600 + 1800) * 1000).toISOString(), because: 'most', account: '' });
    expect(Date.parse(moment.at)).toBeLessThan(Date.parse(NIGHT_OVER));
  });

  it('is the end of what was read of a panel where nothing else is known', async () => {
    await fillPanel(2);
    expect(await scene.culprits.moment({ logIds: [], packId }, call)).toEqual({ at: now(), because: 'end', account: '' });
  });

  it('refuses what it does not know', async () => {
    const alertId = AlertId.parse('0190d5c4-7c3c-7a7a-8a8a-000000000001');
    await expect(scene.culprits.moment({ logIds: [], packId: null, alertId }, call)).rejects.toMatchObject({ code: 'alert_not_found' });
  });
});
