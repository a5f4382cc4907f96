import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { run, runJson } from '../cli/run.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/host-mails');
let data: string;

const call = (operation: string, input: unknown) => runJson(['call', operation, JSON.stringify(input), '--data', data]);
const open = (name: string, ...more: string[]) => runJson(['case', 'open', join(FOLDER, name), ...more, '--data', data]);

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'sendward-case-'));
  await call('hosts.create', { presetId: 'shared-fr-conditions', name: 'Northhost', packName: 'Pack' });
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

it('opens the case a mail of the host describes, once, with its number and the mail in it', async () => {
  expect((await open('en-pack.eml', '--dry-run')).json).toMatchObject({ ok: true, mail: { topic: 'suspended_pack' } });
  const { cases } = z.object({ cases: z.array(z.object({ id: z.string(), reference: z.string() })) }).parse((await open('en-pack.eml')).json);
  expect(cases).toMatchObject([{ reference: expect.stringMatching(/^\d{4}-001$/) }]);
  expect((await call('hostMails.kept', { incidentId: cases[0]?.id })).json).toMatchObject({ result: [{ messageId: '<en-pack@mail.example>' }] });
  expect((await open('en-pack.eml')).json).toMatchObject({ ok: false, error: { code: 'incident_exists' } });
  expect((await open('trap-invoice.eml')).json).toMatchObject({ ok: false, error: { code: 'report_unknown' } });
});

it('keeps a further mail with the case that has this number, once', async () => {
  const add = (name: string, to: string) => runJson(['case', 'add', join(FOLDER, name), to, '--data', data]);
  const opened = z.object({ result: z.object({ rows: z.array(z.object({ id: z.string(), reference: z.string() })) }) });
  const [row] = opened.parse((await call('incidents.list', { show: 'all' })).json).result.rows;
  if (row === undefined) throw new Error('There is no case');
  expect((await add('en-limit.eml', row.reference)).json).toMatchObject({ ok: true, case: { reference: row.reference } });
  expect((await call('hostMails.kept', { incidentId: row.id })).json).toMatchObject({ result: [{}, {}] });
  expect((await add('en-limit.eml', row.reference)).json).toMatchObject({ ok: false, error: { code: 'host_mail_kept' } });
  expect((await add('en-limit.eml', '1999-001')).json).toMatchObject({ ok: false, error: { code: 'incident_not_found' } });
});

it('tells in words what it would open, and what keeps a case from being opened, in the language asked for', async () => {
  const would = await run(['case', 'open', join(FOLDER, 'en-pack.eml'), '--dry-run', '--data', data]);
  expect(would.out).toBe('It would open a case: The host suspended the whole pack\n');
  const asked = ['case', 'open', join(FOLDER, 'en-listing-nameless.eml'), '--data', data];
  expect((await run(asked)).err).toContain('Missing: the address or domain and the list. Nothing was opened');
  expect((await run([...asked, '--lang', 'fr'])).err).toContain('Il manque\u00a0: l’adresse ou le domaine et la liste. Rien n’a été ouvert');
  expect((await run([...asked, '--lang', 'ru'])).err).toContain('Не хватает: адрес или домен и список. Ничего не открыто');
});
