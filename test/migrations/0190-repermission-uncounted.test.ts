import { afterEach, beforeEach, expect, it } from 'vitest';
import { RepermissionPlan } from '../../src/contract/repermission.ts';
import { migrate } from '../../src/db/migrate.ts';
import { migrations } from '../../src/db/migrations/index.ts';
import { emptyDatabase, type TestDatabase } from './support.ts';

const PLAN = {
  ...{ writesTo: [], asked: 0, keepsRest: false, from: 'unknown', rate: null, offerInside: false, rounds: 1 },
  ...{ lawCountry: 'none', lawSays: 'unknown', startsOn: null, answersUntil: null, reportBy: '2026-12-01' },
};

let database: TestDatabase;
beforeEach(() => {
  database = emptyDatabase();
});
afterEach(() => database.close());

it('takes zeros that nobody counted for unknown, and keeps figures without a day', () => {
  migrate(
    database.store.target,
    migrations.filter(({ version }) => version < 190),
  );
  database.store.raw.pragma('foreign_keys = OFF');
  const insert = database.store.raw.prepare(
    `INSERT INTO repermission (id, incident_id, client_id, client_name, plan, result, created_at) VALUES (?, 'i', ?, 'Client', ?, '{}', 1)`,
  );
  insert.run('zeros', 'c1', JSON.stringify({ ...PLAN, before: { a: 0, b: 0, c: 0, d: 0 } }));
  insert.run('counted', 'c2', JSON.stringify({ ...PLAN, before: { a: 0, b: 3, c: 0, d: 0 } }));
  migrate(database.store.target, migrations);
  const plan = (id: string) => RepermissionPlan.parse(JSON.parse(String(database.value(`SELECT plan FROM repermission WHERE id = '${id}'`))));
  expect(plan('zeros')).toEqual({ ...PLAN, before: null, countedOn: null });
  expect(plan('counted')).toEqual({ ...PLAN, before: { a: 0, b: 3, c: 0, d: 0 }, countedOn: null });
});
