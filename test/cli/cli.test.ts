import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract } from '../../src/contract/index.ts';
import { run, runJson, serve } from './run.ts';

let base: string;
let count = 0;

/** A data folder nobody used yet. */
const fresh = (): string => join(base, `data-${count++}`);

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'sendward-cli-'));
  // The first command builds; no test should have to wait for that.
  await run(['--version']);
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

function file(name: string, content: string): string {
  const path = join(base, name);
  writeFileSync(path, content);
  return path;
}

const CLIENTS = 'Name;E-mail;Domain;Package;Ordered\nAnn Carter;ann@carter.example;carter.example;Pro;2025-03-01\nBob Hughes;;hughes.example;Pro;2025-03-02\n';

const call = (data: string, operation: string, input: unknown) => runJson(['call', operation, JSON.stringify(input), '--data', data]);

describe('a command line that cannot be carried out', () => {
  it.each([
    ['en', 'The help: sendward --help'],
    ['fr', 'L’aide\u00a0: sendward --help'],
    ['ru', 'Справка: sendward --help'],
  ])('is answered in %s', async (language, sentence) => {
    const { code, err } = await run(['serve', '--nonsense'], { env: { LANG: `${language}.UTF-8` } });
    expect(code).toBe(2);
    expect(err).toContain(sentence);
    expect(err).toContain('--nonsense');
  });

  it.each([
    [[]],
    [['import']],
    [['serve', '--port', '99999']],
    [['call', 'no.such']],
    [['call', 'system.info', '{']],
    [['call', 'incidents.get', '{}']],
    [['notice', 'issue']],
    [['serve', '--lang', 'de']],
  ])('is a usage error: %j', async (args) => expect((await run(args)).code).toBe(2));

  it.each([['lint'], ['log'], ['host']])('has no verb %s yet', async (verb) => {
    expect((await run([verb])).code).toBe(2);
  });

  it.each([
    ['bounce', ['classify']],
    ['evidence', ['export', 'verify']],
    ['notice', ['issue']],
    ['outbox', ['flush', 'list']],
    ['reminders', ['preview', 'run']],
  ])('that names the group %s alone shows the help of that group', async (group, verbs) => {
    const { code, out, err } = await run([group], { env: { LANG: 'fr.UTF-8' } });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`sendward ${group}`);
    for (const verb of verbs) expect(err).toContain(verb);
    expect(err).not.toMatch(/outputHelp|display help/);
    expect(await runJson([group])).toMatchObject({ code: 2, json: { error: { code: 'usage' } } });
  });

  it('is answered as JSON too', async () => {
    expect(await runJson(['import'])).toMatchObject({ code: 2, json: { ok: false, error: { code: 'usage' } } });
  });
});

describe('the contract on the command line', () => {
  it('is listed whole', async () => {
    const { out } = await run(['operations']);
    const names = Object.entries(contract).flatMap(([feature, verbs]) => Object.keys(verbs).map((verb) => `${feature}.${verb}`));
    expect(out.trimEnd().split('\n')).toEqual(names);
  });

  it('answers calls', async () => {
    expect(await call(fresh(), 'system.info', {})).toMatchObject({ code: 0, json: { ok: true, result: { shell: 'cli' } } });
  });

  it('words a declared error in the language asked for', async () => {
    const wrong = JSON.stringify({ id: '01a20055-99e3-747a-8828-c0e727349f88' });
    const { code, err } = await run(['call', 'clients.get', wrong, '--data', fresh(), '--lang', 'fr']);
    expect([code, err]).toEqual([1, 'Ce client n’existe pas. Rien n’a été modifié. Vérifiez le nom ou rechargez la liste.\n']);
  });
});

describe('the whole job', () => {
  // Fourteen processes, one after the other.
  it('is done by verbs alone', async () => {
    const data = fresh();
    const list = file('clients.csv', CLIENTS);
    expect(await runJson(['import', list, '--data', data])).toMatchObject({ code: 1, json: { ok: false, error: { code: 'pack_not_found' } } });

    await call(data, 'hosts.create', { presetId: 'shared-strict', name: 'Heron', packName: 'Heron 50' });
    const rows = [
      { line: 2, verdict: 'create', reason: 'new_client' },
      { line: 3, verdict: 'reject', reason: 'no_address' },
    ];
    const found = {
      ok: true,
      encoding: 'utf-8',
      separator: ';',
      headerRow: 1,
      totals: { create: 1, update: 0, unchanged: 0, merge: 0, skip: 0, reject: 1 },
      rows,
    };
    expect(await runJson(['import', list, '--data', data, '--dry-run'])).toEqual({ code: 0, json: { ...found, batchId: null } });
    expect(await runJson(['import', list, '--data', data, '--pack', 'heron 50'])).toEqual({ code: 0, json: { ...found, batchId: expect.any(String) } });
    expect(await runJson(['import', list, '--data', data])).toMatchObject({ code: 0, json: { batchId: null, totals: { unchanged: 1, reject: 1 } } });

    expect(await runJson(['notice', 'issue', '--all-due', '--data', data])).toMatchObject({ code: 1 });
    const sender = { resellerName: 'Lavande', fromName: 'Lavande', fromAddress: 'contact@lavande.example', supportAddress: 'support@lavande.example' };
    await call(data, 'settings.update', { sender });
    const hosts = await call(data, 'hosts.list', {});
    const hostId = JSON.stringify(hosts.json).match(/"id":"([^"]+)"/)?.[1];
    const today = new Date().toLocaleDateString('sv');
    expect(await call(data, 'policies.publish', { hostId, effectiveOn: today })).toMatchObject({ code: 0 });
    expect(await runJson(['notice', 'issue', '--client', 'ANN@carter.example', '--data', data])).toMatchObject({
      code: 0,
      json: { ok: true, issued: 1, blocked: [] },
    });
    expect(await runJson(['outbox', 'flush', '--data', data])).toEqual({
      code: 0,
      json: { ok: true, sent: 1, failed: 0, deferred: 0, uncertain: 0, waiting: 0, paused: false, pausedBecause: null, trouble: null },
    });
    const sent = {
      id: expect.any(String),
      client: 'Ann Carter',
      kind: 'notice',
      state: 'sent',
      to: expect.stringContaining('ann@carter.example'),
    };
    expect(await runJson(['outbox', 'list', '--data', data])).toEqual({
      code: 0,
      json: [{ ...sent, dueAt: expect.any(String), sentAt: expect.any(String), serverReply: expect.any(String) }],
    });

    const proof = join(base, 'proof.zip');
    expect(await runJson(['evidence', 'export', '--client', 'Ann Carter', '--out', proof, '--data', data])).toMatchObject({
      code: 0,
      json: { ok: true, evidence: 1, signed: false, timeStamped: false },
    });
    expect(await runJson(['evidence', 'verify', proof])).toMatchObject({
      code: 0,
      json: { valid: true, problems: [], limits: expect.arrayContaining(['clock']) },
    });
    const ofHost = ['evidence', 'export', '--host', 'heron', '--language', 'ru', '--out', join(base, 'host.zip'), '--data', data];
    expect(await runJson(ofHost)).toMatchObject({ code: 0, json: { evidence: 1 } });
    expect(await runJson([...ofHost, '--time-stamp'])).toMatchObject({ code: 1, json: { error: { code: 'timestamp_not_set' } } });
    expect(readFileSync(proof).subarray(0, 2).toString()).toBe('PK');
    expect(statSync(proof).mode & 0o077).toBe(0);
    expect(await runJson(['doctor', '--data', data])).toMatchObject({ code: 0, json: { ok: true } });
  }, 240_000);

  it('checks a bundle without a data folder and says in words what is wrong with it', async () => {
    const bad = file('bad.zip', 'no bundle');
    expect(await runJson(['evidence', 'verify', bad])).toEqual({
      code: 1,
      json: { ok: true, valid: false, problems: [{ entry: 'SHA256SUMS', problem: 'not_a_bundle' }], limits: expect.any(Array) },
    });
    const { code, out } = await run(['evidence', 'verify', bad, '--lang', 'fr']);
    expect([code, out]).toEqual([1, expect.stringContaining('Ce n’est pas un dossier de preuve de Sendward.')]);
    expect((await run(['evidence', 'verify', join(base, 'absent.zip')])).code).toBe(2);
    expect((await run(['evidence', 'export', '--all', '--client', 'x', '--out', join(base, 'x.zip'), '--data', fresh()])).code).toBe(2);
    expect(await runJson(['evidence', 'export', '--all', '--out', join(base, 'x.zip'), '--data', fresh()])).toMatchObject({
      json: { error: { code: 'evidence_not_found' } },
    });
  });

  it('names a client it does not know', async () => {
    expect(await runJson(['notice', 'issue', '--client', 'Nobody', '--data', fresh()])).toMatchObject({
      code: 1,
      json: { error: { code: 'client_not_found' } },
    });
  });

  it('maps columns by number or by header', async () => {
    const data = fresh();
    await call(data, 'hosts.create', { presetId: 'neutral', name: 'H', packName: 'P' });
    const list = file('odd.csv', 'a;b\nann@carter.example;carter.example\n');
    for (const mapping of [
      { 0: 'email', 1: 'domain' },
      { A: 'email', b: 'domain' },
    ]) {
      const answer = await runJson(['import', list, '--data', data, '--dry-run', '--mapping', JSON.stringify(mapping)]);
      expect(answer).toMatchObject({ code: 0, json: { totals: { create: 1 } } });
    }
    expect((await run(['import', list, '--data', data, '--mapping', '{"c":"email"}'])).code).toBe(2);
    expect((await run(['import', list, '--data', data, '--mapping', '{"0":"shoe size"}'])).code).toBe(2);
    expect((await run(['import', join(base, 'absent.csv'), '--data', data])).code).toBe(2);
  });
});

describe('backup and restore', () => {
  it('bring the data back', async () => {
    const data = fresh();
    const copy = join(base, 'copy.db');
    await call(data, 'hosts.create', { presetId: 'neutral', name: 'Before', packName: 'P' });
    expect(await runJson(['backup', copy, '--data', data])).toMatchObject({ code: 0, json: { ok: true, file: copy, sizeBytes: statSync(copy).size } });
    await call(data, 'hosts.create', { presetId: 'neutral', name: 'After', packName: 'P' });
    expect(await runJson(['restore', copy, '--data', data])).toMatchObject({ code: 0, json: { ok: true, keptAs: expect.any(String) } });
    expect(await runJson(['outbox', 'resume', '--data', data])).toMatchObject({ code: 0, json: { ok: true, waiting: 0 } });
    expect(await call(data, 'hosts.list', {})).toMatchObject({ json: { result: [{ name: 'Before' }] } });
    expect(await runJson(['restore', file('bad.db', 'no'), '--data', data])).toMatchObject({ code: 1, json: { error: { code: 'backup_unreadable' } } });
  });

  it('leave nothing half-written', async () => {
    expect((await run(['backup', join(base, 'no-folder', 'copy.db'), '--data', fresh()])).code).toBe(2);
    expect(readdirSync(base).filter((name) => name.includes('.part-'))).toEqual([]);
  });
});

describe('serve', () => {
  it('announces itself in one line, shares its folder with nobody and leaves no note behind', async () => {
    const data = fresh();
    const server = await serve(['--json', '--data', data]);
    const { url, port, pid } = JSON.parse(server.line);
    expect(url).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${port}/#code=[\\w-]{43}$`));
    expect(pid).toBe(server.pid);
    expect(statSync(join(data, 'server.json')).mode & 0o777).toBe(0o600);

    expect(await runJson(['doctor', '--data', data])).toMatchObject({ code: 1, json: { error: { code: 'data_folder_locked', params: { pid } } } });
    expect(await runJson(['outbox', 'flush', '--data', data])).toMatchObject({ code: 1, json: { error: { code: 'data_folder_locked' } } });
    const second = await runJson(['serve', '--data', data]);
    expect(second).toMatchObject({ code: 0, json: { port, pid } });
    expect(JSON.stringify(second.json)).not.toContain(url);

    expect((await run(['serve', '--port', String(port), '--data', fresh()])).code).toBe(2);
    expect(await server.end()).toBe(0);
    expect(readdirSync(data)).not.toContain('server.json');
  });

  it('is called by others on the machine as by another window', async () => {
    const data = fresh();
    const server = await serve(['--json', '--data', data]);
    expect(await call(data, 'hosts.create', { presetId: 'neutral', name: 'Beside', packName: 'P' })).toMatchObject({ code: 0, json: { ok: true } });
    expect(await call(data, 'hosts.list', {})).toMatchObject({ code: 0, json: { result: [{ name: 'Beside' }] } });
    expect(await call(data, 'incidents.get', { id: '01a203bf-0000-7000-987c-582b50f34b23' })).toMatchObject({
      code: 1,
      json: { error: { code: 'incident_not_found' } },
    });
    expect(await call(data, 'system.fillDemo', { language: 'en' })).toMatchObject({ code: 1, json: { error: { code: 'workspace_not_empty' } } });
    expect(await server.end()).toBe(0);
    expect(await call(data, 'hosts.list', {})).toMatchObject({ json: { result: [{ name: 'Beside' }] } });
  });

  it('gives up with 75 when the folder is held by something that answers no calls', async () => {
    const data = fresh();
    const server = await serve(['--json', '--data', data]);
    rmSync(join(data, 'server.json'));
    expect((await run(['serve', '--data', data])).code).toBe(75);
    // After a crash its port may belong to a program of another kind.
    const stranger = createServer((_request, response) => response.end('<p>Hello</p>')).listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const { port } = z.object({ port: z.number() }).parse(stranger.address());
    writeFileSync(join(data, 'server.json'), JSON.stringify({ pid: 1, port, startedAt: '', controlToken: 'x'.repeat(32) }));
    expect((await run(['serve', '--data', data])).code).toBe(75);
    stranger.close();
    await server.end();
  });
});

const SYSTEM_NODE = '/usr/bin/node';
const olderNode = await import('node:child_process').then(
  ({ spawnSync }) => Number(spawnSync(SYSTEM_NODE, ['-p', 'process.versions.node.split(".")[0]']).stdout ?? 24) < 24,
);

describe.runIf(olderNode)('an older Node', () => {
  it('hands over to the one the installation brought, signals included', async () => {
    const server = await serve(['--json', '--data', fresh()], { node: SYSTEM_NODE });
    expect(JSON.parse(server.line).pid).not.toBe(server.pid);
    expect(await server.end()).toBe(0);
  });
});
