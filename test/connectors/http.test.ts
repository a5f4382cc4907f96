import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer as createPlainServer, type RequestListener } from 'node:http';
import { createServer } from 'node:https';
import { createServer as createSocketServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { httpClient } from '../../src/adapters/http.ts';
import type { HttpRequest } from '../../src/ports/http.ts';
import { freePort, portOf } from '../support/ports.ts';
import { TEST_CA } from '../support/smtp-server.ts';

const pem = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const CERTIFICATES = {
  panel: { cert: pem('stand-ins/tls/panel.pem'), key: pem('stand-ins/tls/panel-key.pem') },
  other: { cert: pem('stand-ins/tls/other.pem'), key: pem('stand-ins/tls/other-key.pem') },
  trusted: { cert: pem('../support/tls/server.pem'), key: pem('../support/tls/server-key.pem') },
};
type Certificate = keyof typeof CERTIFICATES;
const pinOf = (name: Certificate): string => createHash('sha256').update(new X509Certificate(CERTIFICATES[name].cert).raw).digest('hex');

const servers: Server[] = [];
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  for (const server of servers.splice(0)) await new Promise<void>((resolve) => server.close(() => resolve()));
});

async function listening(server: Server): Promise<number> {
  servers.push(server);
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return portOf(server.address());
}

const hello: RequestListener = (request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/plain', 'Set-Cookie': ['a=1', 'b=2'] }).end(`${request.method} ${request.url}`);
};

/** A server, and every byte that came through its encryption. */
async function shows(name: Certificate, listener: RequestListener = hello): Promise<{ readonly url: string; readonly heard: () => string }> {
  let heard = '';
  const server = createServer(CERTIFICATES[name], listener);
  server.on('secureConnection', (socket) => socket.prependListener('data', (data: unknown) => (heard += String(data))));
  return { url: `https://localhost:${await listening(server)}`, heard: () => heard };
}

function get(url: string, changes: Partial<HttpRequest> = {}): HttpRequest {
  return { method: 'GET', url, headers: { authorization: 'whm me:THE-TOKEN' }, timeoutMs: 5000, maxBytes: 1000, pin: null, ...changes };
}

const http = httpClient();

describe('a pinned certificate', () => {
  it('is accepted although no authority knows it', async () => {
    const { url, heard } = await shows('panel');
    const answer = await http.send(get(`${url}/a?b=1`, { pin: pinOf('panel') }));
    expect({ ...answer, body: Buffer.from(answer.body).toString() }).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/plain', 'set-cookie': 'a=1, b=2' },
      body: 'GET /a?b=1',
    });
    expect(heard()).toContain('THE-TOKEN');
  });

  it.each(['other', 'trusted'] as const)('keeps everything from a server that shows another one (%s)', async (name) => {
    const { url, heard } = await shows(name);
    const trusting = httpClient({ ca: TEST_CA });
    await expect(trusting.send(get(url, { pin: pinOf('panel') }))).rejects.toMatchObject({ code: 'panel_tls_failed', params: { host: 'localhost' } });
    await expect(trusting.send(get(url, { pin: pinOf('panel'), method: 'POST', body: 'secret=THE-TOKEN' }))).rejects.toMatchObject({
      code: 'panel_tls_failed',
    });
    expect(heard()).toBe('');
  });

  it('is compared on every connection: a server that changes it in between is refused', async () => {
    const shown = { ...CERTIFICATES.panel };
    let requests = 0;
    const server = createServer(shown, (request, response) => {
      requests++;
      hello(request, response);
    });
    const url = `https://localhost:${await listening(server)}`;
    await http.send(get(url, { pin: pinOf('panel') }));
    server.setSecureContext(CERTIFICATES.other);
    await expect(http.send(get(url, { pin: pinOf('panel') }))).rejects.toMatchObject({ code: 'panel_tls_failed' });
    expect(requests).toBe(1);
  });
});

describe('a certificate that is not pinned', () => {
  it('must be of a known authority', async () => {
    const { url, heard } = await shows('panel');
    await expect(http.send(get(url))).rejects.toMatchObject({ code: 'panel_tls_failed', params: { reason: 'DEPTH_ZERO_SELF_SIGNED_CERT' } });
    const known = await shows('trusted');
    await expect(http.send(get(known.url))).rejects.toMatchObject({ code: 'panel_tls_failed' });
    expect(heard() + known.heard()).toBe('');
    expect((await httpClient({ ca: TEST_CA }).send(get(known.url))).status).toBe(200);
  });

  it('must be for that name', async () => {
    const { url, heard } = await shows('trusted');
    const known = httpClient({ ca: TEST_CA });
    const elsewhere = url.replace('localhost', '127.1.2.3');
    await expect(known.send(get(elsewhere))).rejects.toMatchObject({ code: 'panel_tls_failed', params: { reason: 'ERR_TLS_CERT_ALTNAME_INVALID' } });
    expect(await known.certificate(elsewhere, 5000)).toMatchObject({ problem: 'other_name' });
    expect(heard()).toBe('');
  });
});

describe('showing a certificate', () => {
  it('says whose it is and why it is not believed, and asks nothing', async () => {
    const { url, heard } = await shows('panel');
    expect(await http.certificate(url, 5000)).toEqual({
      subject: 'panel.example.test',
      issuer: 'panel.example.test',
      names: ['panel.example.test', '127.0.0.1', 'localhost'],
      sha256: pinOf('panel'),
      validFrom: expect.any(Number),
      validTo: expect.any(Number),
      problem: 'self_signed',
    });
    expect(heard()).toBe('');
  });

  it('finds nothing wrong with one that is believed', async () => {
    const { url } = await shows('trusted');
    expect(await httpClient({ ca: TEST_CA }).certificate(url, 5000)).toMatchObject({ subject: 'localhost', issuer: 'Sendward test authority', problem: null });
    expect(await http.certificate(url, 5000)).toMatchObject({ problem: 'unknown_authority' });
  });

  it('has none to show where nothing is encrypted', async () => {
    const url = `http://127.0.0.1:${await listening(createPlainServer(hello))}`;
    await expect(http.certificate(url, 5000)).rejects.toMatchObject({ code: 'panel_tls_failed' });
    await expect(http.certificate(url.replace('http:', 'https:'), 5000)).rejects.toMatchObject({ code: 'panel_tls_failed' });
    await expect(http.certificate(`https://127.0.0.1:${await freePort()}`, 5000)).rejects.toMatchObject({ code: 'panel_unreachable' });
  });
});

describe('requests', () => {
  it('go without encryption to this computer only', async () => {
    const port = await listening(createPlainServer(hello));
    expect((await http.send(get(`http://127.0.0.1:${port}/`))).status).toBe(200);
    await expect(http.send(get('http://panel.example.test:2086/'))).rejects.toMatchObject({
      code: 'panel_tls_failed',
      params: { reason: 'encryption is required' },
    });
  });

  it('follow no redirect', async () => {
    const { url } = await shows('panel', (_, response) => response.writeHead(302, { location: 'https://elsewhere.example/' }).end());
    expect(await http.send(get(url, { pin: pinOf('panel') }))).toMatchObject({ status: 302, headers: { location: 'https://elsewhere.example/' } });
  });

  it('send a body with its length in bytes', async () => {
    const port = await listening(
      createPlainServer((request, response) => request.pipe(response.writeHead(200, { 'x-length': request.headers['content-length'] ?? '' }))),
    );
    const answer = await http.send(get(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'имя=é' }));
    expect([answer.headers['x-length'], Buffer.from(answer.body).toString()]).toEqual(['9', 'имя=é']);
  });

  it('end when the answer is larger than wanted, takes too long, breaks off, or nobody wants it any more', async () => {
    const slow = await listening(createPlainServer((_, response) => response.write('a')));
    const large = await listening(createPlainServer((_, response) => response.end('x'.repeat(5000))));
    const broken = await listening(
      createPlainServer((_, response) => response.writeHead(200, { 'content-length': '99' }).write('a', () => response.destroy())),
    );
    const silent = await listening(createSocketServer(() => {}));
    const at = (port: number, changes: Partial<HttpRequest> = {}): HttpRequest => get(`http://127.0.0.1:${port}/`, changes);
    await expect(http.send(at(large))).rejects.toMatchObject({ code: 'panel_answer_too_large', params: { limitMb: 1 } });
    await expect(http.send(at(slow, { timeoutMs: 100 }))).rejects.toMatchObject({ code: 'panel_timeout' });
    await expect(http.send(at(broken))).rejects.toMatchObject({ code: 'panel_unreachable', params: { host: '127.0.0.1', port: broken } });
    // A server that takes the connection and then says nothing, not even hello.
    await expect(http.send(get(`https://127.0.0.1:${silent}/`, { timeoutMs: 100 }))).rejects.toMatchObject({ code: 'panel_timeout' });
    const leaving = new AbortController();
    setTimeout(() => leaving.abort(), 50);
    await expect(http.send(at(slow, { signal: leaving.signal }))).rejects.toMatchObject({ code: 'cancelled' });
    await expect(http.send(at(slow, { signal: leaving.signal }))).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('say where nobody answers, and what does not speak HTTP', async () => {
    const port = await freePort();
    await expect(http.send(get(`https://127.0.0.1:${port}/`))).rejects.toMatchObject({ code: 'panel_unreachable', params: { host: '127.0.0.1', port } });
    await expect(http.send(get('https://no-such-host.invalid/'))).rejects.toMatchObject({ code: 'panel_unreachable', params: { port: 443 } });
    const mail = await listening(createSocketServer((socket) => socket.end('220 mail.example ESMTP\r\n')));
    await expect(http.send(get(`http://127.0.0.1:${mail}/`))).rejects.toMatchObject({ code: 'panel_unreachable' });
    await expect(http.send(get(`https://127.0.0.1:${mail}/`, { pin: pinOf('panel') }))).rejects.toMatchObject({ code: 'panel_tls_failed' });
  });
});
