import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Period } from '../../src/contract/reminders.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/shared/durations.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

/** Lets so many steps be made and then the process is dead: every port fails, for good. */
class Fuse {
  #left = Number.POSITIVE_INFINITY;

  burnAfter(steps: number): void {
    this.#left = steps;
  }

  renew(): void {
    this.#left = Number.POSITIVE_INFINITY;
  }

  step(): void {
    this.#left -= 1;
    if (this.#left < 0) throw new Error('the process is dead');
  }
}

/** The ports with the fuse in each step that a crash can come between: before and after a commit, within a transaction, while a PDF is made. */
function fused({ core }: Workshop, fuse: Fuse): Partial<Ports> {
  return {
    ids: {
      next: () => {
        fuse.step();
        return core.ids.next();
      },
    },
    pdf: {
      render: async () => {
        fuse.step();
        return Buffer.from('%PDF');
      },
      close: async () => {},
    },
    mail: {
      read: core.mail.read,
      write: async (draft) => {
        fuse.step();
        return Buffer.from(`From: ${draft.from.address}\r\nTo: ${draft.to.address}\r\nSubject: Reminder\r\nMessage-ID: ${draft.messageId}\r\n\r\nText\r\n`);
      },
    },
  };
}

const period: fc.Arbitrary<Period> = fc.oneof(
  fc.record({ every: fc.constant('weeks' as const), count: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ every: fc.constant('months' as const), count: fc.integer({ min: 1, max: 3 }) }),
  fc.constant<Period>({ every: 'dates', dates: ['02-29', '06-30', '12-31'] }),
);
const event = fc.oneof(
  fc.record({ what: fc.constant('run' as const) }),
  fc.record({ what: fc.constant('sleep' as const), days: fc.double({ min: 0.01, max: 90, noNaN: true }) }),
  fc.record({ what: fc.constant('tick' as const) }),
  fc.record({ what: fc.constant('crash' as const), after: fc.integer({ min: 0, max: 40 }) }),
  fc.record({ what: fc.constant('send' as const) }),
  fc.record({ what: fc.constant('set clock' as const), days: fc.double({ min: -40, max: 40, noNaN: true }) }),
  fc.record({ what: fc.constant('answer' as const), perDay: fc.option(fc.integer({ min: 1, max: 3 })) }),
  fc.record({ what: fc.constant('skip' as const) }),
);
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

async function happen(shop: Workshop, fuse: Fuse, now: Event): Promise<void> {
  if (now.what === 'sleep') shop.clock.sleep(Math.round(now.days * DAY_MS));
  else if (now.what === 'set clock') shop.clock.jump(Math.round(now.days * DAY_MS));
  else if (now.what === 'tick') await shop.clock.advance(2 * MINUTE_MS);
  else if (now.what === 'send') await shop.flush();
  else if (now.what === 'answer') await shop.client.reminders.answer({ decision: 'send', perDay: now.perDay });
  else if (now.what === 'skip') await shop.client.reminders.answer({ decision: 'skip' });
  else if (now.what === 'run') await shop.run();
  else {
    fuse.burnAfter(now.after);
    // What the caller sees of a dead process is no answer at all.
    await shop.run().catch(() => undefined);
    await shop.restart(fused(shop, fuse));
    fuse.renew();
    await shop.app.start();
  }
}

/** Late or not, what was queued has a message; what was passed over has none. */
const wasQueued = ({ outcome }: { readonly outcome: string }): boolean => outcome === 'queued' || outcome === 'caught_up';

/** Each queued period has one message and each message one period; no period was served twice; nothing reached the server twice. */
async function neverTwice({ db, delivered }: Workshop): Promise<void> {
  // In a transaction, so that the app itself changes nothing between two questions.
  const { runs, reminders, accounts } = await db.write(async (tx) => ({
    runs: await tx
      .selectFrom('reminder_run')
      .leftJoin('outbox', 'outbox.notice_id', 'reminder_run.notice_id')
      .select(['reminder_run.client_id', 'reminder_run.host_id', 'reminder_run.period', 'reminder_run.outcome', 'outbox.id as message'])
      .execute(),
    reminders: await tx.selectFrom('outbox').where('kind', '=', 'reminder').select('id').execute(),
    accounts: await tx.selectFrom('notice_account').where('period', '<>', '').select(['account_id', 'period', 'transport']).execute(),
  }));
  const keys = runs.map(({ client_id, host_id, period: served }) => `${client_id} ${host_id} ${served}`);
  expect(new Set(keys).size).toBe(keys.length);
  for (const run of runs) expect(run.message !== null, run.outcome).toBe(wasQueued(run));
  expect(reminders).toHaveLength(runs.filter(wasQueued).length);
  expect(accounts).toHaveLength(reminders.length);
  expect(new Set(delivered.map(({ messageId }) => messageId)).size).toBe(delivered.length);
}

/** Once the user answers and time passes calmly, everybody's turn comes: nobody stays due. */
async function noneForgotten(shop: Workshop, clients: number): Promise<void> {
  const before = new Map<string, number>();
  const served = async () => {
    const rows = await shop.db.read
      .selectFrom('reminder_run')
      .groupBy('client_id')
      .select((eb) => ['client_id', eb.fn.countAll<number>().as('count')])
      .execute();
    return rows.map(({ client_id, count }) => ({ client_id, count }));
  };
  for (const { client_id, count } of await served()) before.set(client_id, count);
  for (let day = 0; day < 400; day += 20) {
    shop.clock.sleep(20 * DAY_MS);
    await shop.client.reminders.answer({ decision: 'send', perDay: null });
    for (let hour = 0; hour < 4; hour++) {
      await shop.run();
      shop.clock.sleep(25 * HOUR_MS);
    }
    await shop.flush();
    const done = (await served()).filter(({ client_id, count }) => count > (before.get(client_id) ?? 0));
    if (done.length === clients) return;
  }
  expect(await served()).toEqual('more for everybody');
}

it('dies at any step, sleeps and has its clock set, and still reminds everybody once in a period', async () => {
  await fc.assert(
    fc.asyncProperty(period, fc.array(event, { minLength: 4, maxLength: 14 }), async (every, events) => {
      const shop = await openWorkshop({ settings: { askAbove: 1, spreadDays: 3, automatic: true } });
      const fuse = new Fuse();
      try {
        for (let index = 0; index < 3; index++) await shop.addClient();
        await shop.publish();
        await shop.tellAll();
        await shop.client.reminders.setRule({ on: { scope: 'all' }, period: every });
        await shop.restart(fused(shop, fuse));
        await shop.app.start();
        for (const each of events) {
          await happen(shop, fuse, each);
          await neverTwice(shop);
        }
        await noneForgotten(shop, 3);
        await neverTwice(shop);
      } finally {
        fuse.renew();
        await shop.close();
      }
    }),
    { numRuns: 12, endOnFailure: true },
  );
}, 120_000);

it('two copies that work at once queue one message for each', async () => {
  const shop = await openWorkshop({ settings: { askAbove: 100 } });
  try {
    for (let index = 0; index < 20; index++) await shop.addClient();
    await shop.publish();
    await shop.tellAll();
    shop.clock.sleep(183 * DAY_MS);
    const other = shop.another();
    const results = await Promise.all([shop.run(), shop.done(other.client.reminders.run({})), shop.run()]);
    expect(results.reduce((sum, { queued }) => sum + queued, 0)).toBe(20);
    expect(await shop.reminders()).toHaveLength(20);
    await neverTwice(shop);
  } finally {
    await shop.close();
  }
});
