import type { Migration } from '../migration.ts';

const immutable = (table: string, why: string) => [
  `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${why}'); END`,
  `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${why}'); END`,
];

/** Columns of the outbox before this step, but for its content. */
const KEPT = `id, notice_id, client_id, host_id, kind, state, transport, client_name, language, sender, recipient, subject, message_id, due_at, attempts, sending_at,
  sent_at, server_reply, error_code, search_key, created_at`;

/** Reminders with their rules, pauses and runs; bounces and what they suppress; what the outbox needs to know of packs and destinations. */
export const reminders: Migration = {
  version: 30,
  name: 'reminders',
  sql: [
    // Rows are taken out and put back under the names others refer to.
    `PRAGMA defer_foreign_keys = ON`,

    // IANA name; empty = the zone of the reminder settings.
    `ALTER TABLE client ADD COLUMN time_zone TEXT NOT NULL DEFAULT ''`,

    // Of a reminder: the version of the notice it reminds of, which an answer to it acknowledges.
    `ALTER TABLE notice ADD COLUMN about_version_id TEXT REFERENCES policy_version (id)`,

    // An account is told one version once by one transport, and reminded once in a period; '' for what is no reminder.
    `CREATE TABLE kept_notice_account AS SELECT * FROM notice_account`,
    `DROP TABLE notice_account`,
    `CREATE TABLE notice_account (
      account_id TEXT NOT NULL, version_id TEXT NOT NULL REFERENCES policy_version (id), transport TEXT NOT NULL, period TEXT NOT NULL DEFAULT '',
      notice_id TEXT NOT NULL REFERENCES notice (id), PRIMARY KEY (account_id, version_id, transport, period)
    ) STRICT, WITHOUT ROWID`,
    `INSERT INTO notice_account SELECT account_id, version_id, transport, '', notice_id FROM kept_notice_account`,
    `DROP TABLE kept_notice_account`,
    `CREATE INDEX notice_account_by_notice ON notice_account (notice_id)`,

    // `pack_id`: whose limits count it. `priority`: 0 before 1. `return_path`: where reports go, with a code of its own where the reseller wishes it.
    // `failure_class`, `failure_target`: why it was refused or came back.
    `CREATE TABLE kept_outbox AS SELECT * FROM outbox`,
    `DROP TABLE outbox`,
    `CREATE TABLE outbox (
      id TEXT PRIMARY KEY, notice_id TEXT REFERENCES notice (id), client_id TEXT NOT NULL, host_id TEXT NOT NULL, pack_id TEXT, kind TEXT NOT NULL, priority INTEGER NOT NULL,
      state TEXT NOT NULL, transport TEXT NOT NULL, client_name TEXT NOT NULL, language TEXT NOT NULL, sender TEXT NOT NULL, return_path TEXT NOT NULL,
      recipient TEXT NOT NULL, destination TEXT NOT NULL, subject TEXT NOT NULL, message_id TEXT NOT NULL UNIQUE, due_at INTEGER NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0, sending_at INTEGER, sent_at INTEGER, server_reply TEXT NOT NULL DEFAULT '', error_code TEXT NOT NULL DEFAULT '',
      failure_class TEXT, failure_target TEXT, search_key TEXT NOT NULL, created_at INTEGER NOT NULL
    ) STRICT`,
    `INSERT INTO outbox (${KEPT}, priority, return_path, destination) SELECT ${KEPT}, 0, sender, lower(replace(substr(recipient, instr(recipient, '@') + 1), '>', ''))
      FROM kept_outbox`,
    // The message as it leaves, apart: every change of a row writes the whole of it again. It never changes.
    `CREATE TABLE outbox_content (outbox_id TEXT PRIMARY KEY REFERENCES outbox (id), eml BLOB NOT NULL) STRICT`,
    `INSERT INTO outbox_content SELECT id, eml FROM kept_outbox`,
    ...immutable('outbox_content', 'a message stays as it was written'),
    `DROP TABLE kept_outbox`,
    `CREATE INDEX outbox_due ON outbox (state, priority, due_at, id)`,
    `CREATE INDEX outbox_sent ON outbox (sent_at) WHERE sent_at IS NOT NULL`,
    // Covering: what became of a notice is asked for every account at once.
    `CREATE INDEX outbox_by_notice ON outbox (notice_id, state)`,
    // Covering: when the last mail left to each client is asked for all of them at once.
    `CREATE INDEX outbox_by_client ON outbox (client_id, sent_at, sending_at, kind, transport, state, created_at)`,
    `CREATE INDEX outbox_by_created ON outbox (created_at, id)`,
    `CREATE INDEX outbox_by_return_path ON outbox (return_path)`,
    // Instants of attempts as the pace counts time, which nobody can set; until now they were kept by the clock on the wall only.
    `ALTER TABLE outbox_event ADD COLUMN paced_at INTEGER`,
    `DROP INDEX outbox_event_attempt`,
    `UPDATE outbox_event SET paced_at = at`,
    `CREATE INDEX outbox_event_attempt ON outbox_event (paced_at) WHERE state = 'sending'`,
    // What a destination taught: until when it wants to be left alone, and how long it made others wait before.
    `CREATE TABLE destination (
      domain TEXT PRIMARY KEY, until INTEGER NOT NULL, patience_ms INTEGER NOT NULL, reply TEXT NOT NULL, changed_at INTEGER NOT NULL
    ) STRICT`,

    // One rule for each scope: `host_id`, `plan` and `client_id` are '' where they do not apply.
    `CREATE TABLE reminder_rule (
      scope TEXT NOT NULL, host_id TEXT NOT NULL, plan TEXT NOT NULL, client_id TEXT NOT NULL, period TEXT NOT NULL, author TEXT NOT NULL,
      changed_at INTEGER, PRIMARY KEY (scope, host_id, plan, client_id)
    ) STRICT, WITHOUT ROWID`,
    `INSERT INTO reminder_rule VALUES ('all', '', '', '', '{"every":"months","count":6}', '', NULL)`,
    // Pauses and exceptions; ended ones stay. `until_on` is the last day, null = until ended by hand.
    `CREATE TABLE reminder_hold (
      id TEXT PRIMARY KEY, kind TEXT NOT NULL, scope TEXT NOT NULL, host_id TEXT, client_id TEXT, reason TEXT NOT NULL, author TEXT NOT NULL,
      made_at INTEGER NOT NULL, until_on TEXT, ended_at INTEGER, ended_by TEXT NOT NULL DEFAULT ''
    ) STRICT`,
    `CREATE INDEX reminder_hold_open ON reminder_hold (scope, client_id, host_id) WHERE ended_at IS NULL`,
    `CREATE INDEX reminder_hold_by_client ON reminder_hold (client_id, made_at) WHERE client_id IS NOT NULL`,
    // `on_day` null = as soon as may be.
    `CREATE TABLE reminder_once (
      id TEXT PRIMARY KEY, client_id TEXT NOT NULL, host_id TEXT NOT NULL, on_day TEXT, author TEXT NOT NULL, made_at INTEGER NOT NULL, ended_at INTEGER
    ) STRICT`,
    `CREATE INDEX reminder_once_open ON reminder_once (client_id, host_id) WHERE ended_at IS NULL`,
    // What keeps a reminder from going out twice: one row for a client, a host and a period, written with its message or instead of it.
    `CREATE TABLE reminder_run (
      client_id TEXT NOT NULL, host_id TEXT NOT NULL, practice INTEGER NOT NULL, period TEXT NOT NULL, due_on TEXT NOT NULL, outcome TEXT NOT NULL,
      notice_id TEXT REFERENCES notice (id), author TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (client_id, host_id, practice, period)
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX reminder_run_by_date ON reminder_run (at)`,
    `CREATE INDEX reminder_run_by_notice ON reminder_run (notice_id) WHERE notice_id IS NOT NULL`,
    ...immutable('reminder_run', 'what was done about a period is only added'),

    // Messages of ours that came back, were refused or complained about. A mail that told so is kept as a reply.
    `CREATE TABLE bounce (
      id TEXT PRIMARY KEY, kind TEXT NOT NULL, origin TEXT NOT NULL, outbox_id TEXT NOT NULL REFERENCES outbox (id), client_id TEXT NOT NULL,
      reply_id TEXT REFERENCES reply (id), address TEXT NOT NULL, address_key TEXT NOT NULL, class TEXT NOT NULL, target TEXT NOT NULL, code TEXT NOT NULL,
      diagnostic TEXT NOT NULL, happened_at INTEGER NOT NULL, recorded_at INTEGER NOT NULL, search_key TEXT NOT NULL
    ) STRICT`,
    `CREATE INDEX bounce_by_date ON bounce (happened_at, id)`,
    `CREATE INDEX bounce_by_client ON bounce (client_id, happened_at)`,
    `CREATE INDEX bounce_by_outbox ON bounce (outbox_id)`,
    `CREATE INDEX bounce_by_address ON bounce (address_key, happened_at)`,
    ...immutable('bounce', 'what came back is only added'),
    // `value_key`: address or domain in the form addresses are compared in. `until_at` null = never again.
    `CREATE TABLE suppression (
      id TEXT PRIMARY KEY, scope TEXT NOT NULL, value TEXT NOT NULL, value_key TEXT NOT NULL, reason TEXT NOT NULL, since_at INTEGER NOT NULL, until_at INTEGER,
      author TEXT NOT NULL, note TEXT NOT NULL, bounce_id TEXT REFERENCES bounce (id), lifted_at INTEGER, lifted_by TEXT NOT NULL DEFAULT '',
      lifted_why TEXT NOT NULL DEFAULT ''
    ) STRICT`,
    `CREATE INDEX suppression_in_force ON suppression (value_key, scope, until_at) WHERE lifted_at IS NULL`,
  ],
};
