import type { Migration } from '../migration.ts';

/** Addresses that mail leaves from, what block lists said of them and of clients' domains, and every stay on a list. `_at` = epoch milliseconds, `_on` = YYYY-MM-DD. */
export const blocklists: Migration = {
  version: 80,
  name: 'blocklists',
  sql: [
    `CREATE TABLE watched_ip (
      id TEXT PRIMARY KEY, ip TEXT NOT NULL UNIQUE, family INTEGER NOT NULL, pack_id TEXT REFERENCES pack (id), holder TEXT NOT NULL, shared INTEGER NOT NULL, note TEXT NOT NULL,
      valid_from TEXT NOT NULL, valid_to TEXT, created_at INTEGER NOT NULL
    ) STRICT`,
    `CREATE INDEX watched_ip_by_pack ON watched_ip (pack_id)`,
    `CREATE TABLE blocklist_own (id TEXT PRIMARY KEY, name TEXT NOT NULL, zone TEXT NOT NULL, subjects TEXT NOT NULL, link TEXT NOT NULL, created_on TEXT NOT NULL) STRICT`,

    // What a list answered for its own test points, and what it answered of a subject. \`known_\`: the last time it said yes or no.
    `CREATE TABLE blocklist_test (list_id TEXT PRIMARY KEY, at INTEGER NOT NULL, why TEXT, raw TEXT NOT NULL) STRICT`,
    `CREATE TABLE blocklist_answer (
      subject TEXT NOT NULL, list_id TEXT NOT NULL, state TEXT NOT NULL, why TEXT, codes TEXT NOT NULL, raw TEXT NOT NULL, reason TEXT NOT NULL, question TEXT NOT NULL, at INTEGER NOT NULL,
      known_state TEXT, known_at INTEGER, PRIMARY KEY (subject, list_id)
    ) STRICT, WITHOUT ROWID`,

    // It was listed some time after \`after_at\` and by \`first_at\`, and gone some time after \`last_at\` and by \`ended_at\`.
    `CREATE TABLE blocklist_listing (
      id INTEGER PRIMARY KEY, subject TEXT NOT NULL, list_id TEXT NOT NULL, after_at INTEGER, first_at INTEGER NOT NULL, last_at INTEGER NOT NULL, ended_at INTEGER,
      codes TEXT NOT NULL, reason TEXT NOT NULL
    ) STRICT`,
    `CREATE UNIQUE INDEX blocklist_listing_open ON blocklist_listing (subject, list_id) WHERE ended_at IS NULL`,
    `CREATE INDEX blocklist_listing_by_subject ON blocklist_listing (subject, first_at)`,
    `CREATE TABLE blocklist_run (
      id INTEGER PRIMARY KEY, started_at INTEGER NOT NULL, ended_at INTEGER NOT NULL, by TEXT NOT NULL, everything INTEGER NOT NULL, outcome TEXT NOT NULL, subjects INTEGER NOT NULL,
      lists INTEGER NOT NULL, counts TEXT NOT NULL, listed INTEGER NOT NULL, delisted INTEGER NOT NULL
    ) STRICT`,
  ],
};
