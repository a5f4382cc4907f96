import { afterEach, expect, it } from 'vitest';
import { HostId } from '../../src/contract/ids.ts';
import { DAY, openWorkshop, type Workshop } from './workshop.ts';

let shop: Workshop | undefined;
afterEach(async () => {
  await shop?.close();
  shop = undefined;
});

/** A client with accounts at two hosts, told at both on 5 January; nobody is at work for the next ten months. */
async function missedAtBoth() {
  const made = await openWorkshop();
  shop = made;
  const other = await made.client.hosts.create({ presetId: 'neutral', name: 'Other', packName: 'Other pack' });
  const [pack] = other.packs;
  if (pack === undefined) throw new Error('no pack');
  const id = await made.addClient();
  const { contacts, accountList, ...card } = await made.client.clients.get({ id });
  await made.client.clients.update({ ...card, contacts, accounts: [...accountList, { packId: pack.id, mainDomain: 'other.example' }] });
  await made.publish();
  await made.publish(HostId.parse(other.id));
  await made.tellAll();
  made.clock.sleep(300 * DAY);
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
  made.clock.sleep(6 * DAY);
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
