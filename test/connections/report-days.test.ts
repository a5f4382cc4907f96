import { describe, expect, it } from 'vitest';
import { ReportId } from '../../src/contract/ids.ts';
import { shown } from './fake-panel.ts';
import { ON, reading, row, table } from './reading.ts';
import { bench, CALL, last } from './support.ts';

describe('the days of a report', () => {
  /** A pack of a panel whose days are those of Moscow, and this computer in Paris. */
  async function inMoscow(logins: readonly string[] = ['anna']) {
    const made = bench();
    const packId = await made.addPack();
    await made.connect(packId, { zone: 'Europe/Moscow' });
    const list = async (...names: readonly string[]) => {
      made.panel.accounts = [names.map((login) => shown(login))];
      await last(made.of.pull({ packId }, CALL));
    };
    if (logins.length > 0) await list(...logins);
    const read = (text: string) => made.of.readReport({ packId, source: { text } }, CALL);
    const take = async (text: string, day?: string) => {
      const { id } = await read(text);
      return await made.of.takeReport({ id: ReportId.parse(id), ...(day !== undefined && { day }) }, CALL);
    };
    const kept = async () => {
      const rows = await made.opened.core.db.read
        .selectFrom('usage')
        .innerJoin('usage_series', 'usage_series.id', 'usage.series_id')
        .innerJoin('hosted_account', 'hosted_account.id', 'usage_series.hosted_id')
        .where('usage.origin', '=', 'report')
        .orderBy('start_s')
        .select(['hosted_account.login', 'usage.start_s', 'usage.sent'])
        .execute();
      return rows.map(({ login, start_s, sent }) => [login, new Date(start_s * 1000).toISOString(), sent]);
    };
    return { ...made, packId, list, read, take, kept };
  }
  const TABLE = 'Username,Sent\nanna,5\n';

  it('are those of the pack, wherever this computer is', async () => {
    const { take, kept } = await inMoscow();
    expect(await take(TABLE, '2026-11-19')).toMatchObject({ rows: 1 });
    expect(await kept()).toEqual([['anna', '2026-11-18T21:00:00.000Z', 5]]);
  });

  it('are told row by row, each kept as its own', async () => {
    const { take, kept } = await inMoscow();
    expect(await take('Date,Username,Sent\n2026-11-18,anna,5\n2026-11-19,anna,7\n')).toMatchObject({ rows: 2 });
    expect(await kept()).toEqual([
      ['anna', '2026-11-17T21:00:00.000Z', 5],
      ['anna', '2026-11-18T21:00:00.000Z', 7],
    ]);
  });

  it('are asked for where several are named for all rows', async () => {
    const { read, take, kept } = await inMoscow();
    const text = `From 2026-11-18 to 2026-11-19\n${TABLE}`;
    expect(await read(text)).toMatchObject({ days: { first: '2026-11-18', last: '2026-11-19' }, needsDay: true });
    await expect(take(text)).rejects.toMatchObject({ code: 'report_window_missing' });
    expect(await take(text, '2026-11-19')).toMatchObject({ rows: 1 });
    expect((await kept()).length).toBe(1);
  });

  it('that were wrong are set right by taking it over again', async () => {
    const { take, kept, read, opened } = await inMoscow();
    await take(TABLE, '2026-11-19');
    await take('Username,Sent\nanna,5\nboris,1\n', '2026-11-20');
    expect(await take(TABLE, '2026-11-18')).toMatchObject({ rows: 1 });
    expect(await kept()).toEqual([
      ['anna', '2026-11-17T21:00:00.000Z', 5],
      ['anna', '2026-11-19T21:00:00.000Z', 5],
    ]);
    expect((await read(TABLE)).takenOver).toMatchObject({ day: '2026-11-18' });
    const reads = await opened.core.db.read.selectFrom('usage_read').where('origin', '=', 'report').select('start_s').orderBy('start_s').execute();
    expect(reads.map(({ start_s }) => new Date(start_s * 1000).toISOString())).toEqual(['2026-11-17T21:00:00.000Z', '2026-11-19T21:00:00.000Z']);
  });

  it('may be taken over once its accounts are known', async () => {
    const { read, take, list } = await inMoscow([]);
    expect(await read(TABLE)).toMatchObject({ usable: 0, rows: [{ problem: 'unknown_account' }] });
    expect(await take(TABLE, '2026-11-19')).toMatchObject({ rows: 0, already: null });
    await list('anna');
    expect(await read(TABLE)).toMatchObject({ usable: 1, takenOver: null });
    expect(await take(TABLE, '2026-11-19')).toMatchObject({ rows: 1 });
  });

  it('are of the account that is there, not of one that is gone and had its domain', async () => {
    const { take, kept, panel, clock, of, packId } = await inMoscow(['boris', 'anna']);
    for (let round = 0; round < 3; round++) {
      await clock.advance(60 * 60_000);
      panel.accounts = [[shown('boris'), shown('anna2', { domain: 'anna.example' })]];
      await last(of.pull({ packId }, CALL));
    }
    await take('Domain,Sent\nanna.example,5\n', '2026-11-19');
    expect(await kept()).toEqual([['anna2', '2026-11-18T21:00:00.000Z', 5]]);
  });
});

it('words of a host are known by the subject of the mail, else by their first line, never by the name of a file', async () => {
  const made = await reading({ ...table, kind: 'panel_warning', excerpt: 'Too much\nmail of anna', rows: [row(1, { domain: 'anna.example', sent: 1000 })] });
  const mail = 'From: root@panel.example\r\nSubject: Warning: 1000 emails\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nToo much';
  for (const [name, text] of [
    ['warn2.eml', mail],
    ['note.txt', 'Too much\nmail of anna'],
  ] as const) {
    const { id } = await made.put(name, made.opened.core.codec.encodeUtf8(text));
    await made.reports.take({ id: ReportId.parse(id) });
  }
  const warnings = await made.opened.core.db.read.selectFrom('panel_warning').select('subject').orderBy('subject').execute();
  expect(warnings.map(({ subject }) => subject)).toEqual(['Too much', 'Warning: 1000 emails']);
});

it('words of a host are taken over once, and say when they were', async () => {
  const made = await reading({ ...table, kind: 'limit_bounce', rows: [row(1, { domain: 'anna.example', text: '200/200' })] });
  const first = await made.read('x');
  expect(await made.reports.take({ id: ReportId.parse(first.id) })).toMatchObject({ rows: 1, already: null });
  const again = await made.read('x');
  expect(await made.reports.take({ id: ReportId.parse(again.id) })).toEqual({ rows: 0, flips: 0, alerts: 0, already: again.takenOver?.at });
});

it('a long table is shown by its first lines, and taken over whole', async () => {
  const logins = Array.from({ length: 450 }, (_, index) => `user${index}`);
  const made = await reading({ ...table, rows: logins.map((login, index) => row(index + 2, { login, sent: 1 })) }, { connected: false });
  const preview = await made.read('x');
  expect([preview.total, preview.usable, preview.rows.length]).toEqual([450, 450, 200]);
  expect(await made.reports.take({ id: ReportId.parse(preview.id), day: ON })).toMatchObject({ rows: 450 });
});

it('a limit that stands in a table is one that is set', async () => {
  const limit = { count: 400, seconds: 3600, scope: 'account', source: 'set' } as const;
  const made = await reading({ ...table, rows: [row(2, { login: 'anna', sent: 1, limit })] });
  const { id } = await made.read('x');
  await made.reports.take({ id: ReportId.parse(id), day: ON });
  const { limits } = await made.opened.core.db.read.selectFrom('hosted_account').where('login', '=', 'anna').select('limits').executeTakeFirstOrThrow();
  expect(JSON.parse(limits)).toMatchObject([{ count: 400, source: 'set' }]);
});
