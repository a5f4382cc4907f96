import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { httpTimeStamper } from '../../src/adapters/time-stamper.ts';
import { readTimeStampReply } from '../../src/shared/bundle/time-stamp.rules.ts';
import { type Desk, openDesk } from './desk.ts';
import { type Authority, type Behaviour, startAuthority } from './time-stamp-authority.ts';

const call = { signal: undefined };
let authority: Authority;
let desk: Desk;
let client: { readonly id: string; readonly name: string };

beforeAll(async () => {
  authority = await startAuthority();
});
afterAll(() => authority.close());
beforeEach(async () => {
  authority.behave('right');
  desk = await openDesk({ timeStamper: httpTimeStamper(1500) });
  client = desk.client('Anna');
  await desk.tell(client);
});
afterEach(() => desk.close());

describe('a time stamp', () => {
  it('of the ledger goes into the bundle, fits it, and is one that OpenSSL accepts', async () => {
    await desk.handlers.setTimeStamp({ url: authority.url }, call);
    const { bytes } = await desk.exported({ client: client.id }, { timeStamp: true });
    expect(authority.types.at(-1)).toBe('application/timestamp-query');
    const verdict = await desk.verified(bytes);
    expect(verdict).toMatchObject({ valid: true, timeStamp: { outcome: 'matches' } });
    expect(Math.abs(Date.parse(verdict.timeStamp?.at ?? '') - Date.now())).toBeLessThan(120_000);
    expect(verdict.limits).not.toContain('not_time_stamped');
    const files = unzipSync(bytes);
    const folder = mkdtempSync(join(tmpdir(), 'sendward-ts-'));
    for (const name of ['ledger.txt', 'ledger.tsr']) writeFileSync(join(folder, name), files[name] ?? '');
    const verify = ['ts', '-verify', '-data', 'ledger.txt', '-in', 'ledger.tsr', '-CAfile', authority.certificate];
    expect(execFileSync('openssl', verify, { cwd: folder, encoding: 'utf8', stdio: 'pipe' })).toContain('Verification: OK');
    rmSync(folder, { recursive: true });
    const { rows } = await desk.handlers.list({ offset: 0, limit: 2 }, call);
    expect(rows.map(({ kind }) => kind)).toEqual(['bundle_exported', 'time_stamped']);
  });

  it('can be tried out', async () => {
    await expect(desk.handlers.testTimeStamp({}, call)).rejects.toMatchObject({ code: 'timestamp_not_set' });
    await desk.handlers.setTimeStamp({ url: authority.url }, call);
    expect(await desk.handlers.testTimeStamp({}, call)).toEqual({ at: expect.stringMatching(/^20\d\d-/) });
  });

  it.each<[Behaviour, RegExp]>([
    ['refuses', /^refused with status 2$/],
    ['other_nonce', /answers another request/],
    ['other_hash', /something else|another request/],
    ['html', /type text\/html/],
    ['http_500', /HTTP 500/],
    ['silent', /no answer in time/],
    ['garbage', /no time-stamp reply/],
    ['huge', /too large/],
  ])('that is none (%s) stops the export with its reason, and nothing is left', async (behaviour, reason) => {
    await desk.handlers.setTimeStamp({ url: authority.url }, call);
    authority.behave(behaviour);
    const before = readdirSync(join(desk.folder, 'files'));
    const failure = desk.exported({ client: client.id }, { timeStamp: true });
    await expect(failure).rejects.toMatchObject({ code: 'timestamp_failed', params: { reason: expect.stringMatching(reason) } });
    expect(readdirSync(join(desk.folder, 'files'))).toEqual(before);
  });

  it('from nobody is a declared failure', async () => {
    await desk.handlers.setTimeStamp({ url: 'http://127.0.0.1:9/' }, call);
    await expect(desk.handlers.testTimeStamp({}, call)).rejects.toMatchObject({ code: 'timestamp_failed' });
  });

  it.each(['', '30', '3080', '3003020100', '30840000ffff', '3005300302010030'])('is not read from %s', (hex) => {
    const read = readTimeStampReply(Buffer.from(hex, 'hex'));
    expect(read?.stamp ?? null).toBe(null);
  });
});
