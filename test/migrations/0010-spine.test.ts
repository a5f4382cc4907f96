import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { migrate } from '../../src/db/migrate.ts';
import { spine } from '../../src/db/migrations/0010-spine.ts';
import { emptyDatabase, type TestDatabase } from './support.ts';

let database: TestDatabase;
const run = (sql: string): void => void database.store.raw.exec(sql);

beforeEach(() => {
  database = emptyDatabase();
  migrate(database.store.target, [spine]);
  run(`
    INSERT INTO host (id, name, preset_id, rules, created_at) VALUES ('h', 'Host', 'p', '{}', 1);
    INSERT INTO policy_version (id, host_id, number, effective_on, material, changelog, author, published_at, sha256)
      VALUES ('v', 'h', 1, '2026-11-01', 1, '', 'A', 1, 'aa');
    INSERT INTO policy_text (version_id, language, content, sha256) VALUES ('v', 'fr', '{}', 'bb');
    INSERT INTO notice (id, client_id, contact_id, host_id, version_id, kind, language, fallback, transport, content_sha256, content, pdf, domains, created_at)
      VALUES ('n', 'c', 'k', 'h', 'v', 'notice', 'fr', 0, 'smtp', 'cc', '{}', x'00', '[]', 1);
    INSERT INTO outbox (id, notice_id, client_id, host_id, kind, state, transport, client_name, language, sender, recipient, subject, message_id, eml, due_at, search_key, created_at)
      VALUES ('o', 'n', 'c', 'h', 'notice', 'sent', 'smtp', 'C', 'fr', 's', 'r', 'x', 'm@x', x'00', 1, '', 1);
    INSERT INTO evidence (id, notice_id, outbox_id, client_id, rung, happened_at, recorded_at, server_reply) VALUES ('e', 'n', 'o', 'c', 'accepted', 1, 1, '250 ok');
  `);
});
afterEach(() => database.close());

describe('what is published or proven', () => {
  it.each([
    ['policy_version', "changelog = 'other'"],
    ['policy_text', "content = 'other'"],
    ['evidence', "server_reply = 'other'"],
  ])('%s can be neither changed nor deleted', (table, change) => {
    const reason = table === 'evidence' ? 'evidence is only added' : 'a published policy version is immutable';
    const before = database.store.raw.prepare(`SELECT * FROM ${table}`).all();
    expect(() => run(`UPDATE ${table} SET ${change}`)).toThrow(reason);
    expect(() => run(`DELETE FROM ${table}`)).toThrow(reason);
    expect(() => run(`INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`)).toThrow(reason);
    expect(database.store.raw.prepare(`SELECT * FROM ${table}`).all()).toEqual(before);
  });

  it('cannot lose the host, the notice or the message it speaks of', () => {
    for (const table of ['host', 'notice', 'outbox']) expect(() => run(`DELETE FROM ${table}`)).toThrow('FOREIGN KEY constraint failed');
  });
});

describe('what keeps a notice from going out twice', () => {
  const told = "INSERT INTO notice_account (account_id, version_id, transport, notice_id) VALUES ('a', 'v', 'smtp', 'n')";

  it('an account is told one version once by one transport', () => {
    run(told);
    expect(() => run(told)).toThrow('UNIQUE constraint failed');
  });

  it('a message identifier leaves once', () => {
    expect(() =>
      run(
        "INSERT INTO outbox SELECT 'o2', notice_id, client_id, host_id, kind, state, transport, client_name, language, sender, recipient, subject, message_id, due_at, attempts, sending_at, sent_at, server_reply, error_code, search_key, created_at, eml FROM outbox",
      ),
    ).toThrow('UNIQUE constraint failed: outbox.message_id');
  });
});

describe('what is asked for one client', () => {
  it.each(["SELECT 1 FROM import_change WHERE client_id = 'x'", "SELECT 1 FROM notice WHERE client_id = 'x' AND withdrawn_at IS NULL"])(
    'is found by index: %s',
    (query) => {
      const plan = z.array(z.object({ detail: z.string() })).parse(database.store.raw.prepare(`EXPLAIN QUERY PLAN ${query}`).all());
      expect(plan.map(({ detail }) => detail.split(' ')[0])).toEqual(['SEARCH']);
    },
  );
});
