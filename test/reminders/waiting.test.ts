import { afterEach, describe, expect, it } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../src/shared/durations.ts';
import { until } from '../support/sending.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

let shop: Workshop | undefined;
afterEach(async () => {
  await shop?.close();
  shop = undefined;
});

/** A workshop with a reminder in the outbox on Monday, 6 July, at noon in Paris, while sending stands still; `notices` messages were delivered before. */
async function queued(clients = 1) {
  const made = await openWorkshop();
  shop = made;
  for (let index = 0; index < clients; index++) await made.addClient();
  await made.publish();
  await made.tellAll();
  await made.client.outbox.pause({});
  made.clock.sleep(Date.parse('2026-07-06T10:00:00Z') - made.clock.now());
  expect(await made.run()).toMatchObject({ queued: clients });
  return made;
}

/** Lets the app work for so long. */
async function works(made: Workshop, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += MINUTE_MS / 2) {
    await made.clock.advance(MINUTE_MS / 2);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const readsDue = async (made: Workshop) => (await made.reminders()).map(({ due_at }) => new Date(due_at).toISOString());

describe('a reminder that waits in the outbox', () => {
  it('leaves in working hours only, when sending stood still until they were over', async () => {
    const made = await queued();
    made.clock.sleep(Date.parse('2026-07-11T01:00:00Z') - made.clock.now());
    expect(await made.planned()).toMatchObject([{ state: 'queued', sendAt: '2026-07-13T07:00:00.000Z' }]);
    await made.client.outbox.resume({});
    await made.app.start();
    expect(await readsDue(made)).toEqual(['2026-07-13T07:00:00.000Z']);
    await works(made, 3 * MINUTE_MS);
    expect(made.delivered).toHaveLength(1);
    made.clock.sleep(Date.parse('2026-07-13T07:00:01Z') - made.clock.now());
    await until(async () => {
      await made.clock.advance(MINUTE_MS);
      return made.delivered.length === 2;
    });
  });

  it('is kept back by a pause, as long as it lasts, and leaves soon after its end', async () => {
    const made = await queued();
    const { id } = await made.client.reminders.hold({ kind: 'pause', scope: 'all' });
    expect(await made.planned()).toMatchObject([{ state: 'queued', sendAt: null }]);
    await made.client.outbox.resume({});
    await made.app.start();
    made.clock.sleep(DAY_MS - 10 * MINUTE_MS);
    await works(made, 3 * MINUTE_MS);
    expect(made.delivered).toHaveLength(1);
    await made.client.reminders.endHold({ id });
    made.clock.sleep(2 * 3_600_000);
    await until(async () => {
      await made.clock.advance(MINUTE_MS);
      return made.delivered.length === 2;
    });
    expect(await made.planned()).toMatchObject([{ state: 'planned', dueOn: '2027-01-07' }]);
  });

  it('is kept back by an exception for its client until the day after it, and nobody else is', async () => {
    const made = await queued(2);
    const [client] = await made.planned();
    if (client === undefined) throw new Error('nothing planned');
    await made.client.reminders.hold({ kind: 'exception', scope: 'client', clientId: client.clientId, reason: 'in hospital', untilOn: '2026-07-08' });
    await made.client.outbox.resume({});
    await made.flush();
    expect(made.delivered).toHaveLength(3);
    const rows = await made.planned({ clientId: client.clientId });
    expect(rows).toMatchObject([{ state: 'queued', heldUntil: '2026-07-08', sendAt: '2026-07-09T07:00:00.000Z' }]);
  });

  it("waits for the notice when a new round begins, and takes nobody's place meanwhile", async () => {
    const made = await queued(51);
    await made.publish();
    expect(await made.planned({ limit: 1 })).toMatchObject([{ state: 'queued', sendAt: null }]);
    await made.client.outbox.resume({});
    await made.app.start();
    await works(made, 2 * MINUTE_MS);
    expect(made.delivered).toHaveLength(51);
    await made.tellAll();
    expect(made.delivered).toHaveLength(102);
    await until(async () => {
      await made.clock.advance(10 * MINUTE_MS);
      return made.delivered.length === 153;
    });
  });
});

describe('asked for by hand', () => {
  it('keeps the quiet days: what is late and came after another mail is not put into the outbox before they are over', async () => {
    const made = await openWorkshop({ settings: { quietDays: 10, askAbove: 100 } });
    shop = made;
    const id = await made.addClient();
    await made.publish();
    await made.tellAll();
    made.clock.sleep(Date.parse('2026-07-20T10:00:00Z') - made.clock.now());
    await made.client.outbox.pause({});
    const other = await made.client.hosts.create({ presetId: 'neutral', name: 'Other', packName: 'Other pack' });
    const [pack] = other.packs;
    if (pack === undefined) throw new Error('no pack');
    await made.change(id, ({ accounts }) => ({ accounts: [...accounts, { packId: pack.id, mainDomain: 'other.example' }] }));
    await made.publish(other.id);
    await made.done(made.client.notices.issue({ allDue: true }));
    expect((await made.planned()).map(({ state }) => state).sort()).toEqual(['late', 'stopped']);
    expect(await made.run()).toMatchObject({ queued: 0 });
    expect(await made.reminders()).toEqual([]);
  });
});
