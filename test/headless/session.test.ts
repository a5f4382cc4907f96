import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeRuntimeFile } from '../../src/boot/runtime-file.ts';
import { visitRunning } from '../../src/headless/cli/running.ts';
import { clientOf, codeOf, goodHeaders, type OpenServer, openServer } from './support/open-server.ts';
import { type RawAnswer, send } from './support/raw-http.ts';

let server: OpenServer;

beforeEach(async () => {
  server = await openServer();
});
afterEach(() => server.close());

function login(code: unknown): Promise<RawAnswer> {
  const body = JSON.stringify({ code });
  return send(server.port, { method: 'POST', target: '/session', headers: goodHeaders(server.port, body), body });
}

describe('a one-time code', () => {
  it('opens one session, with a cookie scripts cannot read', async () => {
    const answer = await login(codeOf(server.server.freshUrl()));
    expect(answer.status).toBe(200);
    expect(answer.head).toMatch(/set-cookie: sendward-[0-9a-f]+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict/i);
  });

  it('stands in the fragment, which browsers send to nobody', () => {
    const url = new URL(server.server.freshUrl());
    expect([url.host, url.pathname, url.search]).toEqual([`127.0.0.1:${server.port}`, '/', '']);
  });

  it('works once', async () => {
    const code = codeOf(server.server.freshUrl());
    expect((await login(code)).status).toBe(200);
    expect((await login(code)).status).toBe(401);
  });

  it('works for a minute', async () => {
    const [first, second] = [codeOf(server.server.freshUrl()), codeOf(server.server.freshUrl())];
    server.passTime(59_000);
    expect((await login(first)).status).toBe(200);
    server.passTime(1_000);
    expect((await login(second)).status).toBe(401);
  });

  it.each([
    ['nothing', ''],
    ['a guess', 'guess'],
    ['null', null],
    ['an object', {}],
    ['too long a text', 'x'.repeat(5000)],
  ])('is not %s', async (_what, code) => {
    expect((await login(code)).status).toBe(401);
  });
});

describe('a fresh link', () => {
  it('is given to whoever can read the note in the data folder', async () => {
    const headers = [...goodHeaders(server.port, '{}'), ['X-Sendward-Control', server.server.controlToken]] as const;
    const answer = await send(server.port, { method: 'POST', target: '/control/link', headers, body: '{}' });
    expect(answer.status).toBe(200);
    expect((await login(codeOf(String(JSON.parse(answer.body).url)))).status).toBe(200);
  });

  it('is not given to anybody else', async () => {
    const { cookie, token } = await server.signIn();
    const headers = [...goodHeaders(server.port, '{}'), ['X-Sendward-Control', token], ['Cookie', cookie], ['X-Sendward-Token', token]] as const;
    expect((await send(server.port, { method: 'POST', target: '/control/link', headers, body: '{}' })).status).toBe(401);
  });
});

describe('a signed-in page', () => {
  it('stays signed in however many commands come through its server', async () => {
    const client = clientOf(server, await server.signIn());
    writeRuntimeFile(server.folder, { pid: process.pid, port: server.port, startedAt: '', controlToken: server.server.controlToken });
    for (let command = 0; command < 70; command++) {
      const visit = await visitRunning(server.folder);
      expect((await visit?.client.system.info({}))?.shell).toBe('headless');
      await visit?.leave();
      if (command === 0) await expect(visit?.client.system.info({})).rejects.toMatchObject({ status: 401 });
    }
    expect((await client.system.info({})).shell).toBe('headless');
  });

  it('stays signed in while it is at work, and whoever was away longest signs in anew', async () => {
    const [away, working] = [clientOf(server, await server.signIn()), clientOf(server, await server.signIn())];
    for (let other = 0; other < 63; other++) {
      await server.signIn();
      await working.system.info({});
    }
    expect((await working.system.info({})).shell).toBe('headless');
    await expect(away.system.info({})).rejects.toMatchObject({ status: 401 });
  });

  it('calls operations and is told declared errors by code', async () => {
    const client = clientOf(server, await server.signIn());
    expect((await client.system.info({})).shell).toBe('headless');
    await expect(client.files.begin({ name: 'empty.csv', sizeBytes: 0 })).rejects.toMatchObject({ code: 'file_empty', defined: true });
    await expect(client.files.begin({ name: 'huge.csv', sizeBytes: 200 * 1024 * 1024 })).rejects.toMatchObject({
      code: 'file_too_large',
      data: { sizeMb: 200, limitMb: 100 },
    });
  });

  it('puts a file in chunks and reads it back', async () => {
    const client = clientOf(server, await server.signIn());
    const bytes = Buffer.alloc(700_000, 'я');
    const { fileRef } = await client.files.begin({ name: 'clients.csv', sizeBytes: bytes.length });
    await client.files.append({ fileRef, base64: bytes.subarray(0, 524_288).toString('base64') });
    expect(await client.files.append({ fileRef, base64: bytes.subarray(524_288).toString('base64') })).toEqual({ receivedBytes: bytes.length });
    const [first, second] = [await client.files.read({ fileRef, offset: 0 }), await client.files.read({ fileRef, offset: 524_288 })];
    expect(Buffer.concat([Buffer.from(first.base64, 'base64'), Buffer.from(second.base64, 'base64')]).equals(bytes)).toBe(true);
    await expect(client.files.append({ fileRef, base64: 'AAAA' })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('takes mail logs far larger than other files, and forgets a file that is not wanted any more', async () => {
    const client = clientOf(server, await server.signIn());
    const { fileRef } = await client.files.begin({ name: 'exim_mainlog', sizeBytes: 5 * 1024 ** 3, kind: 'log' });
    expect(await client.files.append({ fileRef, base64: 'AAAA' })).toEqual({ receivedBytes: 3 });
    await client.files.discard({ fileRef });
    await expect(client.files.append({ fileRef, base64: 'AAAA' })).rejects.toMatchObject({ code: 'file_not_found' });
  });

  it('hears of changes until it goes away', async () => {
    const client = clientOf(server, await server.signIn());
    const leaving = new AbortController();
    const stream = await client.system.changes({}, { signal: leaving.signal });
    const heard = stream.next();
    await client.settings.update({ author: 'Lavande' });
    expect(await heard).toMatchObject({ done: false, value: { topics: ['settings', 'outbox'] } });
    leaving.abort();
    await expect(stream.next()).rejects.toThrow();
  });

  it('ends long work by going away', async () => {
    const client = clientOf(server, await server.signIn());
    const leaving = new AbortController();
    const stream = await client.system.fillDemo({}, { signal: leaving.signal });
    for (let step = 0; step < 12; step++) await stream.next();
    leaving.abort();
    await expect(stream.next()).rejects.toThrow();
    await pause(300);
    const { total } = await client.clients.list({});
    await pause(300);
    expect((await client.clients.list({})).total).toBe(total);
    expect(total).toBeLessThan(200);
  });
});
