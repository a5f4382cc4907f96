import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { LogFacts } from '../../src/shared/logs.ts';
import { scanFiles } from './scanned.ts';
import { fixturePath } from './scene.ts';

const log = gunzipSync(readFileSync(fixturePath('exim-full.log.gz')));
const lines = log.toString('latin1').trimEnd().split('\n');
const text = (from: number, to: number): Buffer => Buffer.from(`${lines.slice(from, to).join('\n')}\n`, 'latin1');
const crlf = (bytes: Buffer): Buffer => Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1');
const found = (word: string): Buffer => Buffer.from(`${lines.filter((line) => line.includes(word)).join('\n')}\n`, 'latin1');
const postfix = readFileSync(fixturePath('postfix-small.log'), 'latin1');

/** Everything that was counted, wherever it stood. */
const counted = ({ accounts, unattributed }: LogFacts): unknown => ({
  accounts: accounts.map(({ account, totals, cells }) => ({ account, totals, cells: cells.map(({ start, counts }) => ({ start, counts })) })),
  unattributed: [unattributed.messages, unattributed.recipients],
});
const whole = scanFiles([log]);
const notesOf = ({ files }: LogFacts): string[] => files.flatMap(({ name, notes }) => notes.map(({ kind, other }) => `${name} ${kind} ${other}`.trim()));

describe('what stands in two files', () => {
  it.each([
    ['the last lines beside the log', [log, text(40_000, 54_545)], ['log-1 copy log-0']],
    ['the last lines before the log', [text(40_000, 54_545), log], ['log-0 copy log-1']],
    ['the last lines of a packed log', [gzipSync(log), text(54_000, 54_545)], ['log-1 copy log-0']],
    ['lines out of the middle', [log, gzipSync(text(20_000, 30_000))], ['log-1 copy log-0']],
    ['an older packed copy', [gzipSync(text(0, 27_436)), log], ['log-0 copy log-1']],
    ['two that go on in each other', [text(0, 40_000), text(30_000, 54_545)], []],
    ['two packed ones that go on in each other', [gzipSync(text(0, 40_000)), gzipSync(text(30_000, 54_545))], []],
    ['the log with other ends of lines', [log, crlf(log)], ['log-1 copy log-0']],
    ['its last lines with other ends', [crlf(text(30_000, 54_545)), gzipSync(log)], ['log-0 copy log-1']],
    ['what was searched for in it', [found(' <= '), log, found('fitclub')], ['log-0 copy log-1', 'log-2 copy log-1']],
    ['the last bytes beside the log', [log, log.subarray(log.length - 700_001)], ['log-1 copy log-0']],
  ])('is counted once: %s', async (_what, files, notes) => {
    const facts = await scanFiles(files);
    expect(counted(facts)).toEqual(counted(await whole));
    expect(notesOf(facts)).toEqual(notes);
    expect(facts.gaps).toEqual((await whole).gaps);
  });

  it('goes on where a file begins within a line', async () => {
    const facts = await scanFiles([text(0, 40_000), log.subarray(text(0, 30_000).length + 30)]);
    expect(facts.skipped).toBe(1);
    expect(counted(facts)).toEqual(counted(await whole));
  });

  it('cannot be told where lines differ, which is said', async () => {
    const other = text(30_000, 54_545).toString('latin1').replaceAll('\n', ' \n');
    expect(notesOf(await scanFiles([text(0, 40_000), other]))).toEqual(['log-1 overlap log-0']);
  });

  it('is nothing where logs are of two servers', async () => {
    const other = postfix.replaceAll(' server1 ', ' server2 ');
    expect(notesOf(await scanFiles([postfix, other]))).toEqual([]);
    expect(notesOf(await scanFiles([postfix, postfix.replaceAll('\n', ' \n')]))).toEqual(['log-1 overlap log-0']);
  });
});

describe('a packed log that is cut off', () => {
  const packed = gzipSync(log);
  it.each([
    ['alone', []],
    ['beside others', [text(54_000, 54_545)]],
  ])('is read up to the cut, and where it ends is told: %s', async (_what, more) => {
    const facts = await scanFiles([packed.subarray(0, 500_000), ...more]);
    expect(notesOf(facts)).toEqual(['log-0 cut']);
    const { lines: read, to } = facts.files[0] ?? { lines: 0, to: 0 };
    expect(read).toBeGreaterThan(10_000);
    expect(to).toBeLessThan((await whole).to ?? 0);
    const joined = await scanFiles([text(0, read - 1), ...more]);
    const messages = (found: LogFacts): number => found.accounts.reduce((sum, { totals }) => sum + totals.messages, 0);
    expect(messages(facts) - messages(joined)).toBeLessThanOrEqual(1);
  });
});

describe('what is hardly a log', () => {
  const strange = `${'nothing that a mail server writes\n'.repeat(190)}${text(0, 4)}${'and more of it\n'.repeat(10)}`;

  it('is refused, with how little of it was understood', async () => {
    await expect(scanFiles([strange])).rejects.toMatchObject({ code: 'log_not_understood', params: { name: 'log-0', skipped: 200, lines: 204 } });
    await expect(scanFiles([log, strange])).rejects.toMatchObject({ code: 'log_not_understood', params: { name: 'log-1' } });
  });

  it('does not set the time by lines that have none', async () => {
    const { from } = await scanFiles([`a line without a time\n${text(0, 100)}`]);
    expect(from).toBe((await whole).from);
  });
});
