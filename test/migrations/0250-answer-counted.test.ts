import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import { migrations } from '../../src/db/migrations/index.ts';
import { emptyDatabase, type TestDatabase } from './support.ts';

let database: TestDatabase;
beforeEach(() => {
  database = emptyDatabase();
});
afterEach(() => database.close());

it('takes days of undated mails that are kept for counted, and no others', () => {
  migrate(
    database.store.target,
    migrations.filter(({ version }) => version < 250),
  );
  database.store.raw.pragma('foreign_keys = OFF');
  for (const [id, written, answer] of [
    ['undated', null, '2026-11-27'],
    ['dated', 1, '2026-11-27'],
    ['without', null, null],
  ]) {
    database.store.raw
      .prepare(
        `INSERT INTO incident_mail (id, incident_id, sha256, taken_at, author, is_mail, from_address, subject, written_at, message_id, names_moment, original, answer_by)
         VALUES (?, 'i', ?, 1, '', 1, '', '', ?, '', 0, x'00', ?)`,
      )
      .run(id, id, written, answer);
  }
  migrate(database.store.target, migrations);
  const countedOf = (id: string) => database.value(`SELECT answer_counted FROM incident_mail WHERE id = '${id}'`);
  expect(['undated', 'dated', 'without'].map(countedOf)).toEqual([1, 0, 0]);
});
