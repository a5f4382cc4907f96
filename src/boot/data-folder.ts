import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { storageError } from '../adapters/sqlite.ts';
import { fail } from '../contract/fail.ts';
import { runningServer } from './runtime-file.ts';

/** Files of a data folder. One folder holds everything that counts: it can be copied, moved and backed up as one. */
export const DATABASE_FILE = 'sendward.db';
const LOCK_FILE = 'lock.db';

function folderError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return fail('disk_full', {}, error);
  // ENOENT is what making a folder answers on a file system that cannot be written.
  const refused = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'EISDIR', 'ENOENT'];
  if (typeof code === 'string' && refused.includes(code)) return fail('data_folder_read_only', {}, error);
  return error;
}

/** Makes the folder, for its owner only. Throws `data_folder_read_only`, `disk_full`. */
export function prepareDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw folderError(error);
  }
}

/** Makes a file of the folder readable by its owner only, before a library makes it for everybody. */
export function ownFile(path: string): void {
  try {
    closeSync(openSync(path, 'a', 0o600));
  } catch (error) {
    throw folderError(error);
  }
}

/**
 * Takes the folder for this process alone; the operating system gives it back when the process ends, however it ends.
 * Throws `data_folder_locked`, `data_folder_read_only`, `disk_full`. Returns the release.
 */
export function lockDataFolder(folder: string): () => void {
  const path = join(folder, LOCK_FILE);
  ownFile(path);
  try {
    const lock = new Sqlite(path, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    return () => lock.close();
  } catch (error) {
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw fail('data_folder_locked', { pid: runningServer(folder)?.pid }, error);
    }
    throw storageError(error);
  }
}
