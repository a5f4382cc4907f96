import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { z } from 'zod';
import { runningServer } from '../../../src/boot/runtime-file.ts';
import type { Contract } from '../../../src/contract/index.ts';

const ROOT = join(import.meta.dirname, '../../..');
const Announced = z.object({ url: z.url(), port: z.number().int(), pid: z.number().int() });
const Link = z.object({ url: z.url() });
const Session = z.object({ token: z.string() });

export type Client = ContractRouterClient<Contract>;

/** The built headless shell, running on a data folder of its own. */
export interface RunningServer {
  readonly dataFolder: string;
  readonly origin: string;
  /** Calls operations as a second window would. */
  readonly client: Client;
  /** A fresh link for a page; each opens one session. */
  link(): Promise<string>;
  /** Ends the server as a user would and starts it again on the same folder, as if so many milliseconds had passed meanwhile. */
  restart(passed?: number): Promise<void>;
  close(): Promise<void>;
}

/** What makes the machine's clock run ahead, for the process that loads it first: the program has only this one to learn the time from. */
function clockAhead(ms: number): string[] {
  if (ms === 0) return [];
  return ['--import', `data:text/javascript,${encodeURIComponent(`const { now } = Date; Date.now = () => now() + ${ms};`)}`];
}

/** Starts `sendward serve`, its clock ahead of this machine's. Rejects with what it printed when it ends instead. */
async function serve(dataFolder: string, aheadMs = 0): Promise<{ child: ChildProcess; url: string; port: number }> {
  const command = [join(ROOT, 'bin/sendward.mjs'), 'serve', '--json', '--data', dataFolder, '--port', '0'];
  const child = spawn(process.execPath, [...clockAhead(aheadMs), ...command], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8');
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${errors}`)));
  });
  const announced = Announced.safeParse(JSON.parse(line));
  if (!announced.success) throw new Error(`The server did not start: ${line}`);
  return { child, ...announced.data };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const overdue = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(overdue);
}

async function post(origin: string, path: string, headers: Readonly<Record<string, string>>, body: object): Promise<Response> {
  const response = await fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response;
}

/** Spends a link's code for a session and calls by it, both halves in hand. */
async function signIn(url: string): Promise<Client> {
  const { origin, hash } = new URL(url);
  const code = new URLSearchParams(hash.slice(1)).get('code') ?? '';
  const response = await post(origin, '/session', {}, { code });
  const cookie = response.headers
    .getSetCookie()
    .map((value) => value.split(';')[0])
    .join('; ');
  const { token } = Session.parse(await response.json());
  return createORPCClient(new RPCLink({ url: `${origin}/rpc`, headers: { cookie, origin, 'x-sendward-token': token } }));
}

/** Starts a server on a fresh data folder; `close` ends it and removes the folder. */
export async function startServer(): Promise<RunningServer> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'sendward-e2e-'));
  let { child, url, port } = await serve(dataFolder);
  let client = await signIn(url);
  let aheadMs = 0;
  const origin = (): string => `http://127.0.0.1:${port}`;
  return {
    dataFolder,
    get origin() {
      return origin();
    },
    get client() {
      return client;
    },
    link: async () => {
      const control = runningServer(dataFolder)?.controlToken ?? '';
      const response = await post(origin(), '/control/link', { 'x-sendward-control': control }, {});
      return Link.parse(await response.json()).url;
    },
    restart: async (passed = 0) => {
      await stop(child);
      aheadMs += passed;
      ({ child, url, port } = await serve(dataFolder, aheadMs));
      client = await signIn(url);
    },
    close: async () => {
      await stop(child);
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
