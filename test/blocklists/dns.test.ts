import { afterEach, describe, expect, it } from 'vitest';
import { nodeDns } from '../../src/adapters/dns.ts';
import type { DnsResolver } from '../../src/ports/dns.ts';
import { type DnsReply, type DnsServer, startDnsServer } from '../support/dns-server.ts';
import { freePort } from '../support/ports.ts';

let server: DnsServer | undefined;
let resolver: DnsResolver | undefined;

afterEach(async () => {
  resolver?.close();
  await server?.close();
  [server, resolver] = [undefined, undefined];
});

async function serve(replies: Readonly<Record<string, DnsReply>>, timeoutMs = 3000): Promise<DnsResolver> {
  server = await startDnsServer((name, type) => replies[`${type} ${name}`]);
  resolver = nodeDns.open({ servers: [server.address], timeoutMs });
  return resolver;
}

describe('a name server', () => {
  it('is heard: addresses with their age, texts joined, mail servers by priority, names of addresses', async () => {
    const dns = await serve({
      'A host.example': { values: ['192.0.2.1', '192.0.2.2'], ttl: 42 },
      'AAAA host.example': { values: ['2001:db8:0:0:0:0:0:1'] },
      'TXT host.example': { values: [`v=${'x'.repeat(300)}`] },
      'MX host.example': { values: ['20 second.example', '10 first.example'] },
      'PTR 1.2.0.192.in-addr.arpa': { values: ['mail.example'] },
    });
    expect(await dns.a('host.example')).toEqual({ kind: 'found', values: ['192.0.2.1', '192.0.2.2'], ttl: 42 });
    expect(await dns.aaaa('host.example')).toMatchObject({ kind: 'found', values: ['2001:db8::1'] });
    expect(await dns.txt('host.example')).toEqual({ kind: 'found', values: [`v=${'x'.repeat(300)}`], ttl: null });
    expect(await dns.mx('host.example')).toMatchObject({
      values: [
        { exchange: 'first.example', priority: 10 },
        { exchange: 'second.example', priority: 20 },
      ],
    });
    expect(await dns.ptr('192.0.2.1')).toMatchObject({ kind: 'found', values: ['mail.example'] });
    expect(await dns.ptr('192.0.2.9')).toEqual({ kind: 'none' });
  });

  it.each([
    ['does not know the name', undefined, { kind: 'none' }],
    ['has no such record', {}, { kind: 'none' }],
    ['refuses', { rcode: 'refused' }, { kind: 'refused' }],
    ['fails', { rcode: 'servfail' }, { kind: 'failed', reason: 'servfail' }],
    ['is silent', { silent: true }, { kind: 'failed', reason: 'timeout' }],
    ['answers too late', { values: ['192.0.2.1'], delayMs: 900 }, { kind: 'failed', reason: 'timeout' }],
    ['gives the whole answer by TCP only', { values: ['192.0.2.1'], truncated: true }, { kind: 'found' }],
    ['is preceded by a forged answer', { values: ['192.0.2.1'], wrongIdFirst: ['203.0.113.66'] }, { kind: 'found', values: ['192.0.2.1'] }],
  ] as const)('that %s', async (_, reply, expected) => {
    const dns = await serve(reply === undefined ? {} : { 'A name.example': reply }, 400);
    expect(await dns.a('name.example')).toMatchObject(expected);
  });

  it('that is not there counts as no answer, soon', async () => {
    resolver = nodeDns.open({ servers: [`127.0.0.1:${await freePort()}`], timeoutMs: 1500 });
    expect(await resolver.a('name.example')).toMatchObject({ kind: 'failed' });
  });

  it('is never asked for names with odd characters', async () => {
    const dns = await serve({});
    const odd = [
      '',
      'a b.example',
      'a..example',
      'ünïcode.example',
      `${'x'.repeat(64)}.example`,
      'x\u0000.example',
      `${'x.'.repeat(130)}example`,
      'a.example.',
    ];
    for (const name of odd) expect(await dns.a(name)).toEqual({ kind: 'failed', reason: 'bad_name' });
    expect(await dns.ptr('not an address')).toEqual({ kind: 'failed', reason: 'bad_name' });
    expect(server?.asked).toEqual([]);
  });

  it('cannot smuggle control characters or long texts through', async () => {
    const dns = await serve({ 'TXT evil.example': { values: ['red\u001b[31m\r\nline\u202e', 'y'.repeat(9000)] } });
    const answer = await dns.txt('evil.example');
    expect(answer).toMatchObject({ kind: 'found' });
    if (answer.kind !== 'found') return;
    expect(answer.values[0]).toBe('red [31m line');
    expect(answer.values[1]?.length).toBe(4096);
  });

  it('is left at once when the caller gives up or closes', async () => {
    const dns = await serve({ 'A slow.example': { silent: true } }, 20_000);
    const leave = new AbortController();
    const asked = dns.a('slow.example', leave.signal);
    setTimeout(() => leave.abort(), 50);
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
    const other = dns.a('slow.example');
    setTimeout(() => dns.close(), 50);
    await expect(other).rejects.toMatchObject({ code: 'cancelled' });
  });
});
