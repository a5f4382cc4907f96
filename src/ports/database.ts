import type { Kysely, Transaction } from 'kysely';

/**
 * Storage. Asynchronous and dialect-neutral, so that another database can carry the same schema.
 * Queries use `read`; whatever writes does it inside one `write`, which commits when `work` resolves and leaves nothing when it throws.
 */
export interface Database<S> {
  readonly read: Kysely<S>;
  write<T>(work: (tx: Transaction<S>) => Promise<T>): Promise<T>;
  /** A number that changes whenever something was committed: what was computed at the same number still holds. */
  revision(): Promise<number>;
  /** Writes a verified copy of everything to `path`, while in use. */
  backup(path: string): Promise<void>;
  close(): Promise<void>;
}

/** What the migration runner needs of a raw connection. */
export interface MigrationTarget {
  version(): number;
  /** Runs SQL in one transaction and sets the version, or changes nothing. */
  migrate(version: number, sql: readonly string[]): void;
  /** Copies the file beside itself before a migration. */
  backupBefore(version: number): void;
}
