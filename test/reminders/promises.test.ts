import { afterEach, describe, expect, it } from 'vitest';
import { openWorkshop, type Workshop } from './workshop.ts';

let shop: Workshop | undefined;
afterEach(async () => {
  await shop?.close();
  shop = undefined;
});

/** A workshop whose notice promises reminders every so many months. */
async function promising(reminderMonths: number | null) {
  const made = await openWorkshop();
  shop = made;
  const terms = { lawCountry: 'none', answerWithinHours: null, reminderMonths, platforms: '', cost: '' } as const;
  await made.client.policies.setTerms({ hostId: made.host.id, terms });
  await made.publish();
  return made;
}

describe('what notices promise about reminders', () => {
  it('is compared with the rule that decides for the host', async () => {
    const made = await promising(3);
    const broken = { hostId: made.host.id, hostName: 'Hosting', versionNumber: 1, months: 3, period: { every: 'months', count: 6 }, kept: false };
    expect(await made.client.reminders.promises({})).toEqual([broken]);
    await made.client.reminders.setRule({ on: { scope: 'host', hostId: made.host.id }, period: { every: 'months', count: 3 } });
    expect(await made.client.reminders.promises({})).toEqual([{ ...broken, period: { every: 'months', count: 3 }, kept: true }]);
  });

  it('is what the newest version says, whatever is drafted since', async () => {
    const made = await promising(6);
    const terms = { lawCountry: 'none', answerWithinHours: null, reminderMonths: 1, platforms: '', cost: '' } as const;
    await made.client.policies.setTerms({ hostId: made.host.id, terms });
    expect(await made.client.reminders.promises({})).toMatchObject([{ months: 6, kept: true }]);
    await made.publish();
    expect(await made.client.reminders.promises({})).toMatchObject([{ versionNumber: 2, months: 1, kept: false }]);
  });

  it('is nothing where the notice leaves it open', async () => {
    const made = await promising(null);
    expect(await made.client.reminders.promises({})).toEqual([]);
  });
});
