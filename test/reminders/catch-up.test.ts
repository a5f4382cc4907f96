import { afterEach, describe, expect, it } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../src/shared/durations.ts';
import { until } from '../support/sending.ts';
import { type Opening, openWorkshop, type Workshop } from './workshop.ts';

let shop: Workshop | undefined;
afterEach(async () => {
  await shop?.close();
  shop = undefined;
});

/** Lets the app work until it made so many reminders, and then some more. */
async function works(made: Workshop, count: number): Promise<void> {
  await made.clock.advance(2 * MINUTE_MS);
  await until(async () => (await made.reminders()).length >= count, `${count} reminders`);
  await made.clock.advance(MINUTE_MS);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await made.reminders()).toHaveLength(count);
}

/** Twelve clients told on 5 January, of whom more than five late ones are not written to unasked. */
async function twelve(opening: Opening = {}) {
  const made = await openWorkshop({ ...opening, settings: { askAbove: 5, ...opening.settings } });
  shop = made;
  for (let index = 0; index < 12; index++) await made.addClient();
  await made.publish();
  await made.tellAll();
  return made;
}

describe('after a long absence', () => {
  it('asks before it sends what is late, and sends one for each client whatever was missed', async () => {
    const made = await twelve();
    await made.client.reminders.setRule({ on: { scope: 'all' }, period: { every: 'weeks', count: 2 } });
    made.clock.sleep(60 * DAY_MS);
    expect(await made.run()).toMatchObject({ queued: 0, asks: 12 });
    const { catchUp } = await made.client.reminders.calendar({ days: 30 });
    expect(catchUp).toMatchObject({ asks: true, late: 12, askAbove: 5, perDay: null });
    expect(await made.client.reminders.planned({})).toMatchObject({ counts: { asks: 12 } });
    expect(await made.client.reminders.answer({ decision: 'send', perDay: null })).toEqual({ late: 12, skipped: 0, leavesFrom: '2026-03-06T08:00:01.050Z' });
    expect(await made.run()).toMatchObject({ queued: 12, asks: 0 });
    expect(await made.run()).toMatchObject({ queued: 0, asks: 0 });
    await made.flush();
    expect(await made.client.reminders.planned({ states: ['planned'] })).toMatchObject({ total: 12 });
  });

  it('sends so many a day, oldest duty first, when the user says so', async () => {
    const made = await twelve();
    await made.client.reminders.setRule({ on: { scope: 'all' }, period: { every: 'weeks', count: 2 } });
    made.clock.sleep(60 * DAY_MS);
    await made.client.reminders.answer({ decision: 'send', perDay: 5 });
    expect(await made.run()).toMatchObject({ queued: 5, asks: 0 });
    expect(await made.run()).toMatchObject({ queued: 0, asks: 0 });
    expect((await made.client.reminders.calendar({ days: 1 })).catchUp).toMatchObject({ asks: false, perDay: 5, late: 7 });
    // From Friday to Monday.
    made.clock.sleep(3 * DAY_MS);
    expect(await made.run()).toMatchObject({ queued: 5 });
    made.clock.sleep(DAY_MS);
    expect(await made.run()).toMatchObject({ queued: 2 });
    await made.run();
    expect((await made.client.reminders.calendar({ days: 1 })).catchUp).toMatchObject({ asks: false, perDay: null, late: 0 });
  });

  it('passes over what is late when the user says so, each period once', async () => {
    const made = await twelve();
    made.clock.sleep(300 * DAY_MS);
    expect(await made.client.reminders.answer({ decision: 'skip' })).toEqual({ late: 12, skipped: 12, leavesFrom: null });
    expect(await made.run()).toMatchObject({ queued: 0, asks: 0 });
    expect(await made.client.reminders.history({})).toMatchObject({ total: 12 });
    expect(await made.reminders()).toEqual([]);
  });

  it('takes another instant for the clock when it is told to', async () => {
    const made = await twelve();
    expect(await made.run('2026-07-06T08:00:00Z')).toMatchObject({ at: '2026-07-06T08:00:00.000Z', queued: 12 });
    expect(await made.run('2026-07-06T08:00:00Z')).toMatchObject({ queued: 0 });
    expect(await made.run()).toMatchObject({ queued: 0 });
    expect(await made.client.reminders.history({ limit: 1 })).toMatchObject({ rows: [{ at: '2026-07-06T08:00:00.000Z', dueOn: '2026-07-05' }] });
  });
});

describe('by hand at night', () => {
  it('queues what is late, to leave when the working day begins', async () => {
    const made = await twelve({ settings: { askAbove: 100 } });
    // A Saturday, at three in the morning in Paris.
    made.clock.sleep(Date.parse('2026-07-11T01:00:00Z') - made.clock.now());
    expect(await made.run()).toMatchObject({ queued: 12 });
    expect(await made.run()).toMatchObject({ queued: 0 });
    await made.flush();
    expect(made.delivered).toHaveLength(12);
    expect(await made.planned({ limit: 1 })).toMatchObject([{ state: 'queued', sendAt: '2026-07-13T07:00:00.000Z' }]);
    made.clock.sleep(Date.parse('2026-07-13T07:00:01Z') - made.clock.now());
    await made.flush();
    expect(made.delivered).toHaveLength(24);
  });
});

describe('the app by itself', () => {
  it('queues what is due while it runs, whatever it slept through, and says how long it was away', async () => {
    const made = await twelve({ settings: { askAbove: 100 } });
    await made.app.start();
    await made.clock.advance(MINUTE_MS);
    expect(await made.reminders()).toEqual([]);
    made.clock.sleep(183 * DAY_MS);
    await works(made, 12);
    expect((await made.client.reminders.calendar({ days: 1 })).catchUp.awaySince?.slice(0, 10)).toBe('2026-01-05');
    await until(async () => {
      await made.clock.advance(MINUTE_MS);
      return made.delivered.length === 24;
    });
    await works(made, 12);
    expect(new Set(made.delivered.map(({ messageId }) => messageId)).size).toBe(24);
  });

  it('only plans while it may not send by itself', async () => {
    const made = await twelve({ settings: { askAbove: 100, automatic: false } });
    await made.app.start();
    made.clock.sleep(183 * DAY_MS);
    await works(made, 0);
    expect(await made.client.reminders.planned({})).toMatchObject({ counts: { late: 12 } });
    await made.client.reminders.update({ automatic: true });
    await works(made, 12);
  });

  it('asks before it believes a clock that was set far forward, and takes the question back with the clock', async () => {
    const made = await twelve({ settings: { askAbove: 100 } });
    await made.app.start();
    await made.clock.advance(MINUTE_MS);
    made.clock.jump(182 * DAY_MS);
    await works(made, 0);
    expect((await made.client.reminders.calendar({ days: 1 })).catchUp).toMatchObject({ asks: true, late: 12 });
    made.clock.jump(-182 * DAY_MS);
    await works(made, 0);
    expect((await made.client.reminders.calendar({ days: 1 })).catchUp).toMatchObject({ asks: false, late: 0 });
    expect(await made.client.reminders.planned({})).toMatchObject({ counts: { planned: 12 } });
  });

  it('asks about what was due by the time a backup was put back', async () => {
    const made = await twelve({ settings: { askAbove: 100 } });
    await made.db.write((tx) => tx.insertInto('setting').values({ key: 'outbox_paused', value: 'restored' }).execute());
    made.clock.sleep(182 * DAY_MS);
    await made.app.start();
    await works(made, 0);
    expect((await made.client.reminders.calendar({ days: 1 })).catchUp).toMatchObject({ asks: true, late: 12 });
    await made.client.reminders.answer({ decision: 'skip' });
    await made.client.outbox.resume({});
    await works(made, 0);
    expect(await made.client.reminders.planned({})).toMatchObject({ counts: { planned: 12 } });
  });

  it('composes no more than waits in the outbox, and goes on as it empties', async () => {
    const made = await openWorkshop({ settings: { askAbove: 100_000 } });
    shop = made;
    for (let index = 0; index < 60; index++) await made.addClient();
    await made.publish();
    await made.tellAll();
    await made.client.outbox.pause({});
    await made.app.start();
    made.clock.sleep(183 * DAY_MS);
    await works(made, 50);
    await made.client.outbox.resume({});
    await works(made, 60);
  });
});

describe('the calendar', () => {
  it('counts each reminder of the coming weeks where the period is short, and lists them by day with the one they follow', async () => {
    const made = await twelve({ settings: { spreadDays: 0 } });
    await made.client.reminders.setRule({ on: { scope: 'all' }, period: { every: 'weeks', count: 2 } });
    const { days } = await made.client.reminders.calendar({ days: 90 });
    const busy = days.filter(({ reminders }) => reminders > 0);
    expect(busy.map(({ on, reminders }) => [on, reminders])).toEqual(
      ['2026-01-19', '2026-02-02', '2026-02-16', '2026-03-02', '2026-03-16', '2026-03-30'].map((on) => [on, 12]),
    );
    const { total, rows } = await made.client.reminders.planned({ from: '2026-02-02', to: '2026-02-02' });
    expect(total).toBe(12);
    expect(rows[0]).toMatchObject({ follows: true, dueOn: '2026-02-02' });
    expect(rows[0]?.why[0]).toEqual({ code: 'after', params: { on: '2026-01-19' } });
    expect((await made.client.reminders.planned({})).total).toBe(12);
  });

  it('names each day with its load, days off, and whether the limits allow it', async () => {
    const made = await twelve({ settings: { holidays: { countries: [], own: ['2026-01-20'] } } });
    await made.client.settings.update({ ownPace: { count: 1, seconds: 3600 } });
    await made.client.reminders.setRule({ on: { scope: 'all' }, period: { every: 'weeks', count: 2 } });
    const { days, stopped } = await made.client.reminders.calendar({ days: 30 });
    expect(days).toHaveLength(30);
    expect(days[0]?.on).toBe('2026-01-05');
    expect(days.find(({ on }) => on === '2026-01-19')).toMatchObject({ reminders: 12, notices: 0, capacity: 8, capacityOwner: 'own', over: true });
    expect(days.find(({ on }) => on === '2026-01-20')).toMatchObject({ off: 'holiday', reminders: 0 });
    expect(days.find(({ on }) => on === '2026-01-18')).toMatchObject({ off: 'weekend' });
    expect(stopped).toEqual({});
    await made.client.reminders.update({ spreadDays: 20 });
    const spread = await made.client.reminders.calendar({ days: 60 });
    expect(Math.max(...spread.days.map(({ reminders }) => reminders))).toBeLessThan(8);
  });

  it('keeps the quiet days between two mails to one client', async () => {
    const made = await openWorkshop({ settings: { quietDays: 10 } });
    shop = made;
    const id = await made.addClient();
    const other = await made.client.hosts.create({ presetId: 'neutral', name: 'Other', packName: 'Other pack' });
    const [pack] = other.packs;
    if (pack === undefined) throw new Error('no pack');
    await made.change(id, ({ accounts }) => ({ accounts: [...accounts, { packId: pack.id, mainDomain: 'other.example' }] }));
    await made.publish();
    await made.publish(other.id);
    await made.tellAll();
    made.clock.sleep(182 * DAY_MS);
    expect(await made.run()).toMatchObject({ queued: 1 });
    await made.flush();
    expect(await made.run()).toMatchObject({ queued: 0 });
    const next = (await made.planned()).find(({ why }) => why.some(({ code }) => code === 'quiet'));
    expect(next?.sendAt?.slice(0, 10)).toBe('2026-07-16');
    made.clock.sleep(10 * DAY_MS);
    expect(await made.run()).toMatchObject({ queued: 1 });
  });
});
