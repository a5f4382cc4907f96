import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Booted, bootCore } from '../../src/boot/boot.ts';
import { headlessSecrets } from '../../src/headless/headless-secrets.ts';

let folder: string;
let booted: Booted;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sendward-demo-'));
  booted = await bootCore({ dataFolder: folder, shell: 'test', secrets: (db) => headlessSecrets(folder, db) });
  const told: number[] = [];
  for await (const event of await booted.app.client.system.fillDemo({ language: 'ru' })) if (event.kind === 'progress') told.push(event.done / event.total);
  expect(told.at(-1)).toBe(1);
  // Every notice is composed and its PDF made, as for real clients: minutes on a machine that does other things too.
}, 300_000);
afterAll(async () => {
  await booted.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the made-up workspace', () => {
  it('holds two hundred clients of three languages at several hosts', async () => {
    const { client } = booted.app;
    const { rows, total } = await client.clients.list({ limit: 500 });
    expect(total).toBe(200);
    expect(new Set(rows.map(({ language }) => language))).toEqual(new Set(['fr', 'ru', 'en']));
    expect(rows.some(({ accounts }) => accounts > 1)).toBe(true);
    const hosts = await client.hosts.list({});
    expect(hosts.flatMap(({ packs }) => packs)).toHaveLength(4);
    expect(Math.max(...(await client.policies.list({})).map(({ number }) => number))).toBe(2);
  });

  it('has only people who speak Russian at the Russian host', async () => {
    const { client } = booted.app;
    const hosts = await client.hosts.list({});
    const ids = hosts.find(({ name }) => name.includes('Кедр'))?.packs.map(({ id }) => id) ?? [];
    const there = await Promise.all(ids.map((packId) => client.clients.list({ filter: { packId }, limit: 100 })));
    expect(new Set(there.flatMap(({ rows }) => rows.map(({ language }) => language)))).toEqual(new Set(['ru']));
  });

  it('has a history of months in every state of a message', async () => {
    const { client } = booted.app;
    const { rows } = await client.outbox.list({ limit: 500 });
    const states = new Set(rows.map(({ state }) => state));
    for (const state of ['sent', 'failed', 'deferred', 'queued', 'bounced'] as const) expect(states).toContain(state);
    for (const { state, sentAt, serverReply = '' } of rows) expect(state === 'sent').toBe(sentAt !== undefined && serverReply.startsWith('250'));
    const sent = rows.flatMap(({ sentAt }) => (sentAt === undefined ? [] : [Date.parse(sentAt)]));
    expect(Math.max(...sent) - Math.min(...sent)).toBeGreaterThan(150 * 86_400_000);
    expect(Math.max(...sent)).toBeLessThanOrEqual(Date.now());
    for (const { to } of rows) expect(to).toMatch(/\.example>?$/);
  });

  it('adds up: every active account is in one part of the coverage', async () => {
    const { activeAccounts, told, practised, queued, failed, due, noPolicy } = await booted.app.client.evidence.coverage({});
    expect(told + practised + queued + failed + due + noPolicy).toBe(activeAccounts);
    expect(Math.min(told, practised, queued, failed, due)).toBeGreaterThan(0);
  });

  it('reminds: what left over the months, what is planned on many days to come, and what was decided about single clients', async () => {
    const { reminders } = booted.app.client;
    const { rows } = await reminders.history({ limit: 500 });
    expect(new Set(rows.map(({ at }) => at.slice(0, 7))).size).toBeGreaterThan(1);
    expect(new Set(rows.map(({ state }) => state))).toContain('sent');
    const planned = await reminders.planned({ states: ['planned'], limit: 500 });
    expect(new Set(planned.rows.map(({ sendAt }) => sendAt?.slice(0, 10))).size).toBeGreaterThan(10);
    const soon = (await reminders.calendar({ days: 21 })).days.filter((day) => day.reminders > 0);
    expect(soon.length).toBeGreaterThan(2);
    // One client; who has accounts at several hosts gets the one-off of each.
    const once = (await reminders.planned({ limit: 500 })).rows.filter((row) => row.once !== null);
    expect(new Set(once.map(({ clientId }) => clientId)).size).toBe(1);
    expect(new Set(once.map(({ hostId }) => hostId)).size).toBe(once.length);
    expect((await reminders.holds({})).rows.map(({ kind, scope, active }) => [kind, scope, active]).sort()).toEqual([
      ['exception', 'client', true],
      ['pause', 'client', true],
    ]);
    expect(new Set((await reminders.rules({})).map(({ on }) => on.scope))).toEqual(new Set(['all', 'host', 'client']));
  });

  it('has what came back for many reasons, on the way and later, and what gets nothing more because of it', async () => {
    const { bounces } = booted.app.client;
    const { rows } = await bounces.list({ limit: 500 });
    expect(new Set(rows.map(({ origin, kind }) => `${origin} ${kind}`))).toEqual(new Set(['smtp bounce', 'mail bounce', 'mail complaint']));
    expect(new Set(rows.map(({ target }) => target)).size).toBeGreaterThan(8);
    expect(rows.some(({ target }) => target === 'mailbox')).toBe(true);
    const suppressed = (await bounces.suppressions({ limit: 100 })).rows;
    expect(new Set(suppressed.map(({ reason }) => reason))).toEqual(new Set(['permanent', 'complaint', 'by_hand']));
    expect(new Set(suppressed.map(({ scope }) => scope))).toEqual(new Set(['address', 'domain']));
  });

  it('has three cases, one over, one in the middle with an answer to judge, one that waits, and an application that was begun', async () => {
    const { incidents, letters, explanations, dossiers } = booted.app.client;
    const { rows, counts } = await incidents.list({ show: 'all' });
    expect(counts).toMatchObject({ open: 2, closed: 1 });
    expect(new Map(rows.map(({ kind, closedAt, next }) => [kind, closedAt === null ? next?.step : 'closed']))).toEqual(
      new Map([
        ['suspension', 'closed'],
        ['listing', 'judge_answer'],
        ['recipient', 'await_answer'],
      ]),
    );
    const ofKind = (kind: string) => rows.find((row) => row.kind === kind)?.id ?? rows[0]?.id;
    const [over, middle] = [ofKind('suspension'), ofKind('listing')];
    if (over === undefined || middle === undefined) throw new Error('no cases');
    expect((await letters.list({ incidentId: over })).find(({ kind }) => kind === 'unblock_request')).toMatchObject({
      state: 'given',
      answer: { outcome: 'granted' },
    });
    expect(await explanations.list({ incidentId: middle })).toMatchObject([{ state: 'answered', proposed: 'insufficient', verdict: null }]);
    expect(await dossiers.list({})).toMatchObject([{ state: 'draft', server: 'kvm' }]);
  });

  it('is healthy', async () => {
    const { checks } = await booted.app.client.system.doctor({});
    expect(checks.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
  });

  it('is never mixed with data that are there', async () => {
    const stream = await booted.app.client.system.fillDemo({});
    await expect(stream.next()).rejects.toMatchObject({ code: 'workspace_not_empty' });
  });

  it('shows on the first screen what needs the user', async () => {
    const today = await booted.app.client.system.today({});
    expect(today).toMatchObject({ hosts: 3, clients: 200, publishedVersions: 4, senderComplete: true });
    expect(Math.min(today.noticesReady, today.bounces.week, today.bounces.clientsBlocked)).toBeGreaterThan(0);
    expect(today.reminders).toMatchObject({ pausedAll: false, catchUp: { asks: false } });
  });

  it('shows what the panels of its hosts tell: states, figures, and what was out of the ordinary', async () => {
    const { client } = booted.app;
    const { total, counts, packs } = await client.statuses.list({});
    expect(total).toBeGreaterThan(150);
    for (const state of ['active', 'suspended', 'locked', 'mail_held', 'mail_suspended'] as const) expect(counts[state]).toBeGreaterThan(0);
    expect((await client.statuses.list({ notSeen: true })).total).toBe(1);
    expect(packs).toHaveLength(3);
    expect(packs.every(({ state }) => state === 'active')).toBe(true);
    const { rows, sums } = await client.usage.overview({ span: 'd30', limit: 500 });
    expect(sums.map(({ definition }) => definition)).toEqual(['messages_events']);
    expect(rows.filter(({ figures }) => figures.sent === null).length).toBeGreaterThan(20);
    expect(rows.filter(({ account }) => account.clientId === null).map(({ account }) => account.login)).toEqual(['mielrie']);
    const kinds = new Set((await client.alerts.list({})).rows.map(({ kind }) => kind));
    for (const kind of ['spike', 'failures', 'near_limit', 'state'] as const) expect(kinds).toContain(kind);
  });

  it('holds the mail log of a night in which one account was misused, and whom to ask first about it', async () => {
    const { client } = booted.app;
    const [log] = await client.logs.list({});
    expect(log).toMatchObject({ format: 'exim', skipped: 0, unattributed: { messages: 0 } });
    const [listed] = await client.culprits.list({});
    expect(listed).toMatchObject({ outcome: 'strong', sites: 1, names: [expect.stringMatching(/\.example$/)] });
    const verdict = await client.culprits.get({ id: listed?.id ?? '' });
    expect(verdict.suspects[0]?.clientName).not.toBe('');
    expect(verdict.firstBlock).not.toBeNull();
  });
});
