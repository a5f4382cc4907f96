import type { Migration } from '../migration.ts';

/**
 * Applications for the white list of a host: what was typed in and confirmed, the files byte for byte as they were brought, and what happened to each.
 * `_at` = epoch milliseconds.
 */
export const dossiers: Migration = {
  version: 140,
  name: 'dossiers',
  sql: [
    // `fields`, `ticks`, `unneeded`, `technical`, `given` and `outcome` are JSON. The name stays when the client is gone.
    `CREATE TABLE dossier (
      id TEXT PRIMARY KEY, host_id TEXT NOT NULL REFERENCES host (id), client_id TEXT NOT NULL, client_name TEXT NOT NULL, server TEXT NOT NULL, fields TEXT NOT NULL,
      ticks TEXT NOT NULL, unneeded TEXT NOT NULL, technical TEXT, given TEXT, outcome TEXT, renewal_of TEXT, created_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, removed_at INTEGER
    ) STRICT`,
    `CREATE INDEX dossier_by_client ON dossier (client_id)`,

    // A file that another one took the place of stays for a while, so that it can be brought back.
    `CREATE TABLE dossier_file (
      id TEXT PRIMARY KEY, dossier_id TEXT NOT NULL REFERENCES dossier (id), item TEXT NOT NULL, name TEXT NOT NULL, mime TEXT NOT NULL, sha256 TEXT NOT NULL,
      size_bytes INTEGER NOT NULL, facts TEXT NOT NULL, added_at INTEGER NOT NULL, added_by TEXT NOT NULL, removed_at INTEGER, bytes BLOB NOT NULL
    ) STRICT`,
    `CREATE UNIQUE INDEX dossier_file_of_item ON dossier_file (dossier_id, item) WHERE removed_at IS NULL`,
    `CREATE TABLE dossier_entry (
      id INTEGER PRIMARY KEY, dossier_id TEXT NOT NULL REFERENCES dossier (id), at INTEGER NOT NULL, author TEXT NOT NULL, what TEXT NOT NULL, text TEXT NOT NULL
    ) STRICT`,
    `CREATE INDEX dossier_entry_by_dossier ON dossier_entry (dossier_id, id)`,
  ],
};
