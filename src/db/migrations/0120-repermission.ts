import type { Migration } from '../migration.ts';

/**
 * Re-permission: what is planned for the list of a client in a case (`plan`, `result` = JSON), when it began and ended, and the proofs byte for byte as the client sent them.
 * The list itself is nowhere: the program has none of its addresses. `_at` = epoch milliseconds, `_on` = YYYY-MM-DD.
 */
export const repermission: Migration = {
  version: 120,
  name: 'repermission',
  sql: [
    `CREATE TABLE repermission (
      id TEXT PRIMARY KEY, incident_id TEXT NOT NULL REFERENCES incident (id), client_id TEXT NOT NULL, client_name TEXT NOT NULL, plan TEXT NOT NULL, result TEXT NOT NULL,
      letter_id TEXT REFERENCES letter (id), started_on TEXT, over_on TEXT, created_at INTEGER NOT NULL, UNIQUE (incident_id, client_id)
    ) STRICT`,

    // A proof that was taken away can be brought back.
    `CREATE TABLE repermission_file (
      id TEXT PRIMARY KEY, repermission_id TEXT NOT NULL REFERENCES repermission (id), purpose TEXT NOT NULL, name TEXT NOT NULL, mime TEXT NOT NULL, sha256 TEXT NOT NULL,
      size_bytes INTEGER NOT NULL, added_at INTEGER NOT NULL, added_by TEXT NOT NULL, removed_at INTEGER, bytes BLOB NOT NULL
    ) STRICT`,
    `CREATE INDEX repermission_file_of ON repermission_file (repermission_id, added_at)`,
  ],
};
