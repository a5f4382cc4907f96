import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PackId } from '../../src/contract/ids.ts';
import { endUsage, takeCounter, windowsToRead } from '../../src/features/usage/index.ts';
import { startOfDay } from '../../src/shared/calendar.ts';
import { DAY_MS, HOUR_MS } from '../../src/shared/durations.ts';
import { openTestCore, type TestCore } from '../support/core.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { makePack, panelAccount, panelUsage, readList } from '../support/hosted.ts';
import { overviewOf, readWindow, stored } from './support.ts';

const ZONE = 'Europe/Paris';
/** 10:30 in Paris. */
const NOW = Date.UTC(2026, 10, 21, 9, 30);
let test: TestCore;
let packId: PackId;

beforeEach(async () => {
  test = openTestCore({}, new FakeClock(NOW, ZONE));
  packId = await makePack(test);
  await readList(
    test,
    packId,
    ['anna', 'boris', 'carla'].map((login) => panelAccount(login)),
  );
});
afterEach(() => test.close());

const midnight = startOfDay('2026-11-21', ZONE);
const hour = (start: number) => ({ packId, grain: 'hour' as const, start });
const day = (start: number) => ({ packId, grain: 'day' as const, start });

async function dayRow(login: string, start = midnight) {
  return await test.core.db.read
    .selectFrom('usage')
    .innerJoin('usage_series', 'usage_series.id', 'usage.series_id')
    .innerJoin('hosted_account', 'hosted_account.id', 'usage_series.hosted_id')
    .where('hosted_account.login', '=', login)
    .where('usage_series.domain', '=', '')
    .where('grain', '=', 86_400)
    .where('start_s', '=', start / 1000)
    .select(['sent', 'peak', 'usage.complete', 'usage.definition'])
    .executeTakeFirst();
}

describe('figures of a window', () => {
  it('read twice are the same', async () => {
    const pages = [[panelUsage('anna', 5, { domain: 'anna.example' }), panelUsage('anna', 2, { domain: 'shop.example' })], [panelUsage('boris', 7)]];
    await readWindow(test, { ...hour(midnight), at: NOW }, ...pages);
    const once = await stored(test);
    await readWindow(test, { ...hour(midnight), at: NOW }, ...pages);
    expect(await stored(test)).toEqual(once);
    expect(
      once.usage
        .filter(({ grain }) => grain === 3600)
        .map(({ sent }) => sent)
        .sort(),
    ).toEqual([2, 5, 7, 7]);
  });

  it('add the domains of an account up, also when they come on different pages', async () => {
    await readWindow(test, hour(midnight), [panelUsage('anna', 5, { domain: 'anna.example' })], [panelUsage('anna', 2, { domain: 'shop.example' })]);
    expect(await dayRow('anna')).toMatchObject({ sent: 7, peak: 7 });
  });

  it('of whom nobody knows, and counts that are none, are left out', async () => {
    await readWindow(test, hour(midnight), [panelUsage('-remote-', 99), panelUsage('anna', Number.NaN), panelUsage('boris', -1), panelUsage('carla', 3)]);
    expect((await stored(test)).usage.filter(({ grain }) => grain === 3600).map(({ sent }) => sent)).toEqual([null, null, 3]);
  });

  it('that were read once are not taken back by silence', async () => {
    await readWindow(test, hour(midnight), [panelUsage('anna', 5)]);
    await readWindow(test, hour(midnight), []);
    expect(await dayRow('anna')).toMatchObject({ sent: 5 });
  });

  it('name a limit that was reached, which later lists do not take away', async () => {
    const limit = { count: 150, seconds: 3600, scope: 'domain', source: 'observed' } as const;
    const limits = [{ count: 500, seconds: 3600, scope: 'domain', source: 'set' }] as const;
    await readList(test, packId, [panelAccount('dora', { limits })]);
    await readWindow(test, hour(midnight), [panelUsage('dora', 150, { limitReached: '150/150', limit })]);
    await readList(test, packId, [panelAccount('dora', { limits })]);
    const row = await test.core.db.read.selectFrom('hosted_account').select('limits').where('login', '=', 'dora').executeTakeFirstOrThrow();
    expect(JSON.parse(row.limits)).toMatchObject([limits[0], { ...limit, at: midnight + HOUR_MS }]);
  });

  it('of long ago name no limit in place of a newer one, but where none is known', async () => {
    const reached = (count: number) => ({ limit: { count, seconds: 3600, scope: 'domain', source: 'observed' } as const });
    const at = midnight + HOUR_MS;
    await readWindow(test, { ...day(midnight - DAY_MS), at }, [panelUsage('anna', 150, reached(150))]);
    await readWindow(test, { ...day(midnight - 3 * DAY_MS), at }, [panelUsage('anna', 100, reached(100)), panelUsage('boris', 90, reached(90))]);
    const rows = await test.core.db.read.selectFrom('hosted_account').select('limits').where('login', 'in', ['anna', 'boris']).orderBy('login').execute();
    expect(rows.map(({ limits }) => JSON.parse(limits))).toMatchObject([[{ count: 150 }], [{ count: 90 }]]);
  });
});

describe('a day and its hours', () => {
  it('go in step while the day runs', async () => {
    for (const [index, sent] of [4, 9, 2].entries()) await readWindow(test, hour(midnight + index * HOUR_MS), [panelUsage('anna', sent)]);
    expect(await dayRow('anna')).toEqual({ sent: 15, peak: 9, complete: 0, definition: 'messages_events' });
    await readWindow(test, hour(midnight + 2 * HOUR_MS), [panelUsage('anna', 6)]);
    expect(await dayRow('anna')).toMatchObject({ sent: 19, peak: 9 });
  });

  it('is whole when all of its hours are, 25 of them when the clocks go back', async () => {
    test.clock.sleep(Date.UTC(2026, 9, 26, 9) - test.clock.now());
    const start = startOfDay('2026-10-25', ZONE);
    for (let index = 0; index < 25; index++) {
      await readWindow(
        test,
        { ...hour(start + index * HOUR_MS), at: start + 26 * HOUR_MS },
        [panelUsage('anna', 1)],
        index === 3 ? [panelUsage('boris', 8)] : [],
      );
    }
    expect(await dayRow('anna', start)).toMatchObject({ sent: 25, complete: 1 });
    expect(await dayRow('boris', start)).toMatchObject({ sent: 8, complete: 1 });
  });

  it('are not made of hours of which some are not known', async () => {
    await readWindow(test, hour(midnight + 3 * HOUR_MS), [panelUsage('anna', 4)]);
    expect(await dayRow('anna')).toBeUndefined();
  });

  it('is what the panel says of it, and of the hours only the busiest', async () => {
    const yesterday = midnight - DAY_MS;
    for (let index = 0; index < 24; index++) await readWindow(test, hour(yesterday + index * HOUR_MS), [panelUsage('anna', index)]);
    await readWindow(test, day(yesterday), [panelUsage('anna', 300)]);
    await readWindow(test, hour(yesterday + 23 * HOUR_MS), [panelUsage('anna', 40)]);
    expect(await dayRow('anna', yesterday)).toMatchObject({ sent: 300, peak: 40, complete: 1 });
  });

  it('of a report does not replace what the panel said', async () => {
    await readWindow(test, day(midnight - DAY_MS), [panelUsage('anna', 300)]);
    await readWindow(test, { ...day(midnight - DAY_MS), origin: 'report', definition: 'report', silentIsZero: false }, [
      panelUsage('anna', 12),
      panelUsage('boris', 3),
    ]);
    expect(await dayRow('anna', midnight - DAY_MS)).toMatchObject({ sent: 300, definition: 'messages_events' });
    expect(await dayRow('boris', midnight - DAY_MS)).toMatchObject({ sent: 3, definition: 'report' });
  });
});

describe('silence', () => {
  it('is zero after somebody was heard, and unknown before', async () => {
    await readWindow(test, hour(midnight), []);
    await readWindow(test, hour(midnight + HOUR_MS), [panelUsage('anna', 3)]);
    await readWindow(test, hour(midnight + 2 * HOUR_MS), []);
    const reads = (await stored(test)).reads.filter(({ grain }) => grain === 3600);
    expect(reads.map(({ silent_is_zero }) => silent_is_zero)).toEqual([0, 1, 1]);
  });

  it('is unknown again when nobody was heard for a week: statistics may be off', async () => {
    await readWindow(test, day(midnight - 20 * DAY_MS), [panelUsage('anna', 3)]);
    await readWindow(test, day(midnight - 15 * DAY_MS), []);
    await readWindow(test, day(midnight - 8 * DAY_MS), []);
    expect((await stored(test)).reads.map(({ silent_is_zero }) => silent_is_zero)).toEqual([1, 1, 0]);
  });
});

describe('windows to read', () => {
  const reader = {
    kind: 'windows',
    definition: 'messages_events',
    keptDays: 10,
    silentIsZero: true,
    read: () => {
      throw new Error('Not asked');
    },
  } as const;
  const planned = (now: number) => windowsToRead(test.core, test.core.db.read, { packId, reader, zone: ZONE, now });

  it('are done with once they were read', async () => {
    const first = await planned(NOW);
    expect(first.length).toBe(9 + 25);
    for (const window of first) await readWindow(test, { packId, grain: window.grain, start: window.start, at: NOW }, [panelUsage('anna', 1)]);
    expect(await planned(NOW + 60_000)).toMatchObject([{ grain: 'hour', complete: false }]);
    const yesterday = await dayRow('anna', midnight - DAY_MS);
    expect(yesterday).toMatchObject({ sent: 1, complete: 1 });
  });

  it('catch up with what was missed while the machine was off', async () => {
    for (const window of await planned(NOW)) await readWindow(test, { packId, grain: window.grain, start: window.start, at: NOW }, [panelUsage('anna', 1)]);
    test.clock.sleep(3 * DAY_MS);
    const later = await planned(NOW + 3 * DAY_MS);
    expect(later.filter(({ grain }) => grain === 'day').map((window) => window.day)).toContain('2026-11-21');
    expect(later.filter(({ grain }) => grain === 'day').map((window) => window.day)).toContain('2026-11-22');
  });
});

describe('a counter that runs through the day', () => {
  const counted = async (at: number, ...rows: readonly (readonly [string, number])[]) => {
    const start = startOfDay(new Date(at + HOUR_MS).toISOString().slice(0, 10), ZONE);
    const of = { packId, start, definition: 'deliveries', origin: 'panel', at } as const;
    test.clock.sleep(Math.max(0, at - test.clock.now()));
    await test.core.db.write((tx) =>
      takeCounter(test.core, tx, { ...of, rows: rows.map(([login, sent]) => panelUsage(login, sent, { delivered: null, deferred: null, failed: null })) }),
    );
    await test.core.db.write((tx) => endUsage(test.core, tx, { ...of, grain: 'day', complete: false, silentIsZero: true }));
  };

  it('is the day so far, and its hours by difference', async () => {
    const ten = midnight + 10 * HOUR_MS;
    await counted(ten + 40 * 60_000, ['anna', 30], ['boris', 0]);
    await counted(ten + 55 * 60_000, ['anna', 42], ['boris', 0]);
    await counted(ten + 55 * 60_000, ['anna', 42], ['boris', 0]);
    await counted(ten + 75 * 60_000, ['anna', 50], ['boris', 1]);
    await counted(ten + 90 * 60_000, ['anna', 51], ['boris', 1]);
    expect(await dayRow('anna')).toMatchObject({ sent: 51, peak: 12 });
    expect(await dayRow('boris')).toMatchObject({ sent: 1 });
    const hours = (await stored(test)).reads.filter(({ grain }) => grain === 3600);
    expect(hours.map(({ start_s, complete }) => [(start_s * 1000 - midnight) / HOUR_MS, complete])).toEqual([
      [10, 1],
      [11, 0],
    ]);
  });

  it('ends its day when the next one has begun', async () => {
    await counted(midnight + 23.75 * HOUR_MS, ['anna', 30]);
    await counted(midnight + 24 * HOUR_MS + 10 * 60_000, ['anna', 2]);
    expect(await dayRow('anna')).toMatchObject({ sent: 30, complete: 1 });
    expect(await dayRow('anna', midnight + DAY_MS)).toMatchObject({ sent: 2, complete: 0 });
  });

  it('takes the place of what a report said of the same day', async () => {
    await readWindow(test, { ...day(midnight), at: NOW, origin: 'report', definition: 'report', silentIsZero: false }, [panelUsage('anna', 100)]);
    await counted(NOW + 60_000, ['anna', 150]);
    await counted(NOW + 120_000, ['anna', 160]);
    expect(await dayRow('anna')).toMatchObject({ sent: 160, definition: 'deliveries' });
    const { rows } = await overviewOf(test)({ span: 'day' });
    expect(rows[0]).toMatchObject({ figures: { sent: 160, delivered: null, failed: null }, provenance: { origin: 'panel', definition: 'deliveries' } });
  });

  it('is counted for one day only, where an account sends soon after midnight', async () => {
    await counted(midnight + DAY_MS - 10 * 60_000, ['anna', 3]);
    for (let index = 0; index < 10; index++) await counted(midnight + DAY_MS + (5 + 15 * index) * 60_000, ['anna', 100 * (index + 1)]);
    expect([(await dayRow('anna'))?.sent, (await dayRow('anna', midnight + DAY_MS))?.sent]).toEqual([3, 1000]);
  });

  it('shows in the table with what it counts', async () => {
    await counted(midnight + 11 * HOUR_MS, ['anna', 30], ['boris', 0]);
    const { rows, sums } = await overviewOf(test)({ span: 'day' });
    expect(rows.map(({ account, figures }) => [account.login, figures.sent, figures.delivered])).toEqual([
      ['anna', 30, null],
      ['boris', 0, null],
      ['carla', 0, null],
    ]);
    expect(sums).toMatchObject([{ definition: 'deliveries', figures: { sent: 30, delivered: null } }]);
  });
});
