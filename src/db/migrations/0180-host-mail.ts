import type { Migration } from '../migration.ts';

/**
 * Mails of hosts that cases were opened from, as they came. `is_mail` 0 = a text that was pasted: it has no head. `message_id`, `from_address` '' and `written_at` NULL = not
 * known. `names_moment` 1 = it says when it happened. `_at` = epoch milliseconds.
 */
export const hostMail: Migration = {
  version: 180,
  name: 'host-mail',
  sql: [
    `CREATE TABLE incident_mail (
      id TEXT PRIMARY KEY, incident_id TEXT NOT NULL REFERENCES incident (id), sha256 TEXT NOT NULL, taken_at INTEGER NOT NULL, author TEXT NOT NULL, is_mail INTEGER NOT NULL,
      from_address TEXT NOT NULL, subject TEXT NOT NULL, written_at INTEGER, message_id TEXT NOT NULL, names_moment INTEGER NOT NULL, original BLOB NOT NULL
    ) STRICT`,
    `CREATE UNIQUE INDEX incident_mail_by_incident ON incident_mail (incident_id, sha256)`,
  ],
};
