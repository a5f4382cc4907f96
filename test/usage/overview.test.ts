import { readXlsx } from 'hucre';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { spreadsheets } from '../../src/adapters/spreadsheet.ts';
import { createTexts } from '../../src/adapters/texts.ts';
import { FileRef, HostedId, type PackId } from '../../src/contract/ids.ts';
import { keepZone, takeUsage, usageHandlers } from '../../src/features/usage/index.ts';
import { dateTimeIn, startOfDay } from '../../src/shared/calendar.ts';
import { DAY_MS, HOUR_MS } from '../../src/shared/durations.ts';
import { openTestCore, type TestCore } from '../support/core.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { makePack, panelAccount, panelUsage, readList } from '../support/hosted.ts';
import { CALL, NO_PANEL, overviewOf, readWindow } from './support.ts';

const ZONE = 'Europe/Paris';
/** 10:30 in Paris. */
const NOW = Date.UTC(2026, 10, 21, 9, 30);
const midnight = startOfDay('2026-11-21', ZONE);
const hourly = { count: 100, seconds: 3600, scope: 'domain', source: 'set' } as const;
let test: TestCore;
let packId: PackId;

beforeEach(async () => {
  test = openTestCore({ texts: createTexts(), spreadsheets }, new FakeClock(NOW, ZONE));
  packId = await makePack(test);
  await readList(test, packId, [
    panelAccount('anna', { limits: [hourly], otherDomains: ['shop.example'] }),
    panelAccount('boris', { limits: [{ count: 400, seconds: 86_400, scope: 'account', source: 'set' }] }),
    panelAccount('carla', { suspended: true, reason: '=cmd|calc' }),
    panelAccount('=HYPERLINK("x")'),
  ]);
});
afterEach(() => test.close());

/** The last 24 full hours, of which the given ones have rows. */
async function readDayAndNight(rows: (index: number) => ReturnType<typeof panelUsage>[], from = 0): Promise<void> {
  const begin = NOW - 30 * 60_000 - 24 * HOUR_MS;
  await readWindow(test, { packId, grain: 'hour', start: begin - HOUR_MS }, [panelUsage('anna', 1, { domain: 'anna.example' })]);
  for (let index = from; index < 24; index++) await readWindow(test, { packId, grain: 'hour', start: begin + index * HOUR_MS }, rows(index));
}

const anna = (index: number) => [panelUsage('anna', index === 5 ? 85 : 1, { domain: 'anna.example' }), panelUsage('anna', 3, { domain: 'shop.example' })];

describe('the table', () => {
  it('is empty before anything was read, and says not known, not 0', async () => {
    const { rows, sums, total } = await overviewOf(test)();
    expect(total).toBe(4);
    expect(sums).toEqual([]);
    expect(rows[0]).toMatchObject({ figures: { sent: null, delivered: null }, provenance: null, limitShare: null });
  });

  it('adds up what was sent, with shares of limits in their own windows', async () => {
    await readDayAndNight((index) => [...anna(index), panelUsage('boris', 10, { delivered: 6, failed: 4 })]);
    const { rows, sums } = await overviewOf(test)();
    const byLogin = new Map(rows.map((row) => [row.account.login, row]));
    expect(byLogin.get('anna')).toMatchObject({
      figures: { sent: 23 + 85 + 24 * 3 },
      limit: { count: 100, seconds: 3600, scope: 'domain', from: 'panel' },
      limitShare: 0.85,
    });
    expect(byLogin.get('boris')).toMatchObject({ figures: { sent: 240, failed: 96 }, failedShare: 0.4, limitShare: 0.6 });
    expect(byLogin.get('carla')).toMatchObject({ figures: { sent: 0, failed: 0, bytes: null, recipients: null }, failedShare: null, state: 'suspended' });
    expect(byLogin.get('anna')?.trend).toHaveLength(24);
    expect(byLogin.get('anna')?.trend[5]).toBe(88);
    expect(byLogin.get('carla')?.trend).toEqual(Array.from({ length: 24 }, () => 0));
    expect(byLogin.get('anna')?.provenance).toMatchObject({ origin: 'panel', definition: 'messages_events', covered: 1 });
    expect(sums).toMatchObject([{ definition: 'messages_events', accounts: 4, figures: { sent: 180 + 240 } }]);
  });

  it('says what part of the span is known', async () => {
    await readDayAndNight(anna, 12);
    const { rows } = await overviewOf(test)();
    expect(rows[0]).toMatchObject({ account: { login: 'anna' }, provenance: { covered: 0.5 } });
    expect(rows[0]?.trend.slice(0, 12)).toEqual(Array.from({ length: 12 }, () => null));
  });

  it('keeps the order of what is not known apart: it stands last either way', async () => {
    await readDayAndNight((index) => [...anna(index), panelUsage('boris', null, { bytes: 7 })]);
    for (const descending of [true, false]) {
      const { rows } = await overviewOf(test)({ sort: 'sent', descending });
      expect(rows.at(-1)?.account.login).toBe('boris');
    }
  });

  it('never adds up what counts differently', async () => {
    const other = await makePack(test, 'Plesk host');
    await readList(test, other, [panelAccount('dora')]);
    for (let ago = 1; ago <= 7; ago++) {
      await readWindow(test, { packId, grain: 'day', start: midnight - ago * DAY_MS }, [panelUsage('anna', 10)]);
      const bytes = panelUsage('dora', null, { bytes: 5000 });
      await readWindow(test, { packId: other, grain: 'day', start: midnight - ago * DAY_MS, silentIsZero: false, definition: 'smtp_bytes' }, [bytes]);
    }
    const { sums, rows } = await overviewOf(test)({ span: 'd7' });
    expect(sums).toEqual([
      { definition: 'messages_events', wholeDays: false, accounts: 4, packs: ['Northhost 50'], figures: expect.objectContaining({ sent: 70, bytes: null }) },
      { definition: 'smtp_bytes', wholeDays: false, accounts: 1, packs: ['Plesk host 50'], figures: expect.objectContaining({ sent: null, bytes: 35_000 }) },
    ]);
    expect(rows.find(({ account }) => account.login === 'dora')?.provenance?.covered).toBeCloseTo(7 / (7 + 10.5 / 24), 1);
    expect((await overviewOf(test)({ span: 'd7', filter: { only: ['not_published'] } })).rows.map(({ account }) => account.login)).toEqual(['dora']);
  });

  it('is filtered by words, state, signs and pack', async () => {
    await readDayAndNight((index) => [...anna(index), panelUsage('boris', 10, { delivered: 6, failed: 4 })]);
    const found = async (filter: Parameters<ReturnType<typeof overviewOf>>[0]) => (await overviewOf(test)(filter)).rows.map(({ account }) => account.login);
    expect(await found({ filter: { search: 'SHOP' } })).toEqual(['anna']);
    expect(await found({ filter: { states: ['suspended'] } })).toEqual(['carla']);
    expect(await found({ filter: { only: ['near_limit'] } })).toEqual(['anna']);
    expect(await found({ filter: { only: ['failing'] } })).toEqual(['boris']);
    expect(await found({ filter: { only: ['silent'] }, sort: 'login', descending: false })).toEqual(['=HYPERLINK("x")', 'carla']);
    expect(await found({ filter: { packId: await makePack(test, 'Empty') } })).toEqual([]);
    expect(await found({ sort: 'limit_share' })).toEqual(['anna', 'boris', '=HYPERLINK("x")', 'carla']);
    expect(await found({ sort: 'failed_share', limit: 1 })).toEqual(['boris']);
  });

  it('knows nothing of the silence of an account that is not in the lists any more', async () => {
    await readDayAndNight(anna);
    for (let times = 0; times < 2; times++) {
      test.clock.sleep(60_000);
      await readList(test, packId, [panelAccount('anna'), panelAccount('boris')]);
    }
    const { rows } = await overviewOf(test)({ filter: { only: ['not_seen'] } });
    expect(rows.find(({ account }) => account.login === 'carla')).toMatchObject({ figures: { sent: null } });
  });

  it('says nothing of the silent while a window was read in part only', async () => {
    const start = NOW - 30 * 60_000 - HOUR_MS;
    const of = { packId, grain: 'hour', start, definition: 'messages_events', origin: 'panel', at: NOW, rows: [panelUsage('anna', 3)] } as const;
    await test.core.db.write((tx) => takeUsage(test.core, tx, of));
    const { rows } = await overviewOf(test)();
    expect(rows.map(({ figures }) => figures.sent)).toEqual([null, null, null, null]);
  });

  it('counts the current hour, and the limit of a day by the day', async () => {
    await readDayAndNight((index) => (index >= 14 ? [panelUsage('boris', 30)] : []));
    await readWindow(test, { packId, grain: 'hour', start: NOW - 30 * 60_000, at: NOW }, [panelUsage('boris', 5)]);
    const { rows } = await overviewOf(test)({ span: 'hour' });
    expect(rows[0]).toMatchObject({ account: { login: 'boris' }, figures: { sent: 5 }, limitShare: (10 * 30 + 5) / 400 });
  });
});

it('is added up without sorting, however many accounts there are', async () => {
  const { rows } = await sql<{ readonly detail: string }>`EXPLAIN QUERY PLAN SELECT s.hosted_id, sum(u.sent)
    FROM usage_series AS s CROSS JOIN hosted_account AS h ON h.id = s.hosted_id AND h.pack_id = 'x' AND h.ended_at IS NULL
    CROSS JOIN usage AS u ON u.series_id = s.id AND u.grain = 3600 AND u.start_s >= 1 AND u.start_s < 2
    WHERE s.domain = '' AND u.definition = 'messages_events' GROUP BY s.hosted_id`.execute(test.core.db.read);
  const plan = rows.map(({ detail }) => detail).join('; ');
  expect(plan).toContain('SEARCH u USING PRIMARY KEY (series_id=? AND grain=? AND start_s>? AND start_s<?)');
  expect(plan).not.toContain('TEMP B-TREE');
});

describe('packs of which only days are known', () => {
  const daysRead = async () => {
    for (const start of [midnight, midnight - DAY_MS, midnight - 2 * DAY_MS]) {
      await readWindow(test, { packId, grain: 'day', start, at: NOW, definition: 'smtp_bytes' }, [panelUsage('anna', null, { bytes: 1000 })]);
    }
  };

  it('show yesterday and today where 24 hours are asked for, and say so', async () => {
    await daysRead();
    const { rows, sums } = await overviewOf(test)({ span: 'h24', filter: { search: 'anna' } });
    const wholeDays = { from: new Date(midnight - DAY_MS).toISOString(), to: new Date(NOW).toISOString(), wholeDays: true };
    expect(rows[0]).toMatchObject({ figures: { bytes: 2000, sent: null }, provenance: { definition: 'smtp_bytes', covered: 1, ...wholeDays } });
    expect(sums).toMatchObject([{ definition: 'smtp_bytes', wholeDays: true, figures: { bytes: 2000 } }]);
  });

  it('have curves of days where hours are asked for', async () => {
    await daysRead();
    const [row] = (await overviewOf(test)({ filter: { search: 'anna' } })).rows;
    const asked = { from: new Date(NOW - 7 * DAY_MS).toISOString(), to: new Date(NOW).toISOString(), grain: 'hour' } as const;
    const { account, pack } = usageHandlers(test.core, NO_PANEL);
    const { curve } = await account({ hostedId: HostedId.parse(row?.account.id), ...asked }, CALL);
    expect(curve).toMatchObject({ grain: 'day', provenance: [{ definition: 'smtp_bytes', wholeDays: true }] });
    expect(curve.points.map(({ bytes }) => bytes)).toEqual([null, null, null, null, null, 1000, 1000, 1000]);
    expect((await pack({ packId, ...asked }, CALL)).curve).toMatchObject({ grain: 'day', provenance: [{ wholeDays: true }] });
  });

  it('are not added to those of which hours are', async () => {
    await readDayAndNight(anna);
    const other = await makePack(test, 'Southhost');
    await readList(test, other, [panelAccount('zoe')]);
    await readWindow(test, { packId: other, grain: 'day', start: midnight, at: NOW }, [panelUsage('zoe', 7)]);
    const { sums, from } = await overviewOf(test)();
    expect(sums.map(({ definition, wholeDays, figures }) => [definition, wholeDays, figures.sent])).toEqual([
      ['messages_events', false, 180],
      ['messages_events', true, 7],
    ]);
    expect(from).toBe(new Date(NOW - 30 * 60_000 - 24 * HOUR_MS).toISOString());
  });
});

it('does not call anybody silent of whom little was read', async () => {
  await readDayAndNight(anna, 20);
  const silent = () => overviewOf(test)({ filter: { only: ['silent'] } });
  expect((await silent()).total).toBe(0);
  await readDayAndNight(anna);
  expect((await silent()).total).toBe(3);
});

describe('curves', () => {
  it('of an account say what is known, zero and unknown', async () => {
    await readDayAndNight(anna, 20);
    const [row] = (await overviewOf(test)({ filter: { search: 'anna' } })).rows;
    const usage = usageHandlers(test.core, NO_PANEL);
    const asked = { from: new Date(midnight).toISOString(), to: new Date(NOW).toISOString(), grain: 'hour' } as const;
    if (row === undefined) throw new Error('No row');
    const { curve, domains } = await usage.account({ hostedId: HostedId.parse(row.account.id), ...asked }, CALL);
    expect(curve.points).toHaveLength(11);
    expect(curve.points.map(({ sent }) => sent)).toEqual([null, null, null, null, null, null, 4, 4, 4, 4, null]);
    expect(curve.limits).toContainEqual({ count: 100, seconds: 3600, scope: 'domain', from: 'panel' });
    expect(domains).toMatchObject([
      { domain: 'shop.example', figures: { sent: 12 } },
      { domain: 'anna.example', figures: { sent: 4 } },
    ]);
    const [carla] = (await overviewOf(test)({ filter: { search: 'carla' } })).rows;
    if (carla === undefined) throw new Error('No row');
    const silent = await usage.account({ hostedId: HostedId.parse(carla.account.id), ...asked }, CALL);
    expect(silent.curve.points.map(({ sent }) => sent)).toEqual([null, null, null, null, null, null, null, null, null, null, null]);
  });

  it('of a pack add its accounts up, over days of 25 hours, too', async () => {
    const start = startOfDay('2026-10-25', ZONE);
    await readWindow(test, { packId, grain: 'day', start, at: start + 26 * HOUR_MS }, [panelUsage('anna', 10), panelUsage('boris', 5)]);
    await readWindow(test, { packId, grain: 'day', start: start + 25 * HOUR_MS }, []);
    const usage = usageHandlers(test.core, NO_PANEL);
    const { curve, accounts } = await usage.pack(
      { packId, from: new Date(start).toISOString(), to: new Date(start + 2 * DAY_MS).toISOString(), grain: 'day' },
      CALL,
    );
    expect(accounts).toBe(4);
    expect(curve.points.map(({ from, to, sent, complete }) => [from, to, sent, complete])).toEqual([
      ['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z', 15, true],
      ['2026-10-25T23:00:00.000Z', '2026-10-26T23:00:00.000Z', 0, true],
    ]);
    await expect(
      usage.account({ hostedId: HostedId.parse(999), from: '2026-01-01T00:00:00.000Z', to: '2026-01-02T00:00:00.000Z', grain: 'day' }, CALL),
    ).rejects.toMatchObject({ code: 'hosted_not_found' });
  });
});

describe('the table as a file', () => {
  async function exported(format: 'csv' | 'xlsx', rows = 4): Promise<Uint8Array> {
    const usage = usageHandlers(test.core, NO_PANEL);
    const filter = { search: '', states: [], only: [] };
    for await (const event of usage.export({ span: 'h24', filter, sort: 'login', descending: false, language: 'fr', format }, CALL)) {
      if (event.kind !== 'done') continue;
      expect(event.result.rows).toBe(rows);
      return (await test.core.files.bytes(FileRef.parse(event.result.fileRef))).bytes;
    }
    throw new Error('No file');
  }

  it('runs no formula, and says not known instead of nothing', async () => {
    await readDayAndNight(anna);
    const text = new TextDecoder().decode(await exported('csv'));
    expect(text).toContain('"\'=HYPERLINK(""x"")"');
    expect(text).toContain('inconnu');
    expect(text).toMatch(/messages\s; échecs/u);
    expect(text).toContain('100 par heure');
  });

  it('has numbers as they are written there, and of each row the days of its own pack', async () => {
    const other = await makePack(test, 'Southhost');
    await test.core.db.write((tx) => keepZone(test.core, tx, { packId: other, zone: 'Asia/Tokyo', reader: null }));
    await readList(test, other, [panelAccount('zoe')]);
    await readDayAndNight(() => [panelUsage('anna', 8, { delivered: 7, failed: 1 })]);
    const tokyo = startOfDay('2026-11-21', 'Asia/Tokyo');
    await readWindow(test, { packId: other, grain: 'day', start: tokyo, at: NOW }, [panelUsage('zoe', 7)]);
    const lines = new TextDecoder().decode(await exported('csv', 5)).split('\r\n');
    const cells = (login: string) => lines.find((line) => line.startsWith(`${login};`))?.split(';') ?? [];
    expect(cells('anna')[10]).toBe('"12,5"');
    expect([cells('anna').at(-4), cells('zoe').at(-4)]).toEqual([
      dateTimeIn(NOW - 30 * 60_000 - 24 * HOUR_MS, ZONE),
      dateTimeIn(startOfDay('2026-11-20', 'Asia/Tokyo'), ZONE),
    ]);
  });

  it('is a workbook of the same cells, in which numbers can be added up', async () => {
    await readDayAndNight(anna);
    const bytes = await exported('xlsx');
    expect((await readXlsx(bytes)).sheets[0]?.rows[2]?.[6]).toBe(180);
    const { rows, formulaCells } = await spreadsheets.read(bytes, undefined);
    expect(formulaCells).toBe(0);
    expect(rows).toHaveLength(5);
    expect(rows[1]?.cells[0]).toBe('=HYPERLINK("x")');
    expect(rows[2]?.cells.slice(0, 7)).toEqual(['anna', 'anna.example', '', 'Northhost', 'Northhost 50', 'actif', '180']);
  });
});
