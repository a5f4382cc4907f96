import { join } from 'node:path';
import { openSqlite, type SqliteStore, storageError } from '../adapters/sqlite.ts';
import type { App } from '../app/create-app.ts';
import { migrate } from '../db/migrate.ts';
import { migrations } from '../db/migrations/index.ts';
import type { Schema } from '../db/schema.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import { type BootOptions, compose } from './compose.ts';
import { DATABASE_FILE, lockDataFolder, ownFile, prepareDataFolder } from './data-folder.ts';

export type { BootOptions } from './compose.ts';

export interface Booted {
  readonly app: App;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Schema steps applied by this start; empty when the database was up to date. */
  readonly migrated: readonly number[];
  /** Stops the work in flight, closes the database and gives the folder back. Safe to call again. */
  close(): Promise<void>;
}

/**
 * Opens a data folder and starts the core on it: the one way both shells, the command line and tests come to a core.
 * Throws `data_folder_locked`, `data_folder_read_only`, `disk_full`, `database_newer`, `database_damaged`; then nothing stays open.
 */
export async function bootCore(options: BootOptions): Promise<Booted> {
  const { dataFolder } = options;
  prepareDataFolder(dataFolder);
  const release = lockDataFolder(dataFolder);
  let store: SqliteStore<Schema> | undefined;
  try {
    const path = join(dataFolder, DATABASE_FILE);
    ownFile(path);
    store = openSqlite<Schema>(path);
    const migrated = migrate(store.target, migrations);
    const { app, logger, clock } = compose(options, store.database);
    let closing: Promise<void> | undefined;
    const close = (): Promise<void> => {
      closing ??= app.stop().finally(release);
      return closing;
    };
    return { app, logger, clock, migrated, close };
  } catch (error) {
    // Why the start failed is what counts; a database that cannot be closed either says nothing new.
    await Promise.allSettled([store?.database.close()]);
    release();
    throw storageError(error);
  }
}
