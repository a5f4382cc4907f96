import type { Migration } from '../migration.ts';

const FROZEN = [
  'id',
  'incident_id',
  'kind',
  'reader',
  'language',
  'client_id',
  'recipient',
  'subject',
  'content',
  'content_sha256',
  'text',
  'html',
  'pdf',
  'by_hand',
  'not_known',
  'created_at',
];

/**
 * Letters of cases. What one says stays as it was written; how it stands follows from its message in the outbox, or from what was said by hand. `given` and `answer` =
 * JSON; `answered_at` = when the answer was written down.
 */
export const letters: Migration = {
  version: 100,
  name: 'letters',
  sql: [
    `CREATE TABLE letter (
      id TEXT PRIMARY KEY, incident_id TEXT NOT NULL REFERENCES incident (id), kind TEXT NOT NULL, step TEXT, reader TEXT NOT NULL, language TEXT NOT NULL, client_id TEXT,
      client_name TEXT NOT NULL, recipient TEXT NOT NULL, subject TEXT NOT NULL, content TEXT NOT NULL, content_sha256 TEXT NOT NULL, text TEXT NOT NULL, html TEXT NOT NULL,
      pdf BLOB NOT NULL, by_hand TEXT NOT NULL, not_known TEXT NOT NULL, created_at INTEGER NOT NULL, author TEXT NOT NULL, outbox_id TEXT REFERENCES outbox (id), given TEXT,
      answer TEXT, answered_at INTEGER, follow_up_on TEXT, withdrawn_at INTEGER
    ) STRICT`,
    `CREATE INDEX letter_by_incident ON letter (incident_id, created_at)`,
    `CREATE UNIQUE INDEX letter_by_outbox ON letter (outbox_id) WHERE outbox_id IS NOT NULL`,
    `CREATE TRIGGER letter_keeps_words BEFORE UPDATE OF ${FROZEN.join(', ')} ON letter BEGIN SELECT RAISE(ABORT, 'a letter stays as it was written'); END`,
    `CREATE TRIGGER letter_no_delete BEFORE DELETE ON letter BEGIN SELECT RAISE(ABORT, 'a letter stays as it was written'); END`,

    // Signs that something comes back, each told once.
    `CREATE TABLE relapse_sign (incident_id TEXT NOT NULL REFERENCES incident (id), sign TEXT NOT NULL, noticed_at INTEGER NOT NULL, PRIMARY KEY (incident_id, sign)) STRICT, WITHOUT ROWID`,
  ],
};
