import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { fail } from '../../src/contract/fail.ts';
import { alertsHandlers } from '../../src/features/alerts/index.ts';
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
