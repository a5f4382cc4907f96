import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { planLogs } from '../../src/adapters/log-files.ts';
import { nodeLogScanner } from '../../src/adapters/log-scan.ts';
import { LogSum } from '../../src/adapters/log-sum.ts';
import { tasksOf } from '../../src/adapters/log-tasks.ts';
import { endReaders, LogTeam } from '../../src/adapters/log-team.ts';
import { startReaders } from '../../src/adapters/log-threads.ts';
import { factsOf } from '../../src/logs/packed-facts.ts';
import type { LogRequest } from '../../src/ports/logs.ts';
import type { LogFacts } from '../../src/shared/logs.ts';
import { ACCOUNTS, fixturePath } from './scene.ts';

const ZONE = 'America/New_York';
const full = gunzipSync(readFileSync(fixturePath('exim-full.log.gz')));
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sendward-scan-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function put(name: string, content: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function requestFor(...paths: string[]): LogRequest {
  const files = paths.map((path) => ({ name: path.slice(folder.length + 1), path }));
  return { files, format: 'auto', zone: ZONE, year: 2026, accounts: ACCOUNTS };
}

/** Without what tells files apart. */
function bare({ files: _files, limits, accounts, ...facts }: LogFacts): unknown {
  const met = limits
    .map(({ first, ...limit }) => ({ ...limit, text: first.text }))
    .sort((a, b) => (`${a.account} ${a.kind}` < `${b.account} ${b.kind}` ? -1 : 1));
  return {
    ...facts,
    met,
    accounts: accounts.map(({ account, totals, cells, hours, uniqueRecipients }) => ({ account, totals, cells, hours, uniqueRecipients })),
  };
}

/** Place of the line that begins nearest behind a part of the log. */
function lineAt(part: number): number {
  return full.indexOf(10, Math.floor(full.length * part)) + 1;
}

async function readInParts(request: LogRequest, bytes: number): Promise<LogFacts> {
  return factsOf((await readSome(request, bytes)).facts(request, false));
}

async function readSome(request: LogRequest, bytes: number): Promise<LogSum> {
  const plan = await planLogs(request);
  const tasks = tasksOf(plan, ZONE, bytes);
  expect(tasks.length).toBeGreaterThan(5);
  const sum = new LogSum(plan);
  const { ports } = startReaders();
  const options = { format: plan.format, zone: ZONE, ports, onDisk: () => undefined, onCut: () => undefined };
  await new LogTeam(options, tasks, ({ task, part, bytes: read }) => sum.add(task.file, part, read)).run();
  endReaders(ports);
  return sum;
}

describe('Several threads', () => {
  it('find in parts of one file what one finds in the whole', async () => {
    const request = requestFor(put('mainlog', full));
    expect(await readInParts(request, 700_000)).toEqual(await nodeLogScanner.scan(request, () => undefined));
  });

  it('tell what they have so far as often as it is asked for, in no more memory than once', async () => {
    const request = requestFor(put('mainlog', full));
    const sum = await readSome(request, 700_000);
    const made = vi.spyOn(WebAssembly, 'Memory');
    const [first, ...more] = Array.from({ length: 5 }, () => factsOf(sum.facts(request, true)));
    expect(made).toHaveBeenCalledTimes(1);
    made.mockRestore();
    for (const facts of more) expect(facts).toEqual(first);
    expect(first).toEqual(factsOf(sum.facts(request, false)));
  });

  it('read files at the same time, packed ones among them, and join them in the order in which they were written', async () => {
    const [first, second] = [lineAt(0.3), lineAt(0.7)];
    const request = requestFor(
      put('mainlog', full.subarray(second)),
      put('mainlog.2.gz', gzipSync(full.subarray(0, first))),
      put('mainlog.1', full.subarray(first, second)),
    );
    const facts = await nodeLogScanner.scan(request, () => undefined);
    expect(facts.files.map(({ name }) => name)).toEqual(['mainlog.2.gz', 'mainlog.1', 'mainlog']);
    expect(facts.files.reduce((lines, file) => lines + file.lines, 0)).toBe(54_545);
    expect(bare(facts)).toEqual(bare(await nodeLogScanner.scan(requestFor(put('whole', full)), () => undefined)));
  });

  it('wait for what stands before, so that what they read does not fill the memory', async () => {
    const cut = lineAt(0.8);
    const packed = put('mainlog.1.gz', gzipSync(full.subarray(0, cut)));
    const plan = await planLogs(requestFor(packed, put('mainlog', full.subarray(cut))));
    const tasks = tasksOf(plan, ZONE, 10_000);
    let [read, ahead] = [0, 0];
    const onDisk = (bytes: number): void => {
      read += bytes;
    };
    const { ports } = startReaders();
    const options = { format: plan.format, zone: ZONE, ports, onDisk, onCut: () => undefined };
    await new LogTeam(options, tasks, ({ task, last }) => {
      if (task.file === 0 && last) ahead = read - statSync(packed).size;
    }).run();
    endReaders(ports);
    expect(tasks.length).toBeGreaterThan(100);
    expect(ahead).toBeLessThan(200_000);
  });

  it('tell how far they are, in bytes of the disk, up to the end', async () => {
    const path = put('mainlog.gz', gzipSync(full));
    const told: [number, number][] = [];
    await nodeLogScanner.scan(requestFor(path), (done, total) => told.push([done, total]));
    expect(told.at(-1)).toEqual([statSync(path).size, statSync(path).size]);
    expect(told.every(([done], index) => done >= (told[index - 1]?.[0] ?? 0))).toBe(true);
  });

  it('stop at once when they are no longer wanted', async () => {
    const stop = new AbortController();
    const scan = nodeLogScanner.scan(requestFor(put('mainlog', full)), () => undefined, stop.signal);
    setTimeout(() => stop.abort(new Error('enough')), 20);
    await expect(scan).rejects.toThrow('enough');
    await expect(nodeLogScanner.scan(requestFor(), () => undefined, AbortSignal.abort(new Error('before')))).rejects.toThrow('before');
  });
});

describe('A log that is followed', () => {
  const lines = readFileSync(fixturePath('exim-small.log'));
  const half = lines.indexOf(10, lines.length / 2) + 1;
  const whole = (): Promise<LogFacts> => nodeLogScanner.scan(requestFor(put('whole', lines)), () => undefined);

  /** Follows until as many lines were read as the whole has, doing one step after each report. */
  async function follow(path: string, steps: readonly (() => void)[]): Promise<LogFacts[]> {
    const stop = new AbortController();
    const heard: LogFacts[] = [];
    const wanted = (await whole()).lines;
    await nodeLogScanner.follow(
      requestFor(path),
      (facts) => {
        steps[heard.push(facts) - 1]?.();
        if (facts.lines === wanted) stop.abort();
      },
      stop.signal,
    );
    return heard;
  }

  it('grows, also by half a line, and says in the end what one reading says', async () => {
    const path = put('mainlog', lines.subarray(0, half));
    const heard = await follow(path, [() => appendFileSync(path, lines.subarray(half, half + 50)), () => appendFileSync(path, lines.subarray(half + 50))]);
    expect(heard[0]?.lines).toBeLessThan(300);
    expect(heard.at(-1)).toEqual({ ...(await whole()), files: [{ ...(await whole()).files[0], name: 'mainlog' }] });
  });

  it('is packed, and so does not grow: it is told once, until nobody wants to hear more', async () => {
    const stop = new AbortController();
    let told = 0;
    const request = requestFor(put('mainlog.gz', gzipSync(lines)));
    await nodeLogScanner.follow(
      request,
      () => {
        told += 1;
        setTimeout(() => stop.abort(), 500);
      },
      stop.signal,
    );
    expect([told, stop.signal.aborted]).toEqual([1, true]);
  });

  it('is rotated away, written to once more, and goes on in a new file', async () => {
    const path = put('mainlog', lines.subarray(0, half));
    const heard = await follow(path, [
      () => {
        renameSync(path, `${path}.1`);
        appendFileSync(`${path}.1`, lines.subarray(half, lines.indexOf(10, half) + 1));
        writeFileSync(path, lines.subarray(lines.indexOf(10, half) + 1));
      },
    ]);
    expect(heard.at(-1)?.files).toHaveLength(2);
    expect(bare(heard.at(-1) ?? (await whole()))).toEqual(bare(await whole()));
  });

  it('is copied away and emptied', async () => {
    const path = put('mainlog', lines.subarray(0, half));
    const heard = await follow(path, [
      () => {
        copyFileSync(path, `${path}.1`);
        truncateSync(path, 0);
        setTimeout(() => appendFileSync(path, lines.subarray(half)), 1500);
      },
    ]);
    expect(bare(heard.at(-1) ?? (await whole()))).toEqual(bare(await whole()));
  });
});
