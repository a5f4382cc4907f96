import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { fail } from '../../src/contract/fail.ts';
import { alertsHandlers, judgeAlerts } from '../../src/features/alerts/index.ts';
import { shown } from './fake-panel.ts';
import { type Bench, bench, CALL, last } from './support.ts';

async function refused(made: Bench) {
  const packId = await made.addPack();
  await made.connect(packId);
  await last(made.of.probe({ packId }, CALL));
  made.panel.failing.set('accounts', fail('panel_auth_refused', { status: 401 }));
  return packId;
}

const pull = (made: Bench, packId: Awaited<ReturnType<typeof refused>>) => last(made.of.pull({ packId }, CALL)).catch(() => undefined);

it('keeps that a login was refused, though its alerts cannot be judged', async () => {
  const made = bench();
  const packId = await refused(made);
  await made.opened.core.db.write((tx) => sql`CREATE TRIGGER broken BEFORE INSERT ON alert BEGIN SELECT RAISE(ABORT, 'broken'); END`.execute(tx));
  await pull(made, packId);
  expect(await made.of.get({ packId }, CALL)).toMatchObject({ state: 'refused' });
});

it('ends what was said of a lost connection when it is paused, and when it is taken away', async () => {
  const made = bench();
  const packId = await refused(made);
  const { list } = alertsHandlers(made.opened.core);
  const lost = async () => (await list({ show: 'now', kinds: ['connection_lost'], offset: 0, limit: 10 }, CALL)).rows.length;
  await pull(made, packId);
  expect(await lost()).toBe(1);
  const schedule = { accountsMinutes: 60, usageMinutes: 60 };
  await made.of.setSchedule({ packId, schedule: { ...schedule, paused: true } }, CALL);
  expect(await lost()).toBe(0);
  await made.of.setSchedule({ packId, schedule: { ...schedule, paused: false } }, CALL);
  expect(await lost()).toBe(1);
  await made.of.remove({ packId }, CALL);
  expect(await lost()).toBe(0);
});

it('ends that a pack may be suspended for a refused login when its connection is taken away, and knows nothing of it until it is read', async () => {
  const made = bench();
  const packId = await made.addPack();
  await made.connect(packId);
  made.panel.accounts = [[shown('anna'), shown('boris')]];
  await last(made.of.pull({ packId }, CALL));
  await made.clock.advance(60_000);
  made.panel.failing.set('accounts', fail('panel_auth_refused', { status: 401 }));
  await pull(made, packId);
  const { list } = alertsHandlers(made.opened.core);
  const kinds = async () => (await list({ show: 'now', kinds: [], offset: 0, limit: 10 }, CALL)).rows.map(({ kind }) => kind);
  const pack = async () => (await made.statuses.list({ offset: 0, limit: 1, search: '', states: [], reasonClasses: [] }, CALL)).packs[0];
  expect(await kinds()).toEqual(['pack_suspended']);
  expect(await pack()).toMatchObject({ state: 'pack_suspended', because: 'login_refused' });
  await made.clock.advance(60_000);
  await made.of.remove({ packId }, CALL);
  expect(await kinds()).toEqual([]);
  expect(await pack()).toMatchObject({ state: 'unknown', because: null });
  made.panel.failing.clear();
  await made.connect(packId);
  await made.clock.advance(60_000);
  await last(made.of.pull({ packId }, CALL));
  expect(await pack()).toMatchObject({ state: 'active', because: null });
});

it('judges packs that nobody reads every hour, so that what is over ends and silence is noticed', async () => {
  const made = bench();
  const [unconnected, silent] = [await made.addPack(), await made.addPack('Other')];
  const { core } = made.opened;
  const at = made.clock.now();
  const warning = { warning_id: 'w', at, subject: 'Too much', text: '', hosted_id: null, sent: null, pack_id: unconnected };
  await core.db.write((tx) => tx.insertInto('panel_warning').values(warning).execute());
  await core.db.write((tx) => judgeAlerts(core, tx, { packId: unconnected, at }));
  await made.connect(silent);
  await last(made.of.probe({ packId: silent }, CALL));
  // Nobody may ask for a day, as the panel itself wants it.
  made.panel.failing.set('accounts', fail('panel_busy', { seconds: 86_400 }));
  await made.connections.start();
  await made.clock.advance(60_000);
  const { list } = alertsHandlers(core);
  const open = async () => (await list({ show: 'now', kinds: [], offset: 0, limit: 10 }, CALL)).rows.map(({ kind }) => kind).sort();
  expect(await open()).toEqual(['warned']);
  const asked = made.panel.calls.length;
  await made.clock.advance(8 * 3_600_000);
  expect(made.panel.calls).toHaveLength(asked);
  expect(await open()).toEqual(['connection_lost', 'warned']);
  made.clock.sleep(8 * 86_400_000);
  await made.clock.advance(120_000);
  expect(await open()).not.toContain('warned');
});
