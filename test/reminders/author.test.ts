import { afterEach, beforeEach, expect, it } from 'vitest';
import { openWorkshop, type Workshop } from './workshop.ts';

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.close());

/** Holds, blocks an address and sets a rule. Returns under whose name each is kept, and under whose the hold was ended. */
async function authors(): Promise<(string | undefined)[]> {
  const { client } = shop;
  const hold = await client.reminders.hold({ kind: 'pause', scope: 'all' });
  const ended = await client.reminders.endHold({ id: hold.id });
  const block = await client.bounces.suppress({ scope: 'address', value: 'someone@example.org', until: null, note: 'He asked' });
  const lifted = await client.bounces.lift({ id: block.id, reason: 'He wrote' });
  const [rule] = await client.reminders.setRule({ on: { scope: 'all' }, period: { every: 'weeks', count: 3 } });
  return [hold.author, ended.ended?.author, block.author, lifted.lifted?.author, rule?.author];
}

it('keeps what somebody does under his own name', async () => {
  expect(await authors()).toEqual(Array.from({ length: 5 }, () => 'Camille'));
});

it('keeps it under the name of the sender where he gave none', async () => {
  await shop.client.settings.update({ author: '' });
  expect(await authors()).toEqual(Array.from({ length: 5 }, () => 'Atelier'));
});

it('keeps it under no name while there is no sender either', async () => {
  await shop.client.settings.update({ author: '', transport: 'practice', sender: { resellerName: '', fromName: '' } });
  expect(await authors()).toEqual(Array.from({ length: 5 }, () => ''));
});
