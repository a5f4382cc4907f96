import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite, type SqliteStore } from '../../src/adapters/sqlite.ts';
import { migrate } from '../../src/db/migrate.ts';
import { migrations } from '../../src/db/migrations/index.ts';
import type { Schema } from '../../src/db/schema.ts';

/** Every migration once a process: for each database anew they take twenty times as long as a copy. `test/migrations` tests them. */
async function migratedOnce(): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'sendward-test-'));
  const path = join(folder, 'sendward.db');
  const store = openSqlite<Schema>(path);
  migrate(store.target, migrations);
  await store.database.close();
  const bytes = readFileSync(path);
  rmSync(folder, { recursive: true });
  return bytes;
}

const MIGRATED = await migratedOnce();

/** A new database of the newest schema with nothing in it but what migrations put there, in a file that was not there. */
export function openEmptyDatabase(path: string): SqliteStore<Schema> {
  writeFileSync(path, MIGRATED, { flag: 'wx' });
  return openSqlite<Schema>(path);
}
