import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Period } from '../../src/contract/reminders.ts';
import { migrate } from '../../src/db/migrate.ts';
import { spine } from '../../src/db/migrations/0010-spine.ts';
import { proof } from '../../src/db/migrations/0020-proof.ts';
import { reminders } from '../../src/db/migrations/0030-reminders.ts';
import { emptyDatabase, type TestDatabase } from './support.ts';

let database: TestDatabase;
const rows = (sql: string): unknown[] => database.store.raw.prepare(sql).all();

beforeEach(() => {
  database = emptyDatabase();
  migrate(database.store.target, [spine, proof]);
  database.store.raw.exec(`
    INSERT INTO host (id, name, preset_id, rules, created_at) VALUES ('h', 'Host', 'neutral', '{}', 1);
    INSERT INTO pack (id, host_id, name, created_at) VALUES ('p', 'h', 'Pack', 1);
    INSERT INTO client (id, number, name, company, language, note, email, email_key, main_domain, sort_key, search_key, created_at, changed_at)
      VALUES ('c', '1', 'Client', 'Client', 'fr', '', 'r@b.example', 'r@b.example', 'a.example', 'client', 'client', 1, 1);
    INSERT INTO policy_version (id, host_id, kind, number, effective_on, material, changelog, author, published_at, sha256, basis)
      VALUES ('v', 'h', 'notice', 1, '2026-11-01', 1, '{}', 'A', 1, 'aa', '');
    INSERT INTO notice (id, client_id, contact_id, host_id, version_id, kind, language, fallback, transport, content_sha256, content, pdf, domains, created_at, token)
      VALUES ('n', 'c', 'k', 'h', 'v', 'notice', 'fr', 0, 'smtp', 'cc', '{}', x'00', '["a.example"]', 1, 'SW-7K4M-Q2ZD-9'),
        ('waits', 'c', 'k', 'h', 'v', 'notice', 'fr', 0, 'practice', 'cc', '{}', x'00', '["a.example"]', 1, NULL);
    INSERT INTO notice_account (account_id, version_id, transport, notice_id) VALUES ('a', 'v', 'smtp', 'n'), ('a', 'v', 'practice', 'waits');
    INSERT INTO outbox (id, notice_id, client_id, host_id, kind, state, transport, client_name, language, sender, recipient, subject, message_id, eml, due_at,
        sent_at, server_reply, search_key, created_at)
      VALUES ('o', 'n', 'c', 'h', 'notice', 'sent', 'smtp', 'Client', 'fr', 's@a.example', 'Name <r@B.example>', 'x', 'm1@x', x'AABB', 1, 5, '250 ok', 'client', 1),
        ('q', 'waits', 'c', 'h', 'notice', 'queued', 'practice', 'Client', 'fr', 's@a.example', 'r@b.example', 'y', 'm2@x', x'CC', 7, NULL, '', 'client', 1);
    INSERT INTO outbox_event (outbox_id, seq, at, state, reply, error_code) VALUES ('o', 1, 1, 'queued', '', ''), ('o', 2, 4, 'sending', '', ''), ('o', 3, 5, 'sent', '250 ok', '');
    INSERT INTO evidence (id, notice_id, outbox_id, client_id, client_name, host_id, version_id, domains, rung, origin, author, note, happened_at, recorded_at, clock_went_back, server_reply, search_key)
      VALUES ('e', 'n', 'o', 'c', 'Client', 'h', 'v', '["a.example"]', 'handed_to_smtp', 'sending', '', '', 5, 6, 0, '250 ok', 'client');
  `);
  migrate(database.store.target, [spine, proof, reminders]);
});
afterEach(() => database.close());

describe('a data folder from before there were reminders', () => {
  it('keeps its messages with their content, as notices that may leave first', () => {
    expect(rows('SELECT id, state, priority, destination, return_path, sender, pack_id, sent_at, server_reply, due_at FROM outbox ORDER BY id')).toEqual([
      {
        id: 'o',
        state: 'sent',
        priority: 0,
        destination: 'b.example',
        return_path: 's@a.example',
        sender: 's@a.example',
        pack_id: null,
        sent_at: 5,
        server_reply: '250 ok',
        due_at: 1,
      },
      {
        id: 'q',
        state: 'queued',
        priority: 0,
        destination: 'b.example',
        return_path: 's@a.example',
        sender: 's@a.example',
        pack_id: null,
        sent_at: null,
        server_reply: '',
        due_at: 7,
      },
    ]);
    expect(rows('SELECT outbox_id, hex(eml) AS eml FROM outbox_content ORDER BY outbox_id')).toEqual([
      { outbox_id: 'o', eml: 'AABB' },
      { outbox_id: 'q', eml: 'CC' },
    ]);
    expect(rows('SELECT outbox_id, seq, at, paced_at FROM outbox_event ORDER BY seq')).toEqual(
      [1, 4, 5].map((at, index) => ({ outbox_id: 'o', seq: index + 1, at, paced_at: at })),
    );
  });

  it('keeps who was told, in no period, and refuses to tell him twice', () => {
    expect(rows('SELECT account_id, version_id, transport, period, notice_id FROM notice_account ORDER BY transport')).toEqual([
      { account_id: 'a', version_id: 'v', transport: 'practice', period: '', notice_id: 'waits' },
      { account_id: 'a', version_id: 'v', transport: 'smtp', period: '', notice_id: 'n' },
    ]);
    expect(() => database.store.raw.exec("INSERT INTO notice_account VALUES ('a', 'v', 'smtp', '', 'n')")).toThrow('UNIQUE');
    expect(rows('SELECT id, about_version_id FROM notice ORDER BY id')).toEqual(['n', 'waits'].map((id) => ({ id, about_version_id: null })));
    expect(rows('SELECT id, outbox_id FROM evidence')).toEqual([{ id: 'e', outbox_id: 'o' }]);
  });

  it('gets the rule for all, and no time zone of a client', () => {
    const [rule] = rows('SELECT scope, period, changed_at FROM reminder_rule');
    expect(rule).toMatchObject({ scope: 'all', changed_at: null });
    expect(Period.parse(JSON.parse(String(database.value('SELECT period FROM reminder_rule'))))).toEqual({ every: 'months', count: 6 });
    expect(database.value('SELECT time_zone FROM client')).toBe('');
  });

  it('is whole: nothing refers to what is gone', () => {
    expect(database.store.raw.pragma('foreign_key_check')).toEqual([]);
    expect(database.value('PRAGMA integrity_check')).toBe('ok');
    expect(database.value("SELECT count(*) FROM sqlite_master WHERE name LIKE 'kept%'")).toBe(0);
  });
});

describe('what was done about a period', () => {
  it('is written once, and neither changed nor taken back', () => {
    const run = "INSERT INTO reminder_run VALUES ('c', 'h', 0, '2026-07-05', '2026-07-05', 'skipped', NULL, '', 9)";
    database.store.raw.exec(run);
    for (const sql of [run, 'UPDATE reminder_run SET at = 10', 'DELETE FROM reminder_run'])
      expect(() => database.store.raw.exec(sql)).toThrow(/UNIQUE|only added/);
    expect(rows('SELECT at FROM reminder_run')).toEqual([{ at: 9 }]);
  });
});
