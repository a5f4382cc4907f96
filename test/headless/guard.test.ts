import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract } from '../../src/contract/index.ts';
import { refuseBody } from '../../src/headless/guard.ts';
import { goodHeaders, type OpenServer, openServer, type Session } from './support/open-server.ts';
import { type RawAnswer, send } from './support/raw-http.ts';

let server: OpenServer;
let session: Session;

beforeAll(async () => {
  server = await openServer();
  session = await server.signIn();
});
afterAll(() => server.close());

/** Every route that changes or tells something, found from the contract: a new operation is held to the same table. */
const RPC_ROUTES = Object.entries(contract).flatMap(([feature, verbs]) => Object.keys(verbs).map((verb) => `/rpc/${feature}/${verb}`));
const POST_ROUTES = ['/session', '/control/link', ...RPC_ROUTES];
const BODY = JSON.stringify({ json: {} });

type Headers = [string, string][];

function without(headers: Headers, name: string): Headers {
  return headers.filter(([header]) => header.toLowerCase() !== name.toLowerCase());
}

function withOne(headers: Headers, name: string, value: string): Headers {
  return [...without(headers, name), [name, value]];
}

/** Headers that would pass every check of a route. */
function passing(): Headers {
  return [...goodHeaders(server.port, BODY), ['Cookie', session.cookie], ['X-Sendward-Token', session.token]];
}

const BAD: readonly { readonly what: string; readonly status: number; readonly change: (headers: Headers) => Headers }[] = [
  { what: 'another host', status: 421, change: (h) => withOne(h, 'Host', 'evil.example') },
  { what: 'a host that begins like ours', status: 421, change: (h) => withOne(h, 'Host', `127.0.0.1.evil.example:${server.port}`) },
  { what: 'a host with another port', status: 421, change: (h) => withOne(h, 'Host', '127.0.0.1:1') },
  { what: 'a host without a port', status: 421, change: (h) => withOne(h, 'Host', '127.0.0.1') },
  { what: 'two hosts', status: 421, change: (h) => [...h, ['Host', `127.0.0.1:${server.port}`]] },
  { what: 'another origin', status: 403, change: (h) => withOne(h, 'Origin', 'https://evil.example') },
  { what: 'an origin with another port', status: 403, change: (h) => withOne(h, 'Origin', 'http://127.0.0.1:1') },
  { what: 'the origin of the other name', status: 403, change: (h) => withOne(h, 'Origin', `http://localhost:${server.port}`) },
  { what: 'the origin null', status: 403, change: (h) => withOne(h, 'Origin', 'null') },
  { what: 'no origin', status: 403, change: (h) => without(h, 'Origin') },
  { what: 'a cross-site fetch', status: 403, change: (h) => withOne(h, 'Sec-Fetch-Site', 'cross-site') },
  { what: 'a fetch from another local port', status: 403, change: (h) => withOne(h, 'Sec-Fetch-Site', 'same-site') },
  { what: 'a navigation', status: 403, change: (h) => withOne(h, 'Sec-Fetch-Site', 'none') },
  { what: 'a form', status: 415, change: (h) => withOne(h, 'Content-Type', 'application/x-www-form-urlencoded') },
  { what: 'plain text', status: 415, change: (h) => withOne(h, 'Content-Type', 'text/plain') },
  { what: 'a content type that hides another', status: 415, change: (h) => withOne(h, 'Content-Type', 'application/json, text/plain') },
  { what: 'no content type', status: 415, change: (h) => without(h, 'Content-Type') },
  { what: 'no length', status: 411, change: (h) => [...without(h, 'Content-Length'), ['Transfer-Encoding', 'chunked']] },
  { what: 'an unbearable length', status: 413, change: (h) => withOne(h, 'Content-Length', String(64 * 1024 * 1024)) },
];

describe.each(POST_ROUTES)('POST %s', (target) => {
  it.each(BAD)('refuses $what', async ({ status, change }) => {
    const body = status === 411 ? '0\r\n\r\n' : status === 413 ? '' : BODY;
    const answer = await send(server.port, { method: 'POST', target, headers: change(passing()), body });
    expect(answer.status).toBe(status);
    expectGuarded(answer);
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'TRACE'])('refuses %s', async (method) => {
    expect((await send(server.port, { method, target, headers: passing(), body: BODY })).status).toBe(405);
  });

  it('refuses to tell other origins anything', async () => {
    const answer = await send(server.port, { method: 'OPTIONS', target, headers: withOne(passing(), 'Access-Control-Request-Method', 'POST'), body: BODY });
    expect(answer.status).toBe(403);
    expectGuarded(answer);
  });

  it('answers no GET', async () => {
    expect((await send(server.port, { method: 'GET', target, headers: without(without(passing(), 'Content-Length'), 'Content-Type') })).status).toBe(404);
  });
});

describe.each(RPC_ROUTES)('POST %s without a whole session', (target) => {
  const status = async (change: (headers: Headers) => Headers): Promise<number> =>
    (await send(server.port, { method: 'POST', target, headers: change(passing()), body: BODY })).status;

  it('needs the cookie', async () => expect(await status((h) => without(h, 'Cookie'))).toBe(401));
  it('needs the token', async () => expect(await status((h) => without(h, 'X-Sendward-Token'))).toBe(401));
  it('takes no made-up token', async () => expect(await status((h) => withOne(h, 'X-Sendward-Token', 'x'.repeat(43)))).toBe(401));
  it('takes no token twice', async () => expect(await status((h) => [...h, ['X-Sendward-Token', session.token]])).toBe(401));
  it('takes no halves of two sessions', async () => {
    const other = await server.signIn();
    expect(await status((h) => withOne(h, 'Cookie', other.cookie))).toBe(401);
  });
});

/** Security headers stand on every answer, and no answer invites another origin. */
function expectGuarded({ head }: RawAnswer): void {
  for (const name of ['content-security-policy', 'x-content-type-options', 'cross-origin-resource-policy', 'referrer-policy']) {
    expect(head.toLowerCase()).toContain(`${name}: `);
  }
  expect(head.toLowerCase()).not.toContain('access-control-');
}

describe('the page', () => {
  const get = (target: string, extra: Headers = [], method = 'GET'): Promise<RawAnswer> =>
    send(server.port, { method, target, headers: [['Host', `127.0.0.1:${server.port}`], ...extra] });

  it('opens from the address bar and by both names', async () => {
    expect((await get('/', [['Sec-Fetch-Site', 'none']])).body).toContain('Sendward');
    expect((await send(server.port, { method: 'GET', target: '/', headers: [['Host', `localhost:${server.port}`]] })).status).toBe(200);
    expectGuarded(await get('/'));
  });

  it('sends no body with HEAD', async () => {
    const answer = await get('/', [], 'HEAD');
    expect([answer.status, answer.body]).toEqual([200, '']);
  });

  it('keeps files with a hash in their name', async () => {
    expect((await get('/assets/index-abcdefgh.js')).head).toContain('immutable');
    expect((await get('/')).head).toContain('no-cache');
  });

  it.each([['cross-site'], ['same-site']])('is not for a %s visitor', async (site) => {
    expect((await get('/', [['Sec-Fetch-Site', site]])).status).toBe(403);
  });

  it('is not for another host', async () => {
    expect((await send(server.port, { method: 'GET', target: '/', headers: [['Host', 'evil.example']] })).status).toBe(421);
  });

  it.each([
    '/../secret.js',
    '/..%2fsecret.js',
    '/%2e%2e/secret.js',
    '/..%5csecret.js',
    '/assets/..%2f..%2fsecret.js',
    '//secret.js',
    '/%00',
    '/index.html%00.js',
    '/data/sendward.db',
    'secret.js',
    '/%',
  ])('does not leave its folder for %s', async (target) => {
    const answer = await get(target);
    expect([400, 404]).toContain(answer.status);
    expect(answer.body).not.toContain('outside the page');
  });

  it('tells a visitor without a link what to do, in three languages', async () => {
    const answer = await get('/no-session.html', [['Sec-Fetch-Site', 'none']]);
    expect(answer.status).toBe(200);
    for (const language of ['en', 'fr', 'ru']) expect(answer.body).toContain(`lang="${language}"`);
    expect(answer.body).not.toContain('<script');
  });
});

/** The longest text that a form takes. */
function longestIn(schema: unknown): number {
  if (typeof schema !== 'object' || schema === null) return 0;
  const own = 'maxLength' in schema && typeof schema.maxLength === 'number' ? schema.maxLength : 0;
  return Math.max(own, ...Object.values(schema).map(longestIn));
}

it('takes every text that an operation takes by contract, in any script', async () => {
  for (const [feature, verbs] of Object.entries(contract)) {
    for (const [verb, operation] of Object.entries(verbs)) {
      const { inputSchema } = operation['~orpc'];
      const longest = inputSchema instanceof z.ZodType ? longestIn(z.toJSONSchema(inputSchema, { io: 'input' })) : 0;
      // Base64 has one byte a character.
      const bytes = longest * (feature === 'files' ? 1 : 3);
      const headers = withOne(passing(), 'Content-Length', String(bytes + 1000));
      const target = `/rpc/${feature}/${verb}`;
      const isRefused = refuseBody({ headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])), url: target }) !== undefined;
      expect({ target, isRefused }).toEqual({ target, isRefused: false });
    }
  }
});
