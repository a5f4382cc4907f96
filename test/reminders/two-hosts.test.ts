import { afterEach, expect, it } from 'vitest';
import { HostId } from '../../src/contract/ids.ts';
import { DAY_MS } from '../../src/shared/durations.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

let shop: Workshop | undefined;
afterEach(async () => {
  await shop?.close();
  shop = undefined;
});

/** A client with accounts at the first host and at others of these names, told at all of them on 5 January. */
async function toldAt(others: readonly string[], opening: Parameters<typeof openWorkshop>[0] = {}) {
  const made = await openWorkshop(opening);
  shop = made;
  const id = await made.addClient();
  await made.publish();
  for (const name of others) {
    const other = await made.client.hosts.create({ presetId: 'neutral', name, packName: `${name} pack` });
    const [pack] = other.packs;
    if (pack === undefined) throw new Error('no pack');
    await made.change(id, ({ accounts }) => ({ accounts: [...accounts, { packId: pack.id, mainDomain: `${name.toLowerCase()}.example` }] }));
    await made.publish(HostId.parse(other.id));
  }
  await made.tellAll();
  return made;
}

/** Nobody is at work for the ten months after that. */
async function missedAtBoth() {
  const made = await toldAt(['Other']);
  made.clock.sleep(300 * DAY_MS);
  return made;
}

it('catches up with a client once, however many hosts he missed a reminder of, and sends the other one a week later', async () => {
  const made = await missedAtBoth();
  expect((await made.planned()).map(({ state }) => state)).toEqual(['late', 'late']);
  expect(await made.run()).toMatchObject({ queued: 1 });
  await made.flush();
  expect(await made.run()).toMatchObject({ queued: 0 });
  const [left] = await made.planned({ states: ['planned'] });
  expect(left).toMatchObject({ why: expect.arrayContaining([expect.objectContaining({ code: 'late' }), expect.objectContaining({ code: 'quiet' })]) });
  expect((await made.client.reminders.calendar({ days: 7 })).catchUp).toMatchObject({ late: 0, asks: false });
  made.clock.sleep(6 * DAY_MS);
  expect(await made.run()).toMatchObject({ queued: 0 });
  made.clock.sleep(Date.parse(left?.sendAt ?? '') - made.clock.now());
  expect(await made.run()).toMatchObject({ queued: 1 });
  expect(await made.client.reminders.history({})).toMatchObject({ total: 2, rows: [{ outcome: 'queued' }, { outcome: 'queued' }] });
});

it('counts nothing that was passed over', async () => {
  const made = await missedAtBoth();
  const [first] = await made.planned();
  if (first === undefined) throw new Error('nothing planned');
  await made.client.reminders.skip({ clientId: first.clientId, hostId: first.hostId });
  expect(await made.run()).toMatchObject({ queued: 1 });
});

it('calls nothing late that waits through the quiet days of one mail after another', async () => {
  const made = await toldAt(['Second', 'Third'], { settings: { quietDays: 10 } });
  for (let left = 3; left > 0; left--) {
    const moments = (await made.planned()).map(({ sendAt }) => Date.parse(sendAt ?? ''));
    made.clock.sleep(Math.max(0, Math.min(...moments) - made.clock.now()));
    expect((await made.planned({ states: ['late'] })).length).toBe(0);
    expect(await made.run()).toMatchObject({ queued: 1 });
    await made.flush();
  }
  const runs = await made.db.read.selectFrom('reminder_run').select(['host_id', 'outcome']).execute();
  expect(new Set(runs.map(({ host_id }) => host_id)).size).toBe(3);
  expect(runs.map(({ outcome }) => outcome)).toEqual(['queued', 'queued', 'queued']);
});
