import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { type StandIn, startStandIn } from '../connectors/stand-ins/stand-in.ts';
import { whmDialect } from '../connectors/stand-ins/whm.ts';
import { smallWorld } from '../connectors/stand-ins/world.ts';
import { run, runJson } from './run.ts';

const world = smallWorld();
let base: string;
let data: string;
let standIn: StandIn;
let packId: string;

const Host = z.object({ result: z.object({ packs: z.array(z.object({ id: z.string() })) }) });
const Packs = z.object({ ok: z.boolean(), packs: z.array(z.object({ trouble: z.unknown() }).loose()) });

async function call(operation: string, input: object): Promise<unknown> {
  const { code, json } = await runJson(['call', operation, JSON.stringify(input), '--data', data]);
  expect(code).toBe(0);
  return json;
}

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'sendward-host-'));
  data = join(base, 'data');
  standIn = await startStandIn(whmDialect(), world);
  const host = await call('hosts.create', { presetId: 'shared-fr-conditions', name: 'Garrigue', packName: 'Garrigue 50' });
  packId = Host.parse(host).result.packs[0]?.id ?? '';
}, 180_000);
// The program is built first where its sources changed.
vi.setConfig({ testTimeout: 240_000 });
afterAll(async () => {
  await standIn.close();
  rmSync(base, { recursive: true, force: true });
});

it('says that no panel is connected yet, in the language asked for', async () => {
  const { code, err } = await run(['host', 'test', '--data', data, '--lang', 'fr']);
  expect([code, err]).toEqual([1, expect.stringContaining('Aucun panneau')]);
});

it('tries and reads a panel, its secret from a file that the administrator names', async () => {
  const file = join(base, 'token');
  writeFileSync(file, `${world.secret}\n`, { mode: 0o600 });
  const env = { [`SENDWARD_PANEL_${packId.toUpperCase().replaceAll('-', '_')}_PASSWORD_FILE`]: file };
  const details = { packId, kind: 'whm', address: standIn.url, login: world.login, pin: standIn.sha256 };
  const saved = await runJson(['call', 'connections.save', JSON.stringify(details), '--data', data], { env });
  expect(saved.code).toBe(0);
  const words = await run(['host', 'test', '--pack', 'garrigue 50', '--data', data, '--lang', 'en'], { env });
  expect(words).toMatchObject({ code: 0, out: expect.stringContaining('Works\tlist of accounts') });
  const pulled = await runJson(['host', 'pull', '--data', data], { env });
  expect(pulled).toMatchObject({ code: 0, json: { ok: true, packs: [{ packName: 'Garrigue 50', accounts: { seen: 6 }, trouble: null }] } });
  expect(JSON.stringify([saved, words, pulled])).not.toContain(world.secret);
});

it('ends with 1 and names the trouble when a panel does not let itself be asked', async () => {
  const { code, json } = await runJson(['host', 'test', '--data', data]);
  expect([code, Packs.parse(json)]).toMatchObject([1, { ok: false, packs: [{ trouble: { code: 'panel_secret_missing' } }] }]);
  const { out, code: pulled } = await run(['host', 'pull', '--data', data, '--lang', 'ru']);
  expect([pulled, out]).toEqual([1, expect.stringContaining('не сохранён')]);
  expect((await run(['host', 'pull', '--pack', 'other', '--data', data])).code).toBe(1);
});
