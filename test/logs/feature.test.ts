import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileRef, LogId } from '../../src/contract/ids.ts';
import { dropUnfinished } from '../../src/features/logs/index.ts';
import { AppError } from '../../src/shared/app-error.ts';
import { openScene, type Scene } from '../culprits/world.ts';
import { makePack, panelAccount, readList } from '../support/hosted.ts';
import { BEGIN, line, nightScene, scannerOf } from '../support/log-facts.ts';

let scene: Scene;
const call = { signal: undefined };

beforeEach(() => {
  scene = openScene();
});
afterEach(() => scene.close());

async function putFile(text = '\n'): Promise<FileRef> {
  const bytes = new TextEncoder().encode(text);
  const ref = await scene.core.files.begin('mainlog', bytes.length);
  await scene.core.files.append(ref, bytes);
  return FileRef.parse(ref);
}

async function stepsOf(input: Partial<Parameters<Scene['logs']['scan']>[0]>, signal?: AbortSignal) {
  const steps = [];
  for await (const step of scene.logs.scan({ files: [], packId: null, format: 'auto', ...input }, { signal })) steps.push(step);
  return steps;
}

const accountsOf = (id: LogId, more: Partial<Parameters<Scene['logs']['accounts']>[0]> = {}) =>
  scene.logs.accounts({ id, search: '', sort: 'recipients', descending: true, offset: 0, limit: 100, ...more }, call);

describe('reading a log', () => {
  it('tells how far it is, then what was read, and takes the files away', async () => {
    const ref = await putFile();
    const { path } = await scene.core.files.place(ref);
    const steps = await stepsOf({ files: [ref], zone: 'America/New_York' });
    expect(steps.map((step) => (step.kind === 'done' ? 'done' : step.phase))).toEqual(expect.arrayContaining(['reading', 'keeping']));
    expect(steps.at(-1)?.kind).toBe('done');
    expect(steps.at(-1)).toMatchObject({
      result: { format: 'exim', lines: 5000, skipped: 3, accounts: 5, zone: 'America/New_York', packName: '', from: new Date(BEGIN * 1000).toISOString() },
    });
    expect(existsSync(path)).toBe(false);
    expect(scene.announced).toContain('logs');
  });

  it('keeps nothing when it is given up, whether while it reads or while it keeps', async () => {
    for (const last of ['reading', 'keeping']) {
      const giveUp = new AbortController();
      const reading = scene.logs.scan({ files: [await putFile()], packId: null, format: 'auto' }, { signal: giveUp.signal });
      for (let step = await reading.next(); step.value?.kind === 'progress' && step.value.phase !== last; ) step = await reading.next();
      giveUp.abort();
      await expect(reading.next().then(() => reading.next())).rejects.toThrow();
    }
    expect(await scene.logs.list({}, call)).toEqual([]);
    expect(await scene.core.db.read.selectFrom('log_cell').select('start_s').execute()).toEqual([]);
  });

  it('lets others write while a large log is kept, and shows nothing of it before all of it is there', async () => {
    await scene.close();
    const night = nightScene();
    const [model] = night.accounts;
    if (model === undefined) throw new Error('The scene has no account');
    scene = openScene({}, { ...night, accounts: Array.from({ length: 200 }, (_, place) => ({ ...model, account: `a${place}` })) });
    const reading = scene.logs.scan({ files: [await putFile()], packId: null, format: 'auto' }, call);
    let parts = 0;
    for await (const step of reading) {
      if (step.kind === 'done' || step.phase !== 'keeping' || step.done === 0) continue;
      parts += 1;
      // Would wait for ever, were the log kept in one transaction.
      await scene.core.db.write((tx) => tx.updateTable('log_scan').set({ ready: 0 }).where('ready', '=', 0).execute());
      expect(await scene.logs.list({}, call)).toEqual([]);
    }
    expect(parts).toBeGreaterThan(1);
    expect(await scene.logs.list({}, call)).toMatchObject([{ accounts: 200 }]);
  });

  it('leaves nothing of a log that was being kept when the program ended', async () => {
    const id = await scene.scan();
    await scene.core.db.write((tx) => tx.updateTable('log_scan').set({ ready: 0 }).where('id', '=', id).execute());
    await expect(scene.logs.get({ id }, call)).rejects.toMatchObject({ code: 'log_not_found' });
    await dropUnfinished(scene.core);
    for (const table of ['log_scan', 'log_account', 'log_reply', 'log_cell'] as const) {
      expect(await scene.core.db.read.selectFrom(table).selectAll().execute()).toEqual([]);
    }
  });

  it('reads times in the zone of the pack, though nothing is connected to it any more', async () => {
    await scene.close();
    const scanner = scannerOf(nightScene());
    const zones: string[] = [];
    const scan: typeof scanner.scan = (request, ...rest) => {
      zones.push(request.zone);
      return scanner.scan(request, ...rest);
    };
    scene = openScene({ logs: { ...scanner, scan } });
    const packId = await makePack(scene);
    await scene.core.db.write((tx) => tx.updateTable('pack').set({ zone: 'Asia/Kolkata' }).where('id', '=', packId).execute());
    await scene.scan(packId);
    expect(zones).toEqual(['Asia/Kolkata']);
  });

  it('keeps files that were not recognised, for another try', async () => {
    const fails = openScene({
      logs: { ...scannerOf(nightScene()), scan: () => Promise.reject(new AppError('log_not_recognised', { name: 'mainlog' })) },
    });
    const ref = await fails.core.files.put('mainlog', 'text/plain', new TextEncoder().encode('no log at all\n'));
    const reading = fails.logs.scan({ files: [ref.ref], packId: null, format: 'auto' }, call);
    await expect(reading.next()).rejects.toMatchObject({ code: 'log_not_recognised' });
    expect(existsSync((await fails.core.files.place(ref.ref)).path)).toBe(true);
    await fails.close();
  });

  it('refuses a zone or a pack that nobody knows', async () => {
    const ref = await putFile();
    await expect(stepsOf({ files: [ref], zone: 'Mars/Base' })).rejects.toMatchObject({ code: 'time_zone_unknown' });
    const id = LogId.parse('0190d5c4-7c3c-7a7a-8a8a-000000000001');
    await expect(scene.logs.get({ id }, call)).rejects.toMatchObject({ code: 'log_not_found' });
    await expect(scene.logs.timeline({ id }, call)).rejects.toMatchObject({ code: 'log_not_found' });
    await expect(scene.logs.remove({ id }, call)).rejects.toMatchObject({ code: 'log_not_found' });
  });
});

describe('what a log says', () => {
  it('is listed by account, sorted, searched and in pages', async () => {
    const id = await scene.scan();
    const all = await accountsOf(id);
    expect(all.total).toBe(5);
    expect(all.rows[0]).toMatchObject({ account: 'joy', counts: { recipients: 4 * 200 + 28 * 2, failed: 480 }, failedShare: 480 / 856 });
    expect(all.rows[0]?.peak).toEqual({ at: new Date((BEGIN + 25 * 3600) * 1000).toISOString(), recipients: 200 });
    expect(all.rows[0]?.trend.reduce((sum, part) => sum + part, 0)).toBe(856);
    expect((await accountsOf(id, { sort: 'account', descending: false })).rows.map(({ account }) => account)).toEqual([
      'alpine',
      'blue',
      'casa',
      'delta',
      'joy',
    ]);
    expect(await accountsOf(id, { search: 'JÓY' })).toMatchObject({ total: 1 });
    expect(await accountsOf(id, { offset: 4, limit: 1 })).toMatchObject({ total: 5, rows: [{}] });
  });

  it('is told quarter by quarter, with what should be seen on the axis', async () => {
    const limit = {
      kind: 'suspended' as const,
      account: 'joy',
      allowed: null,
      counted: null,
      times: 3,
      lastAt: BEGIN + 29 * 3600,
      first: line(BEGIN + 28 * 3600, '** held', 99),
      slots: [],
    };
    await scene.close();
    scene = openScene({}, { ...nightScene(), limits: [limit] });
    const { quarters, marks } = await scene.logs.timeline({ id: await scene.scan() }, call);
    expect(quarters).toHaveLength(32);
    expect(quarters.find(({ at }) => at === new Date((BEGIN + 25 * 3600 + 900) * 1000).toISOString())).toMatchObject({ failed: 120 });
    expect(marks).toMatchObject([
      { kind: 'first_content', account: 'joy', line: { file: 'mainlog', line: 42 } },
      { kind: 'suspended', account: 'joy', line: { line: 99 } },
    ]);
  });

  it('is told of one account with its hours, traces and refusals by meaning', async () => {
    const said = await scene.logs.account({ id: await scene.scan(), account: 'joy' }, call);
    expect(said.hours).toHaveLength(32);
    expect(said.hours[25]).toMatchObject({ counts: { recipients: 200 }, uniqueRecipients: 200 });
    expect(said.traces).toMatchObject([{ kind: 'script', value: '/home/joy/public_html/.cache', first: { line: 7 } }]);
    expect(said.refusals).toMatchObject([{ class: 'blocked', target: 'content', failed: 480, deferred: 0, lines: [{ line: 42 }] }]);
  });

  it('belongs to the accounts and clients of a pack that its names lead to', async () => {
    const packId = await makePack(scene);
    await readList(scene, packId, [panelAccount('joy', { domain: 'joyphoto.example' }), panelAccount('blue')]);
    const id = await scene.scan(packId);
    const { rows } = await accountsOf(id, { sort: 'account', descending: false });
    expect(rows.map(({ account, domain, hostedId }) => [account, domain, hostedId !== null])).toEqual([
      ['alpine', '', false],
      ['blue', 'blue.example', true],
      ['casa', '', false],
      ['delta', '', false],
      ['joy', 'joyphoto.example', true],
    ]);
    expect(await scene.logs.get({ id }, call)).toMatchObject({ packId, packName: 'Northhost 50' });
    expect(await scene.logs.list({ packId }, call)).toHaveLength(1);
  });

  it('is gone when it is removed', async () => {
    const id = await scene.scan();
    await scene.logs.remove({ id }, call);
    expect(await scene.logs.list({}, call)).toEqual([]);
    expect(await scene.core.db.read.selectFrom('log_cell').select('start_s').execute()).toEqual([]);
  });
});
