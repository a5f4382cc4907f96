import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LogPlan, planLogs } from '../../src/adapters/log-files.ts';
import { LogSum } from '../../src/adapters/log-sum.ts';
import { tasksOf } from '../../src/adapters/log-tasks.ts';
import { endReaders, LogTeam } from '../../src/adapters/log-team.ts';
import { type Readers, startReaders } from '../../src/adapters/log-threads.ts';
import { factsOf } from '../../src/logs/packed-facts.ts';
import type { LogRequest } from '../../src/ports/logs.ts';
import type { LogFacts } from '../../src/shared/logs.ts';
import { ACCOUNTS, fixturePath } from './scene.ts';

const ZONE = 'America/New_York';
const PART = 100_000;
const log = gunzipSync(readFileSync(fixturePath('exim-full.log.gz'))).subarray(0, 2_000_000);
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sendward-threads-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function request(): LogRequest {
  const path = join(folder, 'mainlog');
  writeFileSync(path, log);
  return { files: [{ name: 'mainlog', path }], format: 'auto', zone: ZONE, year: 2026, accounts: ACCOUNTS };
}

async function read({ ports }: Readers, plan: LogPlan): Promise<LogSum> {
  const sum = new LogSum(plan);
  const options = { format: plan.format, zone: ZONE, ports, onDisk: () => undefined, onCut: () => undefined };
  await new LogTeam(options, tasksOf(plan, ZONE, PART), ({ task, part, bytes }) => sum.add(task.file, part, bytes)).run();
  return sum;
}

/** Exit codes of all threads, once they are told that nothing follows. */
async function ended({ threads, ports }: Readers): Promise<unknown[]> {
  const exits = threads.map((thread) => once(thread, 'exit'));
  endReaders(ports);
  return (await Promise.all(exits)).flat();
}

describe('Threads that read', () => {
  it('read again what they read before, and end when nothing follows', async () => {
    const readers = startReaders();
    const wanted = request();
    const plan = await planLogs(wanted);
    const factsOnce = async (): Promise<LogFacts> => factsOf((await read(readers, plan)).facts(wanted, false));
    const first = await factsOnce();
    expect(first.lines).toBeGreaterThan(10_000);
    expect(await factsOnce()).toEqual(first);
    expect(await ended(readers)).toEqual(readers.threads.map(() => 0));
  });

  it('say what they cannot read, and end also then', async () => {
    const readers = startReaders();
    const plan = await planLogs(request());
    const tasks = tasksOf(plan, ZONE, PART);
    const [file] = plan.files;
    rmSync(file?.path ?? '');
    const options = { format: plan.format, zone: ZONE, ports: readers.ports, onDisk: () => undefined, onCut: () => undefined };
    await expect(new LogTeam(options, tasks, () => undefined).run()).rejects.toMatchObject({ code: 'file_not_found' });
    expect(await ended(readers)).toEqual(readers.threads.map(() => 0));
  });
});
