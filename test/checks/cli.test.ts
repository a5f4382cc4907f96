import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { run, runJson } from '../cli/run.ts';

const MAILS = fileURLToPath(new URL('../fixtures/mails-checked/', import.meta.url));
const mail = (name: string): string => join(MAILS, `${name}.eml`);
const Answer = z.object({
  ok: z.literal(true),
  findings: z.array(
    z.object({
      id: z.string(),
      outcome: z.enum(['pass', 'fail', 'unknown']),
      severity: z.enum(['E', 'W', 'I']),
      scope: z.enum(['client', 'host']),
      message: z.string().min(1),
    }),
  ),
});
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sendward-lint-'));
  await run(['--version']);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function lint(...args: string[]) {
  const { code, json } = await runJson(['lint', ...args]);
  const { findings } = Answer.parse(json);
  expect(code).toBe(findings.some(({ outcome, severity }) => outcome === 'fail' && severity === 'E') ? 1 : 0);
  return new Map(findings.map((finding) => [finding.id, finding]));
}

describe('sendward lint', () => {
  it('says of every rule whether it is kept, broken or could not be checked', async () => {
    const found = await lint(mail('B01-none'));
    expect(found.size).toBe(29);
    expect(found.get('B01')).toMatchObject({ outcome: 'fail', severity: 'E', scope: 'client' });
    expect(found.get('H01')).toMatchObject({ outcome: 'pass' });
    expect(found.get('D04')).toMatchObject({ outcome: 'unknown', scope: 'host' });
    expect(found.get('I01')).toMatchObject({ outcome: 'unknown', severity: 'I' });
  });

  it('counts by the limits of a preset or of a host, and shows the rules named', async () => {
    expect((await lint(mail('H09-ten'), '--rules', 'shared-fr-conditions')).get('H09')).toMatchObject({ outcome: 'pass' });
    expect((await lint(mail('H09-eleven'), '--rules', 'shared-fr-conditions')).get('H09')).toMatchObject({ outcome: 'fail' });
    expect((await lint(mail('H09-eleven'))).get('H09')).toMatchObject({ outcome: 'unknown' });
    expect([...(await lint(mail('fine-fr'), '--rules', 'H01,b03')).keys()]).toEqual(['H01', 'B03']);
    const data = join(folder, 'data');
    await run(['call', 'hosts.create', JSON.stringify({ presetId: 'shared-fr-conditions', name: 'Hôte Été', packName: 'P' }), '--data', data]);
    expect((await lint(mail('H09-eleven'), '--rules', 'hote ete', '--data', data)).get('H09')).toMatchObject({ outcome: 'fail' });
  });

  it('compares with the domains named', async () => {
    expect((await lint(mail('fine-fr'), '--domain', 'a.example', '--domain', 'lilas.example')).get('H04')).toMatchObject({ outcome: 'pass' });
    expect((await lint(mail('fine-fr'), '--domain', 'a.example')).get('H04')).toMatchObject({ outcome: 'fail' });
  });

  it.each([
    ['en', 'To be changed:', 'The text offers no way to unsubscribe.'],
    ['fr', 'À changer', 'Le texte n’offre aucun moyen de se désinscrire.'],
    ['ru', 'Изменить:', 'В тексте нет способа отписаться.'],
  ])('says it in words in %s', async (language, heading, sentence) => {
    const { code, out } = await run(['lint', mail('B01-none'), '--lang', language]);
    expect(code).toBe(1);
    expect(out).toContain(heading);
    expect(out).toContain(sentence);
  });

  it('tells by its exit code that a required rule is broken, of those that were asked for, and says so in its help', async () => {
    expect((await runJson(['lint', mail('B02-login')])).code).toBe(1);
    expect((await runJson(['lint', mail('B02-login'), '--rules', 'H01'])).code).toBe(0);
    expect((await runJson(['lint', mail('B04-none')])).code).toBe(0);
    expect((await runJson(['lint', mail('fine-fr')])).code).toBe(0);
    expect((await run(['lint', '--help', '--lang', 'en'])).out).toContain('Exit code: 0');
  });

  it('names what cannot be read or is not known', async () => {
    const text = join(folder, 'x.eml');
    writeFileSync(text, 'no mail at all');
    expect(await runJson(['lint', text])).toMatchObject({ code: 1, json: { ok: false, error: { code: 'mail_unreadable' } } });
    expect(await runJson(['lint', join(folder, 'gone.eml')])).toMatchObject({ code: 2 });
    expect(await runJson(['lint', mail('fine-fr'), '--rules', 'nobody'])).toMatchObject({ code: 2 });
    expect((await run(['lint'])).code).toBe(2);
  });
});
