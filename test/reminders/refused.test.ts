import { afterEach, describe, expect, it } from 'vitest';
import { openWorkshop, type Workshop } from './workshop.ts';

let shop: Workshop | undefined;
afterEach(async () => {
  await shop?.close();
  shop = undefined;
});

describe('what is refused', () => {
  it('is a day of the year that no year has', async () => {
    shop = await openWorkshop();
    const { reminders } = shop.client;
    const set = (date: string) => reminders.setRule({ on: { scope: 'all' }, period: { every: 'dates', dates: [date] } });
    for (const date of ['02-30', '02-31', '04-31', '06-31', '13-01', '00-10']) await expect(set(date)).rejects.toThrow();
    for (const date of ['02-29', '04-30', '12-31', '01-30']) expect(await set(date)).toMatchObject([{ period: { dates: [date] } }]);
  });

  it('is a country without known holidays, and a zone without a name', async () => {
    shop = await openWorkshop();
    const { reminders } = shop.client;
    const holidays = { countries: ['ZZ'], own: [] };
    await expect(reminders.update({ holidays })).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(reminders.update({ timeZone: '+03:00' })).rejects.toMatchObject({ code: 'time_zone_unknown' });
    expect(await reminders.update({ timeZone: 'Europe/Moscow' })).toMatchObject({ timeZone: 'Europe/Moscow', holidays: { countries: [] } });
  });

  it('is an exception until a year nobody plans for', async () => {
    shop = await openWorkshop();
    const clientId = await shop.addClient();
    const until = (untilOn: string) => shop?.client.reminders.hold({ kind: 'exception', scope: 'client', clientId, reason: 'asked', untilOn });
    await expect(until('9999-12-31')).rejects.toThrow();
    expect(await until('2100-12-31')).toMatchObject({ untilOn: '2100-12-31' });
  });
});
