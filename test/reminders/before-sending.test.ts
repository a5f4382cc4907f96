import { afterEach, describe, expect, it } from 'vitest';
import type { ClientId } from '../../src/contract/ids.ts';
import { DAY_MS, HOUR_MS } from '../../src/shared/durations.ts';
import { until } from '../support/sending.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

let shop: Workshop | undefined;
afterEach(async () => {
  await shop?.close();
  shop = undefined;
});

/** A workshop with a reminder to each client in the outbox on Monday, 6 July, at noon in Paris; `clients` notices were delivered before. */
async function queued(clients = 1) {
  const made = await openWorkshop();
  shop = made;
  const ids: ClientId[] = [];
  for (let index = 0; index < clients; index++) ids.push(await made.addClient());
  await made.publish();
  await made.tellAll();
  made.clock.sleep(Date.parse('2026-07-06T10:00:00Z') - made.clock.now());
  expect(await made.run()).toMatchObject({ queued: clients });
  return { made, ids };
}

/** Gives the client's accounts another status. */
async function setStatus({ change }: Workshop, id: ClientId, status: 'closed' | 'suspended') {
  await change(id, ({ accounts }) => ({ accounts: accounts.map((account) => ({ ...account, status })) }));
}

const states = async (made: Workshop) => (await made.reminders()).map(({ state, error_code }) => [state, error_code]);

describe('a flush, by a command for which nobody else works', () => {
  it('sends no reminder that a pause holds back, however long it lasts', async () => {
    const { made } = await queued();
    const { id } = await made.client.reminders.hold({ kind: 'pause', scope: 'all' });
    // Longer than a message is put off at a time.
    made.clock.sleep(3 * HOUR_MS);
    expect(await made.flush()).toMatchObject({ sent: 0, waiting: 1 });
    await made.client.reminders.endHold({ id });
    made.clock.sleep(DAY_MS - 3 * HOUR_MS);
    expect(await made.flush()).toMatchObject({ sent: 1, waiting: 0 });
  });

  it('sends no reminder after the working hours, and every notice', async () => {
    const { made } = await queued();
    await made.addClient();
    expect(await made.done(made.client.notices.issue({ allDue: true }))).toMatchObject({ issued: 1 });
    made.clock.sleep(12 * HOUR_MS);
    expect(await made.flush()).toMatchObject({ sent: 1, waiting: 1 });
    expect((await made.reminders()).map(({ state, due_at }) => [state, new Date(due_at).toISOString()])).toEqual([['queued', '2026-07-07T07:00:00.000Z']]);
  });
});

describe('after the computer slept', () => {
  it('nothing leaves that is held back now, whoever wakes first', async () => {
    const { made } = await queued();
    await made.client.outbox.pause({});
    await made.app.start();
    await made.clock.advance(1000);
    made.clock.sleep(14 * HOUR_MS);
    await made.client.outbox.resume({});
    // Time for the outbox alone: no timer fires.
    for (let turn = 0; turn < 50; turn++) await made.clock.yield();
    expect(made.delivered).toHaveLength(1);
    made.clock.sleep(7 * HOUR_MS);
    await until(async () => {
      await made.clock.advance(30_000);
      return made.delivered.length === 2;
    });
    expect(new Date(made.delivered[1]?.at ?? 0).toISOString().slice(0, 13)).toBe('2026-07-07T07');
  });

  it('nothing leaves when the clock was set on to the evening instead', async () => {
    const { made } = await queued();
    await made.client.outbox.pause({});
    await made.app.start();
    await made.clock.advance(1000);
    made.clock.jump(14 * HOUR_MS);
    await made.client.outbox.resume({});
    for (let turn = 0; turn < 50; turn++) await made.clock.yield();
    expect(made.delivered).toHaveLength(1);
  });
});

describe('a reminder in the outbox to somebody who left', () => {
  it('is taken out by itself, which says why', async () => {
    const { made, ids } = await queued(2);
    const [first] = ids;
    if (first === undefined) throw new Error('no client');
    await made.client.outbox.pause({});
    await made.app.start();
    await setStatus(made, first, 'closed');
    await until(async () => {
      await made.clock.advance(1000);
      return (await states(made)).some(([state]) => state === 'cancelled');
    });
    expect((await states(made)).sort()).toEqual([
      ['cancelled', 'no_account'],
      ['queued', ''],
    ]);
    expect(await made.planned({ clientId: first })).toMatchObject([{ state: 'stopped', stop: 'no_account' }]);
    expect((await made.client.clients.get({ id: first })).timeline[0]).toMatchObject({ event: 'reminder_cancelled', params: { because: 'no_account' } });
  });

  it('is taken out before a flush', async () => {
    const { made, ids } = await queued();
    const [first] = ids;
    if (first === undefined) throw new Error('no client');
    await setStatus(made, first, 'closed');
    expect(await made.flush()).toMatchObject({ sent: 0, waiting: 0 });
    expect(await states(made)).toEqual([['cancelled', 'no_account']]);
  });

  it('waits while the account is only suspended', async () => {
    const { made, ids } = await queued();
    const [first] = ids;
    if (first === undefined) throw new Error('no client');
    await setStatus(made, first, 'suspended');
    expect(await made.flush()).toMatchObject({ sent: 0, waiting: 1 });
    expect(await states(made)).toEqual([['queued', '']]);
  });
});
