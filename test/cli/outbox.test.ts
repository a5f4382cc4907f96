import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { run, runJson } from './run.ts';

let base: string;
let data: string;

const call = (operation: string, input: object) => runJson(['call', operation, JSON.stringify(input), '--data', data]);
const flush = (...more: readonly string[]) => run(['outbox', 'flush', '--data', data, ...more]);

/** A port on which nobody listens. */
async function deadPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'sendward-cli-outbox-'));
  data = join(base, 'data');
  await run(['--version']);
  const file = join(base, 'clients.csv');
  writeFileSync(file, 'Name;E-mail;Domain;Package\nAnn Carter;ann@carter.example;carter.example;Pro\n');
  const { json } = await call('hosts.create', { presetId: 'neutral', name: 'Host', packName: 'Pack' });
  const hostId = z.object({ result: z.object({ id: z.string() }) }).parse(json).result.id;
  await runJson(['import', file, '--data', data]);
  await call('settings.update', {
    sender: { resellerName: 'R', fromName: 'R', fromAddress: 'r@example.org', supportAddress: '' },
    transport: 'smtp',
    smtp: { host: '127.0.0.1', port: await deadPort(), security: 'none', user: '' },
  });
  const effectiveOn = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  await call('policies.publish', { hostId, kind: 'notice', effectiveOn, changelog: { en: 'a', fr: 'a', ru: 'a' }, material: true });
  await runJson(['notice', 'issue', '--all-due', '--data', data]);
}, 120_000);
afterAll(() => rmSync(base, { recursive: true, force: true }));

it('says why nothing left when the mail server is down, in words and as JSON', async () => {
  const { code, out } = await flush();
  expect(code).toBe(0);
  expect(out).toContain('1 waiting');
  expect(out).toContain('The mail server cannot be reached (smtp_unreachable)');
  expect(out).toMatch(/The server's words: .*ECONNREFUSED/);
  expect((await flush('--lang', 'ru')).out).toContain('smtp_unreachable');
  expect(await runJson(['outbox', 'flush', '--data', data])).toMatchObject({
    code: 0,
    json: {
      ok: true,
      sent: 0,
      waiting: 1,
      paused: false,
      pausedBecause: null,
      trouble: { code: 'smtp_unreachable', reply: expect.stringContaining('ECONNREFUSED') },
    },
  });
}, 60_000);

it('says that the outbox is paused, why, and what lets it go on', async () => {
  await run(['outbox', 'pause', '--data', data]);
  expect((await flush()).out).toContain('The outbox is paused: nothing leaves until `sendward outbox resume`.');
  expect(await runJson(['outbox', 'flush', '--data', data])).toMatchObject({ json: { paused: true, pausedBecause: 'by_hand', trouble: null } });
  await run(['outbox', 'resume', '--data', data]);
  const backup = join(base, 'copy.backup');
  await run(['backup', backup, '--data', data]);
  await run(['restore', backup, '--data', data]);
  const { out } = await flush();
  expect(out).toContain('because a backup was restored');
  expect(out).toContain('sendward outbox resume');
  expect(await runJson(['outbox', 'flush', '--data', data])).toMatchObject({ json: { paused: true, pausedBecause: 'restored' } });
}, 60_000);
