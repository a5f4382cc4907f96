import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeRuntimeFile } from '../../src/boot/runtime-file.ts';
import { linkOfRunning, visitRunning } from '../../src/headless/cli/running.ts';

let folder: string;
let server: Server;
let port: number;
let link: (port: number) => string;
/** Paths that were asked for. */
let asked: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sendward-running-'));
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end(JSON.stringify({ url: link(port) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  port = address.port;
  writeRuntimeFile(folder, { pid: process.pid, port, startedAt: '', controlToken: 'x'.repeat(32) });
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

describe('what answers on the port of a note', () => {
  it.each([
    ['127.0.0.1', (own: number) => `http://127.0.0.1:${own}/#code=abc`],
    ['::1', (own: number) => `http://[::1]:${own}/#code=abc`],
  ])('is followed to this machine (%s)', async (_name, url) => {
    link = url;
    expect(await linkOfRunning(folder)).toEqual({ url: url(port), port, pid: process.pid });
  });

  it.each([
    ['another machine', (own: number) => `http://evil.example:${own}/#code=abc`],
    ['a name that only begins so', (own: number) => `http://127.0.0.1.evil.example:${own}/`],
    ['a login ahead of another machine', (own: number) => `http://127.0.0.1:${own}@evil.example:${own}/`],
    ['a login', (own: number) => `http://user:secret@127.0.0.1:${own}/`],
    ['another port', (own: number) => `http://127.0.0.1:${own === 1 ? 2 : 1}/#code=abc`],
    ['no port', () => 'http://127.0.0.1/#code=abc'],
    ['a name', (own: number) => `http://localhost:${own}/#code=abc`],
    ['another protocol', (own: number) => `https://127.0.0.1:${own}/#code=abc`],
    ['a file', () => 'file:///etc/passwd'],
    ['a script', () => 'javascript:alert(1)'],
  ])('is not followed elsewhere: %s', async (_name, url) => {
    link = url;
    expect(await linkOfRunning(folder)).toBeUndefined();
    expect(await visitRunning(folder)).toBeUndefined();
    expect(asked).toEqual(['/control/link', '/control/link']);
  });
});
