import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, runJson } from './run.ts';

const CASES = fileURLToPath(new URL('../bounces/cases/eml/', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sendward-bounce-'));
  await run(['--version']);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('bounce classify', () => {
  it('says one object a file, in the order given', async () => {
    const [full, complaint, note] = [join(CASES, 'orange-417.eml'), join(CASES, 'arf-redacted.eml'), join(folder, 'no-mail.bin')];
    writeFileSync(note, Buffer.from([0, 255, 10, 1, 2]));
    expect(await runJson(['bounce', 'classify', full, complaint, note])).toEqual({
      code: 0,
      json: [
        {
          file: full,
          kind: 'bounce',
          recipients: [{ address: 'jeanne.morel@tern.example', class: 'temporary', target: 'mailbox', code: '5.1.1', suppress: false }],
        },
        { file: complaint, kind: 'complaint', recipients: [{ address: '', class: 'blocked', target: 'recipient-policy', code: '', suppress: true }] },
        { file: note, kind: 'other', recipients: [] },
      ],
    });
  });

  it.each([
    ['en', 'the address', 'send nothing more'],
    ['fr', 'l’adresse', 'ne plus rien envoyer'],
    ['ru', 'адрес', 'больше ничего не отправлять'],
  ])('says it in words in %s', async (language, target, advice) => {
    const { code, out } = await run(['bounce', 'classify', join(CASES, 'yahoo-old.eml'), '--lang', language]);
    expect(code).toBe(0);
    expect(out).toContain('dora@godwit.example');
    expect(out).toContain(target);
    expect(out).toContain(advice);
  });

  it('names a file that cannot be read', async () => {
    const missing = join(folder, 'gone.eml');
    expect(await runJson(['bounce', 'classify', missing])).toMatchObject({ code: 2, json: { ok: false, error: { code: 'usage' } } });
    expect((await run(['bounce', 'classify', missing])).err).toContain(missing);
  });

  it('needs a file', async () => expect((await run(['bounce', 'classify'])).code).toBe(2));
});
