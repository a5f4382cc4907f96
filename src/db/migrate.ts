import type { MigrationTarget } from '../ports/database.ts';
import { AppError } from '../shared/app-error.ts';
import type { Migration } from './migration.ts';

/**
 * Brings a database up to the newest known schema: a copy of the file first, one transaction a step, stop at the first failure.
 * Throws `database_newer` for a file made by a newer version. Returns the versions applied.
 */
export function migrate(target: MigrationTarget, migrations: readonly Migration[]): number[] {
  const known = migrations.at(-1)?.version ?? 0;
  const found = target.version();
  if (found > known) throw new AppError('database_newer', { found, known });
  const pending = migrations.filter((migration) => migration.version > found);
  if (pending.length > 0 && found > 0) target.backupBefore(found);
  for (const migration of pending) target.migrate(migration.version, migration.sql);
  return pending.map((migration) => migration.version);
}
