import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Booted, bootCore } from '../../src/boot/boot.ts';
import { CHUNK_BYTES } from '../../src/contract/files.ts';
import { type FileRef, LogId } from '../../src/contract/ids.ts';
import { resultOf } from '../../src/headless/cli/session.ts';
import { headlessSecrets } from '../../src/headless/headless-secrets.ts';
import { fixtureJson, fixturePath } from './scene.ts';

const Counts = z.looseObject({ messages: z.number(), recipients: z.number(), delivered: z.number(), failed: z.number() });
const truth = z.object({ accounts: z.record(z.string(), Counts) }).parse(fixtureJson('truth-exim.json'));
let folder: string;
let booted: Booted;
let id: LogId;

async function put(name: string): Promise<FileRef> {
  const bytes = readFileSync(fixturePath(name));
  const { fileRef } = await booted.app.client.files.begin({ name, sizeBytes: bytes.length, kind: 'log' });
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    await booted.app.client.files.append({ fileRef, base64: bytes.subarray(at, at + CHUNK_BYTES).toString('base64') });
  }
  return fileRef;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sendward-logs-'));
  booted = await bootCore({ dataFolder: folder, shell: 'test', secrets: (db) => headlessSecrets(folder, db) });
  const { client } = booted.app;
  const log = await resultOf(await client.logs.scan({ files: [await put('exim-full.log.gz')], zone: 'America/New_York' }));
  id = LogId.parse(log.id);
}, 60_000);
afterAll(async () => {
  await booted.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a real log in the data folder', () => {
  it('says of every account what is true', async () => {
    const { rows, total } = await booted.app.client.logs.accounts({ id, limit: 500 });
    expect(total).toBe(rows.length);
    for (const [account, { messages, recipients, delivered, failed }] of Object.entries(truth.accounts)) {
      expect(rows.find((row) => row.account === account)?.counts, account).toMatchObject({ messages, recipients, delivered, failed });
    }
  });

  it('shows the night of the script on the axis, and proposes to look there', async () => {
    const { quarters, marks } = await booted.app.client.logs.timeline({ id });
    expect(quarters.length).toBeGreaterThan(100);
    expect(new Set(marks.map(({ kind }) => kind))).toEqual(new Set(['first_block', 'first_content', 'limit', 'suspended']));
    expect(await booted.app.client.culprits.moment({ logIds: [id] })).toMatchObject({
      because: 'suspended',
      account: 'joyphoto',
      at: expect.stringMatching(/^2026-11-24T10:0/),
    });
  });

  it('tells the account of the script with its traces, hours and lines, and no recipient by name', async () => {
    const said = await booted.app.client.logs.account({ id, account: 'joyphoto' });
    expect(said.traces.some(({ kind, value }) => kind === 'script' && value.endsWith('/uploads/2019/.cache'))).toBe(true);
    expect(said.refusals.some(({ target }) => target === 'content')).toBe(true);
    expect(said.refusals.every(({ lines, failed, deferred }) => lines.length <= 3 && failed + deferred > 0)).toBe(true);
    expect(said.limits).toMatchObject([{ kind: 'suspended' }]);
    const names = readFileSync(fixturePath('exim-small.log'), 'latin1').match(/(?<= => )[\w.]+(?=@bigmail)/g) ?? [];
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(JSON.stringify(said)).not.toContain(`${name}@`);
  });

  it('leads to the account that caused the suspension, and to a report', async () => {
    const { client } = booted.app;
    const { at } = await client.culprits.moment({ logIds: [id] });
    const verdict = await resultOf(await client.culprits.judge({ at, windowMinutes: 480, logIds: [id] }));
    expect(verdict).toMatchObject({ outcome: 'strong' });
    expect(verdict.suspects[0]).toMatchObject({ account: 'joyphoto', label: 'strong' });
    expect(verdict.firstBlock).toMatchObject({ file: 'exim-full.log.gz' });
    const { fileRef, name } = await resultOf(await client.culprits.report({ id: verdict.id, language: 'fr' }));
    expect(name).toBe('Analyse du courrier 2026-11-24.pdf');
    expect((await client.files.read({ fileRef, offset: 0 })).mime).toBe('application/pdf');
    expect(await client.culprits.list({ logId: id })).toMatchObject([{ names: ['joyphoto'] }]);
  });
});
