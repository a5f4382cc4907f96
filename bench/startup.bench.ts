import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { buildIfNeeded } from '../scripts/build.ts';
import { report } from './measure.ts';

/** From the start of the process to the first page and the first answered call, beside a bare server that serves one line. */
const RUNS = Number(process.argv[2] ?? 11);
const CLI = join(import.meta.dirname, '../bin/sendward.mjs');
const BARE = `const s = require('node:http').createServer((q, r) => r.end('<!doctype html>'));
  s.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ url: 'http://127.0.0.1:' + s.address().port })));`;

const Announced = z.object({ url: z.url() });
const Token = z.object({ token: z.string() });

async function announced(child: ChildProcess): Promise<URL> {
  const line = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}`)));
    if (child.stdout !== null) createInterface({ input: child.stdout }).once('line', resolve);
  });
  return new URL(Announced.parse(JSON.parse(line)).url);
}

async function get(url: string): Promise<void> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  await response.text();
}

/** What a page does before it can show anything. */
async function firstCall({ origin, hash }: URL): Promise<void> {
  const headers = { 'content-type': 'application/json', origin };
  const session = await fetch(`${origin}/session`, { method: 'POST', headers, body: JSON.stringify({ code: new URLSearchParams(hash.slice(1)).get('code') }) });
  const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const { token } = Token.parse(await session.json());
  const call = { method: 'POST', headers: { ...headers, cookie, 'x-sendward-token': token }, body: JSON.stringify({ json: {} }) };
  const response = await fetch(`${origin}/rpc/system/today`, call);
  if (!response.ok) throw new Error(`The call was answered ${response.status}`);
  await response.text();
}

async function timed(args: readonly string[], use: (url: URL) => Promise<void>): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await announced(child);
  await get(`${url.origin}/`);
  await use(url);
  const ms = performance.now() - start;
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('close', resolve));
  return ms;
}

function median(values: readonly number[]): number {
  return Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);
}

await buildIfNeeded((line) => process.stdout.write(`${line}\n`));
const folder = mkdtempSync(join(tmpdir(), 'sendward-startup-'));
const laps: Record<'bare' | 'first' | 'again', number[]> = { bare: [], first: [], again: [] };
// In turns, so that whatever else the machine does meets all three alike.
for (let run = 0; run < RUNS; run++) {
  const data = join(folder, String(run));
  laps.bare.push(await timed(['-e', BARE], async () => {}));
  laps.first.push(await timed([CLI, 'serve', '--json', '--data', data], firstCall));
  laps.again.push(await timed([CLI, 'serve', '--json', '--data', data], firstCall));
}
rmSync(folder, { recursive: true, force: true });
const [bareMs, firstStartMs, startMs] = [median(laps.bare), median(laps.first), median(laps.again)];
const toBare = (ms: number): number => Math.round((ms / bareMs) * 100) / 100;
report('startup', { startToBareServer: toBare(startMs), firstStartToBareServer: toBare(firstStartMs), startMs, firstStartMs, bareMs, runs: RUNS, laps });
