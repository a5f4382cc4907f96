import { afterEach, beforeEach, expect, it } from 'vitest';
import { IncidentSubject } from '../../src/contract/incidents.ts';
import { migrate } from '../../src/db/migrate.ts';
import { migrations } from '../../src/db/migrations/index.ts';
import { emptyDatabase, type TestDatabase } from './support.ts';

let database: TestDatabase;
beforeEach(() => {
  database = emptyDatabase();
});
afterEach(() => database.close());

it('says of a listed address in the word of the watch that the reseller holds it', () => {
  migrate(
    database.store.target,
    migrations.filter(({ version }) => version < 230),
  );
  database.store.raw.pragma('foreign_keys = OFF');
  const listing = { kind: 'listing', listed: '192.0.2.7', list: 'A list', reference: '' };
  const subjects = { ours: { ...listing, holder: 'us' }, hosts: { ...listing, holder: 'host' }, port: { kind: 'port_25', server: 'vps-4', reason: '' } };
  for (const [id, subject] of Object.entries(subjects)) {
    database.store.raw
      .prepare(
        `INSERT INTO incident (id, reference, kind, subject, pack_id, occurred_at, opened_at, opened_on, touched_at, cause, fix, prevention)
         VALUES (?, ?, ?, ?, 'p', 1, 1, '2026-01-05', 1, '', '', '')`,
      )
      .run(id, id, subject.kind, JSON.stringify(subject));
  }
  migrate(database.store.target, migrations);
  const subjectOf = (id: string) => IncidentSubject.parse(JSON.parse(String(database.value(`SELECT subject FROM incident WHERE id = '${id}'`))));
  expect([subjectOf('ours'), subjectOf('hosts'), subjectOf('port')]).toEqual([{ ...listing, holder: 'reseller' }, subjects.hosts, subjects.port]);
});
