import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { run, runJson } from './run.ts';

let base: string;
let data: string;

const call = (operation: string, input: object) => runJson(['call', operation, JSON.stringify(input), '--data', data]);

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'sendward-cli-reminders-'));
  data = join(base, 'data');
  await run(['--version']);
  const file = join(base, 'clients.csv');
  writeFileSync(file, 'Name;E-mail;Domain;Package\nAnn Carter;ann@carter.example;carter.example;Pro\nBob Hughes;bob@hughes.example;hughes.example;Pro\n');
  const { json } = await call('hosts.create', { presetId: 'neutral', name: 'Host', packName: 'Pack' });
  const hostId = z.object({ result: z.object({ id: z.string() }) }).parse(json).result.id;
  await runJson(['import', file, '--data', data]);
  await call('settings.update', { sender: { resellerName: 'R', fromName: 'R', fromAddress: 'r@example.org', supportAddress: '' } });
  const effectiveOn = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  await call('policies.publish', { hostId, kind: 'notice', effectiveOn, changelog: { en: 'a', fr: 'a', ru: 'a' }, material: true });
  await runJson(['notice', 'issue', '--all-due', '--data', data]);
  await runJson(['outbox', 'flush', '--data', data]);
}, 120_000);
afterAll(() => rmSync(base, { recursive: true, force: true }));

const Preview = z.object({
  ok: z.literal(true),
  from: z.iso.date(),
  to: z.iso.date(),
  days: z.array(z.object({ on: z.iso.date(), reminders: z.number() })),
  rows: z.array(
    z.object({
      client: z.string(),
      host: z.string(),
      to: z.string(),
      dueOn: z.iso.date(),
      sendAt: z.iso.datetime(),
      state: z.string(),
      why: z.array(z.object({ code: z.string() })),
    }),
  ),
});

it('shows the reminders to come, their days and reasons', async () => {
  const { code, json } = await runJson(['reminders', 'preview', '--days', '220', '--data', data]);
  expect(code).toBe(0);
  const { days, rows } = Preview.parse(json);
  expect(days).toHaveLength(220);
  expect(rows.map(({ client, host, to, state }) => [client, host, to, state]).sort()).toEqual([
    ['Ann Carter', 'Host', 'ann@carter.example', 'planned'],
    ['Bob Hughes', 'Host', 'bob@hughes.example', 'planned'],
  ]);
  expect(days.reduce((sum, { reminders }) => sum + reminders, 0)).toBe(2);
  for (const { why } of rows) expect(why.map(({ code: step }) => step)).toEqual(expect.arrayContaining(['proof', 'rule_of', 'months']));
});

it.each([
  ['en', 'The last proof is from', 'Planned', '2 reminders from'],
  ['fr', 'La dernière preuve est du', 'Prévu', '2 rappels'],
  ['ru', 'Последнее доказательство:', 'Запланировано', '2 напоминания'],
])('shows them in words, on the clock of the client and with their reasons, in %s', async (language, proof, state, count) => {
  await call('reminders.update', { timeZone: 'Asia/Tokyo' });
  const { code, out } = await run(['reminders', 'preview', '--days', '220', '--data', data, '--lang', language]);
  await call('reminders.update', { timeZone: null });
  expect(code).toBe(0);
  const lines = out.trimEnd().split('\n');
  const cells = lines.map((line) => line.split('\t')).find((row) => row.includes('Ann Carter')) ?? [];
  expect(cells[0]).toMatch(/\b0?9:00.*\(Asia\/Tokyo\)$/);
  expect(cells[2]).toBe(state);
  expect(cells.at(-1)).toContain(proof);
  expect(cells.at(-1)).not.toMatch(/[{}]/);
  expect(lines.at(-1)).toContain(count);
});

it('queues what is due at the instant it is given, once, and asks about what is late beyond the limit', async () => {
  const now = new Date(Date.now() + 300 * 86_400_000).toISOString();
  await call('reminders.update', { askAbove: 1 });
  expect(await runJson(['reminders', 'run', '--now', now, '--data', data])).toMatchObject({
    code: 0,
    json: { ok: true, at: now, queued: 0, asks: 2, paused: 0, excepted: 0, stopped: {}, blocked: [] },
  });
  expect(await runJson(['reminders', 'run', '--now', now, '--catch-up', 'send', '--data', data])).toMatchObject({ json: { queued: 2, asks: 0 } });
  expect(await runJson(['reminders', 'run', '--now', now, '--data', data])).toMatchObject({ json: { queued: 0, asks: 0 } });
  const { json } = await runJson(['outbox', 'list', '--data', data]);
  expect(
    z
      .array(z.object({ kind: z.string() }))
      .parse(json)
      .filter(({ kind }) => kind === 'reminder'),
  ).toHaveLength(2);
});

it('says how many late ones it passed over', async () => {
  const args = ['reminders', 'run', '--catch-up', 'skip', '--data', data];
  expect(await runJson(args)).toMatchObject({ code: 0, json: { ok: true, skipped: 0, queued: 0 } });
  expect((await run(args)).out).toContain('0 late reminders passed over');
});

it.each([
  ['en', '0 reminders queued'],
  ['fr', '0 rappel mis en file'],
  ['ru', 'В очередь поставлено 0 напоминаний'],
])('says so in words, in %s', async (language, words) => {
  const { code, out } = await run(['reminders', 'run', '--data', data, '--lang', language]);
  expect(code).toBe(0);
  expect(out).toContain(words);
});

it.each([
  [['reminders', 'run', '--now', 'tomorrow']],
  [['reminders', 'run', '--now', '2027-02-30']],
  [['reminders', 'preview', '--days', '0']],
  [['reminders', 'run', '--catch-up', 'maybe']],
])('refuses %j', async (args) => {
  expect((await run([...args, '--data', data])).code).toBe(2);
});
