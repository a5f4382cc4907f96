import { existsSync, globSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import type { Migration } from '../../src/db/migration.ts';
import { migrations } from '../../src/db/migrations/index.ts';
import { emptyDatabase, type TestDatabase } from './support.ts';

const NEWEST = migrations.at(-1)?.version ?? 0;
const next = (version: number, ...sql: string[]): Migration => ({ version, name: `step-${version}`, sql });

let database: TestDatabase;
beforeEach(() => {
  database = emptyDatabase();
});
afterEach(() => database.close());

describe('the list of migrations', () => {
  it('names every file of the folder, in order', () => {
    const folder = join(import.meta.dirname, '../../src/db/migrations');
    const files = globSync('[0-9]*.ts', { cwd: folder }).sort();
    expect(migrations.map(({ version, name }) => `${String(version).padStart(4, '0')}-${name}.ts`)).toEqual(files);
  });

  it('rises by tens or by corrections between them', () => {
    const versions = migrations.map(({ version }) => version);
    expect(versions[0]).toBe(10);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
    for (const version of versions.filter((version) => version % 10 === 0)) expect(version === 10 || versions.includes(version - 10)).toBe(true);
  });
});

describe('migrating', () => {
  it('brings an empty file to the newest schema, without a backup of nothing', () => {
    expect(migrate(database.store.target, migrations)).toEqual(migrations.map(({ version }) => version));
    expect(database.store.target.version()).toBe(NEWEST);
    expect(existsSync(`${database.path}.before-0`)).toBe(false);
  });

  it('does nothing the second time', () => {
    migrate(database.store.target, migrations);
    expect(migrate(database.store.target, migrations)).toEqual([]);
    expect(existsSync(`${database.path}.before-${NEWEST}`)).toBe(false);
  });

  it('leaves a sound database in which every table is strict and every reference has its target', () => {
    migrate(database.store.target, migrations);
    expect(database.value('PRAGMA integrity_check')).toBe('ok');
    expect(database.store.raw.pragma('foreign_key_check')).toEqual([]);
    expect(
      database.store.raw
        .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'")
        .pluck()
        .all(),
    ).toEqual([]);
  });

  it('refuses a file made by a newer version and does not touch it', () => {
    database.store.raw.pragma(`user_version = ${NEWEST + 10}`);
    expect(() => migrate(database.store.target, migrations)).toThrow(
      expect.objectContaining({ code: 'database_newer', params: { found: NEWEST + 10, known: NEWEST } }),
    );
    expect(database.value("SELECT count(*) FROM sqlite_schema WHERE type = 'table'")).toBe(0);
  });

  it('copies the file before it changes it', () => {
    migrate(database.store.target, migrations);
    database.store.raw.exec("INSERT INTO setting VALUES ('kept', '1')");
    migrate(database.store.target, [...migrations, next(NEWEST + 10, 'DELETE FROM setting')]);
    expect(database.value('SELECT count(*) FROM setting')).toBe(0);
    const copy = new Sqlite(`${database.path}.before-${NEWEST}`, { readonly: true });
    expect(copy.prepare('SELECT value FROM setting').pluck().get()).toBe('1');
    expect(copy.pragma('user_version', { simple: true })).toBe(NEWEST);
    copy.close();
  });

  it('makes the copy anew when an earlier one was torn', () => {
    migrate(database.store.target, migrations);
    const path = `${database.path}.before-${NEWEST}`;
    writeFileSync(path, 'torn');
    migrate(database.store.target, [...migrations, next(NEWEST + 10, "INSERT INTO setting VALUES ('new', '1')")]);
    const copy = new Sqlite(path, { readonly: true });
    expect(copy.pragma('user_version', { simple: true })).toBe(NEWEST);
    copy.close();
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('keeps the first copy when a failed step is tried again', () => {
    migrate(database.store.target, migrations);
    const broken = [...migrations, next(NEWEST + 10, 'SELECT no_such_function()')];
    for (const _attempt of [1, 2]) expect(() => migrate(database.store.target, broken)).toThrow('no_such_function');
    expect(existsSync(`${database.path}.before-${NEWEST}`)).toBe(true);
  });

  it('leaves nothing of a failed step and keeps the steps before it', () => {
    const steps = [
      next(10, 'CREATE TABLE a (x INTEGER) STRICT'),
      next(20, 'CREATE TABLE b (x INTEGER) STRICT', 'INSERT INTO a VALUES (1)', "INSERT INTO a VALUES ('text')"),
      next(30, 'CREATE TABLE c (x INTEGER) STRICT'),
    ];
    expect(() => migrate(database.store.target, steps)).toThrow('cannot store TEXT value');
    expect(database.store.target.version()).toBe(10);
    expect(database.store.raw.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['a']);
    expect(database.value('SELECT count(*) FROM a')).toBe(0);
  });
});
