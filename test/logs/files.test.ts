import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planLogs } from '../../src/adapters/log-files.ts';
import { plainPieces, unpackedPieces } from '../../src/adapters/log-source.ts';
import type { LogRequest } from '../../src/ports/logs.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/logs');
let folder = '';
const at = (name: string): string => join(folder, name);
const put = (name: string, content: string | Uint8Array, day = '2026-12-01'): string => {
  writeFileSync(at(name), content);
  utimesSync(at(name), new Date(day), new Date(day));
  return name;
};
const request = (names: readonly string[], more: Partial<LogRequest> = {}): LogRequest => ({
  files: names.map((name) => ({ name, path: at(name) })),
  format: 'auto',
  zone: 'UTC',
  year: null,
  accounts: [],
  ...more,
});
const plan = (names: readonly string[], more?: Partial<LogRequest>) => planLogs(request(names, more));
const order = async (names: readonly string[], more?: Partial<LogRequest>): Promise<string[]> => (await plan(names, more)).files.map(({ name }) => name);
const fixture = (name: string): Promise<Buffer> => readFile(join(FIXTURES, name));

const postfix = (day: string, text = '4F95A22AA32: removed'): string => `${day} 00:00:00 server1 postfix/qmgr[1]: ${text}\n`;
const exim = (day: string): string => `${day} 00:00:00 1xVMBD-000uio-2x Completed\n`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sendward-logs-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('which log it is', () => {
  it.each([
    ['exim-full.log.gz', 'exim'],
    ['exim-small.log', 'exim'],
    ['exim-da-small.log', 'exim'],
    ['postfix-small.log', 'postfix'],
    ['postfix-small-iso.log', 'postfix'],
  ])('%s is of %s', async (name, format) => {
    const found = await planLogs({ ...request([]), files: [{ name, path: join(FIXTURES, name) }], zone: 'America/New_York' });
    expect(found).toMatchObject({ format, files: [{ name, packing: name.endsWith('.gz') ? 'gzip' : 'none' }] });
  });

  it('finds a mail server behind many lines of other programs', async () => {
    const others = `Nov 23 00:00:00 server1 dovecot: imap-login: Login: user=<a@b.example>\n`.repeat(9000);
    expect(await plan([put('messages', others + postfix('Nov 23'))])).toMatchObject({ format: 'postfix' });
  });

  it.each([
    ['text', 'Dear customer,\nthis is no log.\n'],
    ['noise', Uint8Array.from({ length: 4000 }, (_, index) => (index * 7919) & 255)],
    ['dovecot', 'Nov 23 00:00:00 server1 dovecot: imap-login: Login: user=<a@b.example>\n'],
  ])('says that %s is none', async (name, content) => {
    await expect(plan([put(name, content)])).rejects.toMatchObject({ code: 'log_not_recognised', params: { name } });
  });

  it.each([
    ['without anything', ''],
    ['packed', gzipSync('')],
  ])('says that an empty file is empty (%s), and passes over it beside others', async (_what, content) => {
    put('nothing', content);
    await expect(plan(['nothing'])).rejects.toMatchObject({ code: 'log_empty', params: { name: 'nothing' } });
    put('something', exim('2026-11-23'));
    expect(await order(['nothing', 'something'])).toEqual(['something', 'nothing']);
  });

  it('takes no logs of two programs together, and says which is which', async () => {
    put('a.log', exim('2026-11-23'));
    put('b.log', postfix('Nov 23'));
    await expect(plan(['a.log', 'b.log'])).rejects.toMatchObject({
      code: 'log_formats_mixed',
      params: { name: 'a.log', format: 'Exim', other: 'b.log', otherFormat: 'Postfix' },
    });
    await expect(plan(['a.log'], { format: 'postfix' })).rejects.toMatchObject({
      code: 'log_other_format',
      params: { name: 'a.log', found: 'Exim', chosen: 'Postfix' },
    });
  });

  it('takes what shows no format for what it is told it is', async () => {
    put('odd.log', '2026-11-23 00:00:00 daemon began\n');
    expect(await plan(['odd.log'], { format: 'exim' })).toMatchObject({ format: 'exim', files: [{ name: 'odd.log' }] });
  });

  it('says which file is missing, a folder, cut or packed in a way nobody can undo', async () => {
    const whole = await fixture('exim-full.log.gz');
    await expect(plan(['nowhere.log'])).rejects.toMatchObject({ code: 'file_not_found' });
    await expect(planLogs({ ...request([]), files: [{ name: 'folder', path: folder }] })).rejects.toMatchObject({
      code: 'log_unreadable',
      params: { name: 'folder' },
    });
    await expect(plan([put('cut.gz', whole.subarray(0, 40))])).rejects.toMatchObject({ code: 'log_unreadable', params: { name: 'cut.gz' } });
    expect(await plan([put('begun.gz', whole.subarray(0, 500))], { zone: 'America/New_York' })).toMatchObject({
      format: 'exim',
      files: [{ name: 'begun.gz' }],
    });
    await expect(plan([put('log.bz2', 'BZh91AY&SY')])).rejects.toMatchObject({ code: 'log_unreadable', params: { name: 'log.bz2' } });
  });
});

describe('the order of logs', () => {
  it('is that of their first lines, not of their names', async () => {
    put('z.log', exim('2026-11-21'));
    put('a.log', exim('2026-11-22'));
    put('m.gz', gzipSync(exim('2026-11-23')));
    expect(await order(['m.gz', 'a.log', 'z.log'])).toEqual(['z.log', 'a.log', 'm.gz']);
  });

  it('goes over New Year by the years of the files', async () => {
    put('mail.log', postfix('Jan 10', 'AAAAA22AA32: removed'), '2027-01-12');
    put('mail.log.1', postfix('Dec 28', 'BBBBB22AA32: removed'), '2027-01-03');
    put('mail.log.2', postfix('Dec 20', 'CCCCC22AA32: removed'), '2026-12-27');
    expect(await order(['mail.log', 'mail.log.1', 'mail.log.2'])).toEqual(['mail.log.2', 'mail.log.1', 'mail.log']);
    const years = (await plan(['mail.log', 'mail.log.1', 'mail.log.2'], { year: 2019 })).files.map(({ year }) => year);
    expect(years).toEqual([2019, 2019, 2020]);
  });

  it('takes the year from a Message-ID of the server, else from the name, else from the packing, else from the disk', async () => {
    const line = (id: string): string => `Jan  2 00:00:10 server1 postfix/cleanup[1]: ${id}\n`;
    put('ids', line('4951C22ABCA: message-id=<20210102000010.4951C22ABCA@server1.example>'));
    put('forged', line('4951C22ABCA: message-id=<20210102000010.AAAAA22ABCA@server1.example>'));
    put('mail.log-20190103', postfix('Jan  2'));
    const packed = gzipSync(postfix('Jan  2', '11111: removed'));
    packed.writeUInt32LE(Date.UTC(2018, 0, 5) / 1000, 4);
    put('packed.gz', packed);
    put('late', postfix('Dec  5', '22222: removed'), '2026-11-30');
    put('later', postfix('Dec 20', '33333: removed'), '2026-11-30');
    const yearOf = async (name: string): Promise<number | undefined> => (await plan([name])).files[0]?.year;
    expect(await Promise.all(['ids', 'forged', 'mail.log-20190103', 'packed.gz', 'late', 'later'].map(yearOf))).toEqual([2021, 2026, 2019, 2018, 2026, 2025]);
  });

  it('puts files of the same time by the numbers of rotation, and files without a time last', async () => {
    put('log.2', exim('2026-11-21'));
    put('log.1', `${exim('2026-11-21')}x\n`.replace('uio', 'uip'));
    put('log', '');
    expect(await order(['log', 'log.1', 'log.2'])).toEqual(['log.2', 'log.1', 'log']);
  });

  it('reads a log that was given twice, or with an older copy of it, once', async () => {
    const lines = [exim('2026-11-21'), exim('2026-11-22'), exim('2026-11-23')];
    put('whole', lines.join(''));
    put('packed.gz', gzipSync(lines.join('')));
    put('older', lines.slice(0, 2).join(''));
    put('other', lines.slice(1).join(''));
    expect(await order(['older', 'whole', 'packed.gz', 'other'])).toEqual(['whole', 'other']);
  });

  it('takes the longer of a log and its older copy, packed or not, in whatever order they are given, and says what it left out', async () => {
    const log = gunzipSync(await fixture('exim-full.log.gz'));
    put('mainlog', log);
    put('older.gz', gzipSync(log.subarray(0, 3_000_000)));
    put('newer.gz', gzipSync(log));
    put('earlier', log.subarray(0, 3_000_000));
    const read = async (...names: string[]) => {
      const { files, leftOut } = await plan(names, { zone: 'America/New_York' });
      return { files: files.map(({ name }) => name), leftOut: leftOut.map(({ name, other }) => `${name} in ${other}`) };
    };
    expect(await read('older.gz', 'mainlog')).toEqual({ files: ['mainlog'], leftOut: ['older.gz in mainlog'] });
    expect(await read('mainlog', 'older.gz')).toEqual({ files: ['mainlog'], leftOut: ['older.gz in mainlog'] });
    expect(await read('earlier', 'newer.gz')).toEqual({ files: ['newer.gz'], leftOut: ['earlier in newer.gz'] });
    expect(await read('newer.gz', 'earlier')).toEqual({ files: ['newer.gz'], leftOut: ['earlier in newer.gz'] });
  });
});

describe('pieces of logs', () => {
  const collect = async (pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Buffer> => {
    const all: Uint8Array[] = [];
    for await (const piece of pieces) all.push(piece.slice());
    return Buffer.concat(all);
  };
  const source = (name: string, packing: 'none' | 'gzip' | 'zstd') => ({ name, path: at(name), size: 0, packing });

  it('are the file, whole or a part, packed or not, in one part or several', async () => {
    const log = gunzipSync(await fixture('exim-full.log.gz'));
    put('plain', log);
    put('gz', gzipSync(log));
    put('two.gz', Buffer.concat([gzipSync(log.subarray(0, 5_000_000)), gzipSync(log.subarray(5_000_000))]));
    put('zst', zstdCompressSync(log));
    expect((await collect(plainPieces(source('plain', 'none')))).equals(log)).toBe(true);
    expect((await collect(plainPieces(source('plain', 'none'), 1_500_000, 4_000_001))).equals(log.subarray(1_500_000, 4_000_001))).toBe(true);
    for (const [name, packing] of [
      ['gz', 'gzip'],
      ['two.gz', 'gzip'],
      ['zst', 'zstd'],
    ] as const) {
      let onDisk = 0;
      const unpacked = await collect(unpackedPieces(source(name, packing), (bytes) => (onDisk += bytes)));
      expect(unpacked.equals(log)).toBe(true);
      expect(onDisk).toBe((await readFile(at(name))).length);
    }
  });

  it('end with an error where a packed file is cut or damaged', async () => {
    const packed = gzipSync(gunzipSync(await fixture('exim-full.log.gz')));
    put('cut.gz', packed.subarray(0, packed.length - 100));
    const damaged = Buffer.from(packed);
    damaged.fill(7, 300_000, 300_100);
    put('damaged.gz', damaged);
    for (const name of ['cut.gz', 'damaged.gz']) {
      await expect(collect(unpackedPieces(source(name, 'gzip')))).rejects.toMatchObject({ code: 'log_unreadable', params: { name } });
    }
  });
});
