import type { Migration } from '../migration.ts';

/** Mails that recipients wrote themselves to be written to again, and the reseller's own wording of how to trust a sender. `_at` = epoch milliseconds. */
export const recipients: Migration = {
  version: 130,
  name: 'recipients',
  sql: [
    `CREATE TABLE recipient_mail (
      id TEXT PRIMARY KEY, incident_id TEXT NOT NULL REFERENCES incident (id), sha256 TEXT NOT NULL, taken_at INTEGER NOT NULL, author TEXT NOT NULL, written_at INTEGER,
      from_address TEXT NOT NULL, subject TEXT NOT NULL, own TEXT NOT NULL, signs TEXT NOT NULL, accepted INTEGER, reason TEXT NOT NULL, decided_at INTEGER, decided_by TEXT, eml BLOB NOT NULL
    ) STRICT`,
    `CREATE UNIQUE INDEX recipient_mail_by_incident ON recipient_mail (incident_id, sha256)`,
    `CREATE TABLE trust_advice (
      service TEXT NOT NULL, language TEXT NOT NULL, wording TEXT NOT NULL, author TEXT NOT NULL, edited_at INTEGER NOT NULL, PRIMARY KEY (service, language)
    ) STRICT, WITHOUT ROWID`,
  ],
};
