import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { nodeBundle } from '../scripts/build.ts';
import { report } from './measure.ts';
import { scaleLog } from './scale-log.ts';
import { DIFFERENT, type MailServer } from './varied-log.ts';

/** What reads the log: bundled, as it is in the application that people install. */
const SCAN = 'scan-log.js';
const PROGRAMS = { 'bench/scan-log.ts': SCAN, 'src/adapters/log-worker.ts': 'log-worker.js' } as const;
const FIXTURES = join(import.meta.dirname, '../test/fixtures/logs');

/** One run of a program: seconds by the clock and of processor time, and the most memory it took. */
interface Run {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly memoryMb: number;
}

async function bundle(folder: string): Promise<void> {
  for (const [source, file] of Object.entries(PROGRAMS)) await build(nodeBundle({ source, file, folder: '', format: 'es', external: [] }, folder));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
}

function isThere(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}

/** Runs a command line under the measuring eye of `time`. */
function run(command: string, folder: string): Run {
  const told = join(folder, 'time');
  execFileSync('/usr/bin/time', ['-f', '%e %U %S %M', '-o', told, 'sh', '-c', command], { stdio: ['ignore', 'ignore', 'ignore'] });
  const [seconds = 0, user = 0, system = 0, kilobytes = 0] = (readFileSync(told, 'utf8').trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return { seconds, cpuSeconds: Math.round((user + system) * 100) / 100, memoryMb: Math.round(kilobytes / 1024) };
}

function best(runs: readonly Run[]): Run {
  const least = (of: (one: Run) => number): number => Math.min(...runs.map(of));
  return { seconds: least((one) => one.seconds), cpuSeconds: least((one) => one.cpuSeconds), memoryMb: least((one) => one.memoryMb) };
}

const round = (ratio: number): number => Math.round(ratio * 100) / 100;

interface Race {
  readonly server: MailServer;
  readonly fixture: string;
  readonly peer: string;
}

/** All programs on the same file, taking turns, so that whatever else the machine does falls on all of them. */
function race({ server, fixture, peer }: Race, { bytes, runs, folder }: { readonly bytes: number; readonly runs: number; readonly folder: string }): unknown {
  const log = join(folder, `${server}.log`);
  scaleLog(server, { from: join(FIXTURES, fixture), to: log, bytes });
  execFileSync('sh', ['-c', `gzip -kf ${log} && cat ${log} > /dev/null`]);
  const scan = `${process.execPath} ${join(folder, SCAN)}`;
  const commands = { sendward: `${scan} ${log}`, [peer]: `${peer} ${log}`, wc: `wc -l ${log}`, sendwardPacked: `${scan} ${log}.gz`, zcat: `zcat ${log}.gz` };
  const there = Object.entries(commands).filter(([name, command]) => name.startsWith('sendward') || isThere(command.split(' ')[0] ?? ''));
  const all = new Map<string, Run[]>(there.map(([name]) => [name, []]));
  for (let turn = 0; turn < runs; turn++) {
    for (const [name, command] of there) all.get(name)?.push(run(command, folder));
  }
  const figures = Object.fromEntries([...all].map(([name, own]) => [name, best(own)]));
  const lines = Number(execFileSync('sh', ['-c', `wc -l < ${log}`], { encoding: 'utf8' }));
  const size = statSync(log).size;
  const packed = statSync(`${log}.gz`).size;
  rmSync(log);
  rmSync(`${log}.gz`);
  return { bytes: size, packedBytes: packed, lines, ...compared(figures, peer), programs: figures };
}

/** How many times as fast: by the clock and by processor time. */
function compared(figures: Readonly<Record<string, Run>>, peer: string): Record<string, number> {
  const { sendward, sendwardPacked, zcat } = figures;
  const other = figures[peer];
  if (sendward === undefined || sendwardPacked === undefined) return {};
  return {
    ...(other === undefined ? {} : { timesAsFast: round(other.seconds / sendward.seconds), timesLessCpu: round(other.cpuSeconds / sendward.cpuSeconds) }),
    ...(zcat === undefined ? {} : { packedToZcat: round(sendwardPacked.seconds / zcat.seconds) }),
  };
}

async function compete(bytes: number, runs: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sendward-logs-'));
  try {
    await bundle(folder);
    const exim = race({ server: 'exim', fixture: 'exim-full.log.gz', peer: 'eximstats' }, { bytes, runs, folder });
    const postfix = race({ server: 'postfix', fixture: 'postfix-small.log', peer: 'pflogsumm' }, { bytes, runs, folder });
    report('logs', { runs, different: DIFFERENT, exim, postfix });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [bytes, runs] = process.argv.slice(2);
await compete(Number(bytes ?? 1e9), Number(runs ?? 3));
