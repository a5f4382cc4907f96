import { describe, expect, it } from 'vitest';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { spreadsheets } from '../../src/adapters/spreadsheet.ts';
import type { PanelReport } from '../../src/connectors/connector.ts';
import { FileRef, PackId, ReportId } from '../../src/contract/ids.ts';
import { plainText } from '../../src/features/connections/report-source.ts';
import { shown } from './fake-panel.ts';
import { BEGIN, ON, reading, row, table } from './reading.ts';
import { bench, CALL, last } from './support.ts';

describe('a report that is put in', () => {
  it('is shown row by row before anything is written', async () => {
    const { read, packId, opened } = await reading(table);
    const before = await opened.core.db.read.selectFrom('usage').select('sent').execute();
    const preview = await read('Domain,Sent');
    expect(preview).toMatchObject({ kind: 'panel_table', days: null, needsDay: true, takenOver: null, total: 4, usable: 2, excerpt: 'Domain,Sent' });
    expect(preview.rows.map(({ login, hostedId, problem }) => [login, hostedId !== null, problem])).toEqual([
      ['anna', true, null],
      ['', true, null],
      ['nobody', false, 'unknown_account'],
      ['boris', true, 'not_a_number'],
    ]);
    expect(await opened.core.db.read.selectFrom('usage').select('sent').execute()).toEqual(before);
    expect(packId).not.toBe('');
  });

  it('is taken over for a day, once, and says nothing of accounts it does not name', async () => {
    const { read, reports, opened, packId } = await reading({ ...table, rows: table.rows.slice(0, 1) });
    const { id } = await read('x');
    await expect(reports.take({ id: ReportId.parse(id) })).rejects.toMatchObject({ code: 'report_window_missing' });
    expect(await reports.take({ id: ReportId.parse(id), day: ON })).toMatchObject({ rows: 1 });
    const figures = () =>
      opened.core.db.read
        .selectFrom('usage')
        .where('origin', '=', 'report')
        .select(['grain', 'start_s', 'sent', 'delivered', 'failed', 'deferred', 'definition'])
        .execute();
    const taken = await figures();
    expect(taken).toMatchObject([{ grain: 86_400, start_s: BEGIN / 1000, sent: 120, delivered: 100, failed: 20, deferred: null, definition: 'report' }]);
    const reads = await opened.core.db.read.selectFrom('usage_read').where('origin', '=', 'report').select(['silent_is_zero']).execute();
    expect(reads).toEqual([{ silent_is_zero: 0 }]);
    const again = await read('x');
    expect(again.takenOver).toEqual({ at: expect.any(String), day: ON });
    expect(await reports.take({ id: ReportId.parse(again.id), day: ON })).toMatchObject({ rows: 1, flips: 0, alerts: 0 });
    expect(await figures()).toEqual(taken);
    expect(await opened.core.db.read.selectFrom('report').select(['pack_id', 'kind', 'from_at']).execute()).toEqual([
      { pack_id: packId, kind: 'panel_table', from_at: BEGIN },
    ]);
  });

  it('makes accounts known of a pack no panel is read for', async () => {
    const { read, reports, opened } = await reading(
      { ...table, ...{ days: [ON], rows: table.rows.map((each) => ({ ...each, day: ON })) } },
      { connected: false },
    );
    const preview = await read('x');
    expect(preview.rows.map(({ problem }) => problem)).toEqual([null, null, null, 'not_a_number']);
    expect(await reports.take({ id: ReportId.parse(preview.id) })).toMatchObject({ rows: 3 });
    const accounts = await opened.core.db.read.selectFrom('hosted_account').select(['login', 'domain', 'state', 'state_origin']).orderBy('login').execute();
    expect(accounts.map(({ login }) => login)).toEqual(['anna', 'boris.example', 'nobody']);
    expect(accounts.every(({ state, state_origin }) => state === 'unknown' && state_origin === 'report')).toBe(true);
  });

  it('that tells of a suspension changes the state of that account, in the words of the host', async () => {
    // After the list was read: of before, a report tells nothing.
    const at = Date.UTC(2026, 10, 21, 9, 30);
    const mail: PanelReport = {
      ...table,
      kind: 'suspension_mail',
      rows: [row(1, { domain: 'anna2.example', suspended: 'account', text: 'Envoi en masse', at })],
    };
    const { read, reports, statuses, packId, clock } = await reading(mail);
    clock.sleep(60 * 60_000);
    const { id } = await read('x');
    expect(await reports.take({ id: ReportId.parse(id) })).toMatchObject({ rows: 1, flips: 1 });
    const { rows } = await statuses.list({ search: 'anna', states: [], reasonClasses: [], offset: 0, limit: 5, packId }, CALL);
    expect(rows[0]?.now).toMatchObject({ state: 'suspended', reason: 'Envoi en masse', origin: 'report' });
    expect(rows[0]?.account.emails).toEqual(['owner@anna.example']);
  });

  it('that tells of a limit keeps the limit and the warning', async () => {
    const limit = { count: 200, seconds: 3600, scope: 'domain', source: 'observed' } as const;
    const bounce: PanelReport = {
      ...table,
      kind: 'limit_bounce',
      excerpt: 'Domain anna.example has exceeded the max emails per hour (200/200)',
      rows: [row(1, { domain: 'anna.example', limit, text: '200/200' })],
    };
    const { read, reports, opened } = await reading(bounce);
    const { id } = await read('x');
    expect(await reports.take({ id: ReportId.parse(id) })).toMatchObject({ rows: 1, flips: 0 });
    const { limits } = await opened.core.db.read.selectFrom('hosted_account').where('login', '=', 'anna').select('limits').executeTakeFirstOrThrow();
    expect(JSON.parse(limits)).toEqual([{ ...limit, at: expect.any(Number) }]);
    const warnings = await opened.core.db.read.selectFrom('panel_warning').select('text').execute();
    expect(warnings).toEqual([{ text: bounce.excerpt }]);
  });

  it('reaches the reader taken apart: text, cells of a spreadsheet, or a mail with its parts', async () => {
    const { put, read, sources, opened } = await reading(table);
    await read('Domain;Sent\nanna.example;5');
    await put(
      'list.xlsx',
      await spreadsheets.write('Sheet', [
        ['Domain', 'Sent'],
        ['anna.example', '5'],
      ]),
    );
    const source =
      'From: root@panel.example\r\nSubject: Warning\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>anna has just finished<br>sending 1000 emails</p><script>alert(1)</script>';
    await put('warning.eml', opened.core.codec.encodeUtf8(source));
    expect(sources.map(({ name, text, cells, mail }) => [name, text, cells, mail?.subject ?? null])).toEqual([
      ['', 'Domain;Sent\nanna.example;5', null, null],
      [
        'list.xlsx',
        '',
        [
          ['Domain', 'Sent'],
          ['anna.example', '5'],
        ],
        null,
      ],
      ['warning.eml', expect.stringMatching(/anna has just finished\s+sending 1000 emails/), null, 'Warning'],
    ]);
    expect(sources[2]).toMatchObject({ kind: 'whm', zone: 'Europe/Paris', mail: { from: 'root@panel.example', at: Date.UTC(2026, 10, 20, 10) } });
    expect(sources[2]?.text).not.toContain('alert');
  });

  it.each([
    ['nothing', new Uint8Array(), 'file_empty'],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1, 2, 3]), 'file_binary'],
    ['an archive that is no spreadsheet', Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3, 4]), 'report_unknown'],
  ])('is refused when it is %s', async (_what, bytes, code) => {
    const { put } = await reading(table);
    await expect(put('file.bin', bytes)).rejects.toMatchObject({ code });
  });

  it('is refused when nothing is found in it, when it is gone, and for a pack that is not there', async () => {
    const { read, reports, packId } = await reading(null);
    await expect(read('Hello')).rejects.toMatchObject({ code: 'report_unknown' });
    await expect(reports.take({ id: ReportId.parse(packId) })).rejects.toMatchObject({ code: 'report_not_found' });
    const nowhere = PackId.parse('0190a0a0-0000-7000-8000-000000000000');
    await expect(reports.read({ packId: nowhere, source: { text: 'x' } }, undefined)).rejects.toMatchObject({ code: 'pack_not_found' });
    const missing = FileRef.parse('0190a0a0-0000-7000-8000-000000000000');
    await expect(reports.read({ packId, source: { fileRef: missing } }, undefined)).rejects.toMatchObject({ code: 'file_not_found' });
  });
});

describe('what hosts really write', () => {
  it.each([
    ['limit_bounce', 'Domain anna.example has exceeded the max emails per hour (200/200 (100%)) allowed.  Message discarded.'],
    ['panel_table', 'Domain,Sent,Success,Deferred,Failed\nanna.example,120,100,0,20\n'],
  ])('is found to be a %s, and taken over', async (kind, text) => {
    const made = bench({ mail: nodemailerFormat, spreadsheets });
    const packId = await made.addPack();
    await made.connect(packId);
    made.panel.accounts = [[shown('anna')]];
    await last(made.of.pull({ packId }, CALL));
    const preview = await made.of.readReport({ packId, source: { text } }, CALL);
    expect(preview).toMatchObject({ kind, total: 1, rows: [{ domain: 'anna.example', problem: null }] });
    expect(preview.rows[0]?.hostedId).not.toBeNull();
    const chosen = preview.needsDay ? { day: ON } : {};
    expect(await made.of.takeReport({ id: ReportId.parse(preview.id), ...chosen }, CALL)).toMatchObject({ rows: 1 });
  });
});

describe('markup', () => {
  it('is taken off a table, whatever it is, in no time', () => {
    expect(plainText('<html><head><title>x</title></head><table><tr><th>Domain</th><th>Sent</th></tr><tr><td>a &amp; b</td><td>5</td></tr></table>')).toBe(
      'Domain\tSent\na & b\t5',
    );
    for (const hostile of ['<', '<script>', '<td>\t', '&amp', '<style', '</script ', '<br ']) {
      const began = performance.now();
      plainText(hostile.repeat(200_000));
      expect(performance.now() - began).toBeLessThan(2000);
    }
  });
});
