import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { z } from 'zod';
import { type Booted, bootCore } from '../../../src/boot/boot.ts';
import type { Contract } from '../../../src/contract/index.ts';
import { headlessSecrets } from '../../../src/headless/headless-secrets.ts';
import { noSessionPage } from '../../../src/headless/no-session-page.ts';
import { type HeadlessServer, startServer } from '../../../src/headless/server.ts';
import { send } from './raw-http.ts';

const Token = z.object({ token: z.string() });

export interface Session {
  readonly cookie: string;
  readonly token: string;
}

export interface OpenServer {
  readonly port: number;
  readonly origin: string;
  readonly server: HeadlessServer;
  readonly booted: Booted;
  readonly folder: string;
  /** Moves the clock by which codes grow old. */
  passTime(ms: number): void;
  signIn(): Promise<Session>;
  close(): Promise<void>;
}

/** The code of a link. */
export function codeOf(url: string): string {
  return new URLSearchParams(new URL(url).hash.slice(1)).get('code') ?? '';
}

/** A real core on a fresh folder behind the real server, with a page of two files. */
export async function openServer(): Promise<OpenServer> {
  const folder = mkdtempSync(join(tmpdir(), 'sendward-http-'));
  const pageFolder = join(folder, 'page');
  mkdirSync(join(pageFolder, 'assets'), { recursive: true });
  writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><title>Sendward</title>');
  writeFileSync(join(pageFolder, 'assets', 'index-abcdefgh.js'), 'export {};');
  writeFileSync(join(folder, 'secret.js'), 'outside the page');
  const dataFolder = join(folder, 'data');
  const booted = await bootCore({ dataFolder, shell: 'headless', secrets: (db) => headlessSecrets(dataFolder, db) });
  let passed = 0;
  const server = await startServer({
    router: booted.app.router,
    pageFolder,
    noSessionPage: noSessionPage(),
    port: 0,
    now: () => Date.now() + passed,
    logger: booted.logger,
  });
  const origin = `http://127.0.0.1:${server.port}`;
  return {
    port: server.port,
    origin,
    server,
    booted,
    folder,
    passTime: (ms) => {
      passed += ms;
    },
    signIn: async () => {
      const body = JSON.stringify({ code: codeOf(server.freshUrl()) });
      const answer = await send(server.port, { method: 'POST', target: '/session', headers: goodHeaders(server.port, body), body });
      const cookie = /^set-cookie: ([^;]+)/im.exec(answer.head)?.[1] ?? '';
      return { cookie, token: Token.parse(JSON.parse(answer.body)).token };
    },
    close: async () => {
      await server.close();
      await booted.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What our own page sends with a POST, without a session. */
export function goodHeaders(port: number, body: string): [string, string][] {
  return [
    ['Host', `127.0.0.1:${port}`],
    ['Origin', `http://127.0.0.1:${port}`],
    ['Sec-Fetch-Site', 'same-origin'],
    ['Content-Type', 'application/json'],
    ['Content-Length', String(Buffer.byteLength(body))],
  ];
}

/** The client the page uses, with both halves of a session. */
export function clientOf({ origin }: OpenServer, { cookie, token }: Session): ContractRouterClient<Contract> {
  return createORPCClient(new RPCLink({ url: `${origin}/rpc`, headers: { cookie, origin, 'x-sendward-token': token } }));
}
