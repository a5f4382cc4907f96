import type { Migration } from '../migration.ts';

/** Rounds of questions to clients of a case, their letters, what was answered and how it was judged. `_at` = epoch milliseconds, `_on` = YYYY-MM-DD. */
export const explanations: Migration = {
  version: 110,
  name: 'explanations',
  sql: [
    // The name stays when the client is gone. `reading`: what was proposed when the answers were read.
    `CREATE TABLE explanation (
      id TEXT PRIMARY KEY, incident_id TEXT NOT NULL REFERENCES incident (id), client_id TEXT NOT NULL, client_name TEXT NOT NULL, round INTEGER NOT NULL, language TEXT NOT NULL,
      asked_at INTEGER NOT NULL, asked_by TEXT NOT NULL, deadline_on TEXT NOT NULL, questions TEXT NOT NULL, reading TEXT, verdict TEXT, verdict_note TEXT NOT NULL,
      decided_at INTEGER, decided_by TEXT, withdrawn_at INTEGER
    ) STRICT`,
    `CREATE UNIQUE INDEX explanation_round ON explanation (incident_id, client_id, round)`,

    // Never two letters of a round for one day; those that were withdrawn do not count.
    `CREATE TABLE explanation_letter (
      letter_id TEXT PRIMARY KEY, explanation_id TEXT NOT NULL REFERENCES explanation (id), purpose TEXT NOT NULL, on_day TEXT NOT NULL, due_at INTEGER NOT NULL, withdrawn INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE UNIQUE INDEX explanation_letter_day ON explanation_letter (explanation_id, on_day) WHERE withdrawn = 0`,
    `CREATE INDEX explanation_letter_due ON explanation_letter (due_at) WHERE withdrawn = 0`,

    `CREATE TABLE explanation_answer (
      id TEXT PRIMARY KEY, explanation_id TEXT NOT NULL REFERENCES explanation (id), source TEXT NOT NULL, taken_at INTEGER NOT NULL, taken_by TEXT NOT NULL, sender TEXT NOT NULL,
      subject TEXT NOT NULL, written_at INTEGER, text TEXT NOT NULL, own_words TEXT NOT NULL, files TEXT NOT NULL, sha256 TEXT NOT NULL, raw BLOB NOT NULL, back_at INTEGER, back_by TEXT, back_reason TEXT
    ) STRICT`,
    `CREATE INDEX explanation_answer_of ON explanation_answer (explanation_id, taken_at)`,
    `CREATE UNIQUE INDEX explanation_answer_once ON explanation_answer (explanation_id, sha256) WHERE back_at IS NULL`,

    `CREATE TABLE explanation_mark (
      explanation_id TEXT NOT NULL REFERENCES explanation (id), item TEXT NOT NULL, mark TEXT NOT NULL, author TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (explanation_id, item)
    ) STRICT, WITHOUT ROWID`,

    // Mails that may be the answer.
    `CREATE TABLE explanation_offer (
      id TEXT PRIMARY KEY, explanation_id TEXT NOT NULL REFERENCES explanation (id), reason TEXT NOT NULL, sender TEXT NOT NULL, subject TEXT NOT NULL, written_at INTEGER,
      read_at INTEGER NOT NULL, own_words TEXT NOT NULL, sha256 TEXT NOT NULL, raw BLOB NOT NULL, state TEXT NOT NULL
    ) STRICT`,
    `CREATE UNIQUE INDEX explanation_offer_once ON explanation_offer (explanation_id, sha256)`,
  ],
};
