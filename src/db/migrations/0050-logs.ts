import type { Migration } from '../migration.ts';

/** What mail logs say, by account and quarter of an hour, and the verdicts that were made from them. `_s` = epoch seconds, `_at` = epoch milliseconds. */
export const logs: Migration = {
  version: 50,
  name: 'logs',
  sql: [
    `CREATE TABLE log_scan (
      id TEXT PRIMARY KEY, pack_id TEXT REFERENCES pack (id), format TEXT NOT NULL, zone TEXT NOT NULL, files TEXT NOT NULL, lines INTEGER NOT NULL, skipped INTEGER NOT NULL,
      from_s INTEGER, to_s INTEGER, gaps TEXT NOT NULL, limits TEXT NOT NULL, marks TEXT NOT NULL, absent TEXT NOT NULL, unattributed TEXT NOT NULL, author TEXT NOT NULL, read_at INTEGER NOT NULL,
      ready INTEGER NOT NULL
    ) STRICT`,
    `CREATE INDEX log_scan_by_pack ON log_scan (pack_id, read_at)`,
    `CREATE TABLE log_reply (
      log_id TEXT NOT NULL REFERENCES log_scan (id) ON DELETE CASCADE, reply INTEGER NOT NULL, text TEXT NOT NULL, code INTEGER NOT NULL, enhanced TEXT NOT NULL,
      class TEXT NOT NULL, target TEXT NOT NULL, failed INTEGER NOT NULL, deferred INTEGER NOT NULL, first_s INTEGER NOT NULL, PRIMARY KEY (log_id, reply)
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE log_account (
      id INTEGER PRIMARY KEY, log_id TEXT NOT NULL REFERENCES log_scan (id) ON DELETE CASCADE, account TEXT NOT NULL, domain TEXT NOT NULL, hosted_id INTEGER REFERENCES hosted_account (id), account_id TEXT,
      totals TEXT NOT NULL, unique_recipients INTEGER NOT NULL, identities TEXT NOT NULL, hours TEXT NOT NULL, traces TEXT NOT NULL, refusals TEXT NOT NULL,
      peak_s INTEGER, peak INTEGER NOT NULL, trend TEXT NOT NULL, sort_key TEXT NOT NULL
    ) STRICT`,
    `CREATE UNIQUE INDEX log_account_by_name ON log_account (log_id, account)`,
    `CREATE INDEX log_account_by_hosted ON log_account (hosted_id) WHERE hosted_id IS NOT NULL`,
    // The counts of one quarter in the order of their names in the code, and what became of what was submitted in it: reply, failed, deferred, and so on.
    `CREATE TABLE log_cell (
      account_id INTEGER NOT NULL REFERENCES log_account (id) ON DELETE CASCADE, start_s INTEGER NOT NULL,
      messages INTEGER NOT NULL, recipients INTEGER NOT NULL, delivered INTEGER NOT NULL, failed INTEGER NOT NULL, deferred_recipients INTEGER NOT NULL,
      bounces INTEGER NOT NULL, local_recipients INTEGER NOT NULL, queued_at_end INTEGER NOT NULL, forwarded_in INTEGER NOT NULL, limit_refusals INTEGER NOT NULL,
      outcomes TEXT NOT NULL, PRIMARY KEY (account_id, start_s)
    ) STRICT, WITHOUT ROWID`,

    // A verdict is kept with everything it was made from (packed), so that it can be made again. `names`: whom to ask, for lists.
    `CREATE TABLE verdict (
      id TEXT PRIMARY KEY, pack_id TEXT REFERENCES pack (id), outcome TEXT NOT NULL, at INTEGER NOT NULL, window_minutes INTEGER NOT NULL, names TEXT NOT NULL, sites INTEGER NOT NULL,
      verdict TEXT NOT NULL, input BLOB NOT NULL, input_sha256 TEXT NOT NULL, rules_version TEXT NOT NULL, author TEXT NOT NULL, made_at INTEGER NOT NULL
    ) STRICT`,
    `CREATE INDEX verdict_by_pack ON verdict (pack_id, made_at)`,
    `CREATE TABLE verdict_log (verdict_id TEXT NOT NULL REFERENCES verdict (id) ON DELETE CASCADE, log_id TEXT NOT NULL, PRIMARY KEY (verdict_id, log_id)) STRICT, WITHOUT ROWID`,
    `CREATE INDEX verdict_log_by_log ON verdict_log (log_id)`,
  ],
};
