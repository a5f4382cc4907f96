import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Booted, bootCore } from '../../src/boot/boot.ts';
import { DATABASE_FILE } from '../../src/boot/data-folder.ts';
import { defaultDataFolder } from '../../src/boot/default-folder.ts';
import { restoreBackup } from '../../src/boot/restore.ts';
import { runningServer, writeRuntimeFile } from '../../src/boot/runtime-file.ts';
import { migrations } from '../../src/db/migrations/index.ts';
import { headlessSecrets } from '../../src/headless/headless-secrets.ts';

let folder: string;
const open: Booted[] = [];

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'sendward-boot-')), 'data');
});
afterEach(async () => {
  for (const booted of open.splice(0)) await booted.close();
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

async function boot(dataFolder = folder): Promise<Booted> {
  const booted = await bootCore({ dataFolder, shell: 'test', secrets: (db) => headlessSecrets(dataFolder, db) });
  open.push(booted);
  return booted;
}

const database = (): string => join(folder, DATABASE_FILE);

describe('a data folder', () => {
  it('belongs to its owner alone', async () => {
    await boot();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(
      readdirSync(folder, { withFileTypes: true }).filter(
        (entry) => entry.isFile() && (statSync(join(folder, entry.name)).mode & 0o077) !== 0 && entry.name !== 'sendward.log',
      ),
    ).toEqual([]);
  });

  it('is used by one process at a time', async () => {
    const first = await boot();
    await expect(boot()).rejects.toMatchObject({ code: 'data_folder_locked' });
    await first.close();
    await (await boot()).close();
  });

  it('names the server that holds it', async () => {
    await boot();
    writeRuntimeFile(folder, { pid: 4711, port: 1, startedAt: '2026-11-21T09:00:00.000Z', controlToken: 'x'.repeat(43) });
    await expect(boot()).rejects.toMatchObject({ code: 'data_folder_locked', params: { pid: 4711 } });
    expect(statSync(join(folder, 'server.json')).mode & 0o777).toBe(0o600);
  });

  it('is free again when its process was killed', async () => {
    const script = `import { lockDataFolder, prepareDataFolder } from ${JSON.stringify(join(import.meta.dirname, '../../src/boot/data-folder.ts'))};
      prepareDataFolder(${JSON.stringify(folder)}); lockDataFolder(${JSON.stringify(folder)}); console.log('locked'); setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ['--input-type=module-typescript', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(holder.stdout, 'data');
    await expect(boot()).rejects.toMatchObject({ code: 'data_folder_locked' });
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await boot();
  });

  it('that cannot be made is said so', async () => {
    mkdirSync(join(folder, '..'), { recursive: true });
    writeFileSync(folder, 'a file where the folder should be');
    await expect(boot()).rejects.toMatchObject({ code: 'data_folder_read_only' });
  });

  it('survives a close that is asked for twice', async () => {
    const booted = await boot();
    await Promise.all([booted.close(), booted.close()]);
  });
});

describe('a database', () => {
  it('of a newer version is left as it is', async () => {
    await (await boot()).close();
    const raw = new Sqlite(database());
    raw.pragma('user_version = 9990');
    raw.close();
    await expect(boot()).rejects.toMatchObject({ code: 'database_newer', params: { found: 9990, known: migrations.at(-1)?.version } });
    // The failed start gave the folder back.
    await expect(boot()).rejects.toMatchObject({ code: 'database_newer' });
  });

  it('that is no database is said so, and left as it is', async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(database(), 'not a database, but long enough to be taken for one '.repeat(100));
    await expect(boot()).rejects.toMatchObject({ code: 'database_damaged' });
  });
});

describe('a backup', () => {
  const backUp = async (): Promise<string> => {
    const { app } = await boot();
    const { fileRef, sizeBytes } = await app.client.system.backup({});
    const chunks: Buffer[] = [];
    for (let offset = 0; offset < sizeBytes; ) {
      const bytes = Buffer.from((await app.client.files.read({ fileRef, offset })).base64, 'base64');
      chunks.push(bytes);
      offset += bytes.length;
    }
    const path = join(folder, '..', 'copy.db');
    writeFileSync(path, Buffer.concat(chunks));
    return path;
  };
  const hostNames = async ({ app }: Booted): Promise<string[]> => (await app.client.hosts.list({})).map(({ name }) => name);
  const addHost = ({ app }: Booted, name: string): Promise<unknown> => app.client.hosts.create({ presetId: 'neutral', name, packName: 'P' });

  it('brings back what was there, and what it replaces is kept', async () => {
    await addHost(await boot(), 'Before');
    await open.pop()?.close();
    const copy = await backUp();
    await addHost(open[0] ?? (await boot()), 'After');
    await open.pop()?.close();
    const { keptAs } = restoreBackup(folder, copy);
    // Whoever may read the backup, the data are for their owner alone.
    if (process.platform !== 'win32') expect(statSync(database()).mode & 0o077).toBe(0);
    const restored = await boot();
    expect(await hostNames(restored)).toEqual(['Before']);
    await restored.close();
    restoreBackup(folder, keptAs ?? '');
    expect(await hostNames(await boot())).toEqual(['After', 'Before']);
  });

  it('stands with its outbox until the user lets it send: what left since the backup is not known', async () => {
    const copy = await backUp();
    expect(await open[0]?.app.client.outbox.summary({})).toMatchObject({ paused: false });
    await open.pop()?.close();
    restoreBackup(folder, copy);
    const restored = await boot();
    expect(await restored.app.client.outbox.summary({})).toMatchObject({ paused: true, pausedBecause: 'restored' });
    expect(await restored.app.client.outbox.pause({})).toMatchObject({ paused: true, pausedBecause: 'restored' });
    expect(await restored.app.client.outbox.resume({})).toMatchObject({ paused: false, pausedBecause: null });
    await restored.close();
    open.pop();
    expect(await (await boot()).app.client.outbox.summary({})).toMatchObject({ paused: false });
  });

  it('is whole in one file', async () => {
    const copy = await backUp();
    expect(existsSync(`${copy}-wal`)).toBe(false);
    const raw = new Sqlite(copy, { readonly: true });
    expect(raw.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(raw.pragma('journal_mode', { simple: true })).toBe('delete');
    raw.close();
  });

  it.each([
    ['nothing', ''],
    ['text', 'name;email\n'.repeat(500)],
  ])('made of %s is refused and changes nothing', async (_what, content) => {
    await addHost(await boot(), 'Kept');
    await open.pop()?.close();
    const path = join(folder, '..', 'bad.db');
    writeFileSync(path, content);
    expect(() => restoreBackup(folder, path)).toThrow(expect.objectContaining({ code: 'backup_unreadable' }));
    expect(() => restoreBackup(folder, join(folder, 'absent.db'))).toThrow(expect.objectContaining({ code: 'backup_unreadable' }));
    expect(await hostNames(await boot())).toEqual(['Kept']);
  });

  it('is refused while the folder is in use', async () => {
    const copy = await backUp();
    expect(() => restoreBackup(folder, copy)).toThrow(expect.objectContaining({ code: 'data_folder_locked' }));
  });
});

describe('the default data folder', () => {
  it.each([
    ['linux', {}, '/home/u/.local/share/sendward'],
    ['linux', { XDG_DATA_HOME: '/d' }, '/d/sendward'],
    ['darwin', {}, '/home/u/Library/Application Support/Sendward'],
    ['win32', { APPDATA: '/a' }, '/a/Sendward'],
    ['linux', { SENDWARD_DATA: '/own' }, '/own'],
  ])('on %s with %j', (platform, env, expected) => {
    expect(defaultDataFolder({ platform, env, home: '/home/u' })).toBe(expected);
  });
});

describe('the note of a running server', () => {
  it.each(['', '{}', '{"pid":1}', 'null'])('counts as none when it reads %j', async (content) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'server.json'), content);
    expect(runningServer(folder)).toBeUndefined();
  });
});
