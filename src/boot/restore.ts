import { chmodSync, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { RESTORED_PAUSE } from '../app/restored-pause.ts';
import { fail } from '../contract/fail.ts';
import { migrations } from '../db/migrations/index.ts';
import { DATABASE_FILE, lockDataFolder, prepareDataFolder } from './data-folder.ts';

/** Throws `backup_unreadable` for what is not a whole database of ours, `database_newer` for one of a newer version. */
function assertUsable(path: string): void {
  const known = migrations.at(-1)?.version ?? 0;
  let found: number;
  try {
    const backup = new Sqlite(path, { readonly: true, fileMustExist: true });
    try {
      found = Number(backup.pragma('user_version', { simple: true }));
      const whole = backup.pragma('integrity_check', { simple: true }) === 'ok';
      const ours = backup.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'policy_version'").get() !== undefined;
      if (!whole || !ours) throw fail('backup_unreadable', {});
    } finally {
      backup.close();
    }
  } catch (error) {
    throw error instanceof Sqlite.SqliteError || error instanceof TypeError ? fail('backup_unreadable', {}, error) : error;
  }
  if (found > known) throw fail('database_newer', { found, known });
}

function freeName(path: string): string {
  for (let copy = 1; ; copy++) {
    const name = `${path}.before-restore-${copy}`;
    if (!existsSync(name)) return name;
  }
}

/** One file again: what the write-ahead log still holds moves into the database. */
function settle(path: string): void {
  const database = new Sqlite(path);
  try {
    database.pragma('wal_checkpoint(TRUNCATE)');
    database.pragma('journal_mode = DELETE');
  } finally {
    database.close();
  }
}

/** Nothing leaves after a restore until the user says so: what was sent since the backup was made is not in it, and would go out a second time. */
function pauseOutbox(path: string): void {
  const database = new Sqlite(path);
  try {
    database.prepare(`INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`).run(...RESTORED_PAUSE);
  } finally {
    database.close();
  }
}

/**
 * Puts a backup in the place of the data, with the outbox paused. What was there is kept beside it under a new name, so a restore can itself be taken back.
 * Throws `backup_unreadable`, `database_newer`, `data_folder_locked`, `data_folder_read_only`, `disk_full`; then nothing was changed.
 */
export function restoreBackup(dataFolder: string, backup: string): { readonly keptAs: string | null } {
  assertUsable(backup);
  prepareDataFolder(dataFolder);
  const release = lockDataFolder(dataFolder);
  const target = join(dataFolder, DATABASE_FILE);
  const incoming = `${target}.incoming`;
  try {
    copyFileSync(backup, incoming);
    // A copy takes over who may read the backup; the data are for their owner alone.
    chmodSync(incoming, 0o600);
    assertUsable(incoming);
    pauseOutbox(incoming);
    if (!existsSync(target)) {
      renameSync(incoming, target);
      return { keptAs: null };
    }
    const keptAs = freeName(target);
    keepPresent(target, keptAs);
    renameSync(incoming, target);
    return { keptAs };
  } catch (error) {
    throw error instanceof Error && 'code' in error && error.code === 'ENOSPC' ? fail('disk_full', {}, error) : error;
  } finally {
    for (const rest of [incoming, `${incoming}-wal`, `${incoming}-shm`]) rmSync(rest, { force: true });
    release();
  }
}

/** Moves the present database aside with everything that belongs to it. A damaged one moves too: it may be all there is. */
function keepPresent(target: string, keptAs: string): void {
  try {
    settle(target);
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError)) throw error;
  }
  renameSync(target, keptAs);
  for (const part of ['-wal', '-shm']) if (existsSync(target + part)) renameSync(target + part, keptAs + part);
}
