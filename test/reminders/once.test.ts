import { afterEach, describe, expect, it } from 'vitest';
import { openWorkshop, type Workshop } from './workshop.ts';

let shop: Workshop | undefined;
afterEach(async () => {
  await shop?.close();
  shop = undefined;
});

describe('a single reminder', () => {
  it('is listed and can be taken back also when its day comes after the next regular one', async () => {
    shop = await openWorkshop({ settings: { quietDays: 7 } });
    const first = await shop.addClient();
    await shop.publish();
    await shop.tellAll();
    const { planned, refused } = await shop.client.reminders.once({ clientIds: [first], on: '2026-07-08' });
    expect(refused).toEqual([]);
    const later = { clientId: first, dueOn: '2026-07-08', sendAt: '2026-07-13T07:00:00.000Z', state: 'planned', follows: true };
    expect(planned).toMatchObject([later]);
    const once = planned[0]?.once ?? null;
    if (once === null) throw new Error('not answered');
    expect(await shop.planned({ clientId: first })).toMatchObject([
      { dueOn: '2026-07-05', once: null, follows: false },
      { ...later, once },
    ]);
    expect(await shop.planned({ clientId: first, to: '2026-08-01' })).toHaveLength(2);
    const { days } = await shop.client.reminders.calendar({ days: 200 });
    expect(days.find(({ on }) => on === '2026-07-13')).toMatchObject({ reminders: 1 });
    await shop.client.reminders.hold({ kind: 'pause', scope: 'client', clientId: first, untilOn: null });
    expect(await shop.planned({ clientId: first })).toMatchObject([{ once: null }, { once, state: 'paused', sendAt: null }]);
    expect(await shop.client.reminders.cancelOnce({ id: once })).toEqual({ cancelled: true });
    expect(await shop.planned({ clientId: first })).toMatchObject([{ once: null }]);
  });
});
