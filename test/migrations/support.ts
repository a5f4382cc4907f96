import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite, type SqliteStore } from '../../src/adapters/sqlite.ts';
import type { Schema } from '../../src/db/schema.ts';

export interface TestDatabase {
  readonly path: string;
  readonly store: SqliteStore<Schema>;
  /** One value of one row. */
  value(sql: string): unknown;
  close(): Promise<void>;
}

/** An empty database file of its own. */
export function emptyDatabase(): TestDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'sendward-migration-'));
  const path = join(folder, 'sendward.db');
  const store = openSqlite<Schema>(path);
  return {
    path,
    store,
    value: (sql) => store.raw.prepare(sql).pluck().get(),
    close: async () => {
      await store.database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
