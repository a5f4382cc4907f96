import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { nodeTextCodec } from '../../src/adapters/text-codec.ts';
import { type PanelConnection, panelDoor } from '../../src/connectors/access.ts';
import type { Http, HttpAnswer, HttpRequest } from '../../src/ports/http.ts';
import { FakeClock } from '../support/fake-clock.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const HERE: PanelConnection = { base: 'https://srv1.example:2087', login: 'me', secret: 'long/secret:value', pin: 'ab', zone: 'UTC' };

/** A door to servers that answer as told. */
function door(answer: (request: HttpRequest) => Partial<HttpAnswer> | Promise<Partial<HttpAnswer>>) {
  const requests: HttpRequest[] = [];
  const http: Http = {
    send: async (request) => {
      requests.push(request);
      return { status: 200, headers: {}, body: new Uint8Array(), ...(await answer(request)) };
    },
    certificate: () => Promise.reject(new Error('Nobody asks for it here')),
  };
  return { requests, door: panelDoor({ http, codec: nodeTextCodec, clock: new FakeClock(NOW) }) };
}

const bytes = (text: string): Uint8Array => Buffer.from(text);

describe('calls to a panel', () => {
  it('carry query and form as they are, to the address, with the pin', async () => {
    const { door: open, requests } = door(() => ({}));
    await open.open(HERE).call({ method: 'POST', path: '/a', query: { 'x y': '1&2' }, body: { имя: 'é=' }, headers: { accept: 'a/b' } });
    expect(requests[0]).toMatchObject({
      method: 'POST',
      url: 'https://srv1.example:2087/a?x%20y=1%262',
      headers: { accept: 'a/b', 'content-type': 'application/x-www-form-urlencoded' },
      body: '%D0%B8%D0%BC%D1%8F=%C3%A9%3D',
      pin: 'ab',
    });
  });

  it('go to one server one after the other, also after one that failed, and to two at once', async () => {
    let [open, most] = [0, 0];
    const { door: at } = door(async () => {
      open += 1;
      most = Math.max(most, open);
      await pause(5);
      open -= 1;
      throw new Error('broken');
    });
    const call = (base: string) =>
      at
        .open({ ...HERE, base })
        .call({ method: 'GET', path: '/' })
        .catch(() => 'failed');
    expect(await Promise.all([1, 2, 3].map(() => call('https://a.example:1')))).toEqual(['failed', 'failed', 'failed']);
    expect(most).toBe(1);
    await Promise.all([call('https://a.example:1'), call('https://b.example:1')]);
    expect(most).toBe(2);
  });

  it('need not wait for somebody else’s once they are given up', async () => {
    const never = Promise.withResolvers<Partial<HttpAnswer>>();
    const { door: at, requests } = door(() => never.promise);
    const first = at.open(HERE).call({ method: 'GET', path: '/1' });
    const leaving = new AbortController();
    const second = at.open(HERE).call({ method: 'GET', path: '/2', signal: leaving.signal });
    leaving.abort();
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    never.resolve({ body: bytes('done') });
    expect(await first).toMatchObject({ text: 'done' });
    await pause(1);
    expect(requests.map(({ url }) => url)).toEqual(['https://srv1.example:2087/1']);
  });
});

describe('answers of a panel', () => {
  it('come without the secret, in whatever form it was sent', async () => {
    const quoted = `a ${HERE.secret} b ${encodeURIComponent(HERE.secret)} c ${Buffer.from(`me:${HERE.secret}`).toString('base64')} d long\\/secret:value e`;
    const { door: at } = door(() => ({ headers: { 'x-echo': HERE.secret }, body: bytes(quoted) }));
    const { text, headers } = await at.open(HERE).call({ method: 'GET', path: '/' });
    expect(text).toBe('a *** b *** c *** d *** e');
    expect(headers).toEqual({ 'x-echo': '***' });
  });

  it.each([
    [
      { status: 429, headers: { 'retry-after': '30' } },
      { code: 'panel_busy', params: { seconds: 30 } },
    ],
    [
      { status: 503, headers: { 'retry-after': 'Fri, 20 Nov 2026 12:02:00 GMT' } },
      { code: 'panel_busy', params: { seconds: 120 } },
    ],
    [
      { status: 503, headers: { 'retry-after': '999999999' } },
      { code: 'panel_busy', params: { seconds: 86_400 } },
    ],
    [{ status: 502 }, { code: 'panel_busy', params: { seconds: 60 } }],
    [
      { status: 301, headers: { location: 'https://srv1.example:2087/CMD_LOGIN' } },
      { code: 'panel_auth_refused', params: { status: 301 } },
    ],
    [
      { status: 307, headers: { location: 'https://elsewhere.example/' } },
      { code: 'panel_not_an_api', params: { status: 307 } },
    ],
  ])('that mean the same everywhere are errors: %o', async (answer, error) => {
    const { door: at } = door(() => answer);
    await expect(at.open(HERE).call({ method: 'GET', path: '/' })).rejects.toMatchObject(error);
  });

  it('are read as UTF-8, or as what they say where they are not', async () => {
    const { door: at } = door(() => ({ headers: { 'content-type': 'text/plain; charset=ISO-8859-1' }, body: Buffer.from('é', 'latin1') }));
    expect((await at.open(HERE).call({ method: 'GET', path: '/' })).text).toBe('é');
  });
});
