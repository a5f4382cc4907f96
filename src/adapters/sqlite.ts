import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect, sql, type Transaction } from 'kysely';
import type { Database, MigrationTarget } from '../ports/database.ts';
import { AppError } from '../shared/app-error.ts';
import { fold } from '../shared/text.ts';

type Connection = Sqlite.Database;

/** SQLite in WAL mode with full durability: a commit that returned survives a power cut. */
function connect(path: string, readonly: boolean): Connection {
  const connection = new Sqlite(path, { readonly, timeout: 5000 });
  if (!readonly) connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  // KiB. With the default of 2 MB a large import spills index pages over and over, and takes several times as long.
  connection.pragma('cache_size = -65536');
  connection.pragma('trusted_schema = OFF');
  // Without it INSERT OR REPLACE would get past the triggers that keep evidence and policy versions.
  connection.pragma('recursive_triggers = ON');
  connection.function('fold', { deterministic: true }, (value) => (typeof value === 'string' ? fold(value) : value));
  return connection;
}

const STATEMENTS_KEPT = 300;

/** The connection as the query builder needs it, with the statements of frequent queries kept prepared. */
function preparing(connection: Connection) {
  const kept = new Map<string, Sqlite.Statement>();
  return {
    close: () => connection.close(),
    prepare: (text: string): Sqlite.Statement => {
      const statement = kept.get(text) ?? connection.prepare(text);
      // The least recently used one gives way. One that still hands out rows (`busy`) cannot be used a second time.
      kept.delete(text);
      if (statement.busy) return connection.prepare(text);
      kept.set(text, statement);
      const [oldest] = kept.keys();
      if (kept.size > STATEMENTS_KEPT && oldest !== undefined) kept.delete(oldest);
      return statement;
    },
  };
}

/** Turns the storage failures a user can act on into declared errors. */
export function storageError(error: unknown): unknown {
  const code = error instanceof Sqlite.SqliteError ? error.code : '';
  if (code.startsWith('SQLITE_FULL')) return new AppError('disk_full', {}, error);
  if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_CANTOPEN') return new AppError('data_folder_read_only', {}, error);
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return new AppError('database_damaged', {}, error);
  return error;
}

function migrationTarget(path: string, writer: Connection): MigrationTarget {
  return {
    version: () => Number(writer.pragma('user_version', { simple: true })),
    migrate: (version, sql) =>
      writer.transaction(() => {
        for (const statement of sql) writer.exec(statement);
        writer.pragma(`user_version = ${version}`);
      })(),
    backupBefore: (version) => {
      const copy = `${path}.before-${version}`;
      if (existsSync(copy) && isWhole(copy)) return;
      // Under its name only when it is whole: a full disk or a power cut leaves a torn file.
      const fresh = `${copy}.new`;
      rmSync(fresh, { force: true });
      writer.prepare('VACUUM INTO ?').run(fresh);
      chmodSync(fresh, 0o600);
      renameSync(fresh, copy);
    },
  };
}

/** A copy is one whole file: no write-ahead log beside it, and nothing in it is damaged. Throws `database_damaged`. */
function verifyCopy(path: string): void {
  const copy = new Sqlite(path);
  try {
    copy.pragma('journal_mode = DELETE');
    if (copy.pragma('integrity_check', { simple: true }) !== 'ok') throw new AppError('database_damaged');
  } finally {
    copy.close();
  }
}

function isWhole(path: string): boolean {
  try {
    verifyCopy(path);
    return true;
  } catch {
    // Whatever is wrong with it, it is no copy to rely on.
    return false;
  }
}

/** One transaction. A full disk ends it by itself, and then rolling it back fails too: what failed first is what is thrown. */
async function transact<S, T>(db: Kysely<S>, work: (tx: Transaction<S>) => Promise<T>): Promise<T> {
  let first: unknown;
  try {
    return await db.transaction().execute(async (tx) => {
      try {
        return await work(tx);
      } catch (error) {
        first = error;
        throw error;
      }
    });
  } catch (error) {
    throw storageError(first ?? error);
  }
}

export interface SqliteStore<S> {
  readonly target: MigrationTarget;
  readonly database: Database<S>;
  /** For health checks and benchmarks only. */
  readonly raw: Connection;
}

/**
 * Opens (or creates) the database file with one writing and one reading connection.
 * Throws `data_folder_read_only`, `database_damaged`.
 */
export function openSqlite<S>(path: string): SqliteStore<S> {
  try {
    const writer = connect(path, false);
    // The reader opens at the first query: before the first migration there may be nothing to read.
    const write = new Kysely<S>({ dialect: new SqliteDialect({ database: preparing(writer) }) });
    const read = new Kysely<S>({ dialect: new SqliteDialect({ database: async () => preparing(connect(path, true)) }) });
    const database: Database<S> = {
      read,
      write: (work) => transact(write, work),
      // Moves with the commits of other connections, and every commit is the writer's.
      revision: async () => {
        const answer = await sql<{ data_version: number }>`PRAGMA data_version`.execute(read);
        return answer.rows[0]?.data_version ?? 0;
      },
      backup: async (to) => {
        try {
          await writer.backup(to);
          verifyCopy(to);
        } catch (error) {
          throw storageError(error);
        }
      },
      close: async () => {
        await read.destroy();
        writer.pragma('wal_checkpoint(TRUNCATE)');
        await write.destroy();
      },
    };
    return { target: migrationTarget(path, writer), database, raw: writer };
  } catch (error) {
    throw storageError(error);
  }
}
