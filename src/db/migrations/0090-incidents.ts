import type { Migration } from '../migration.ts';

/** Cases: what happened, who is concerned and how, how each step of the procedure stands, and the story of all of it. `_at` = epoch milliseconds, `_on` = YYYY-MM-DD. */
export const incidents: Migration = {
  version: 90,
  name: 'incidents',
  sql: [
    `CREATE TABLE incident (
      id TEXT PRIMARY KEY, reference TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, subject TEXT NOT NULL, pack_id TEXT NOT NULL REFERENCES pack (id), occurred_at INTEGER NOT NULL,
      opened_at INTEGER NOT NULL, opened_on TEXT NOT NULL, closed_at INTEGER, touched_at INTEGER NOT NULL, alert_id TEXT, verdict_id TEXT,
      cause TEXT NOT NULL, fix TEXT NOT NULL, prevention TEXT NOT NULL
    ) STRICT`,
    `CREATE INDEX incident_by_pack ON incident (pack_id, opened_at)`,
    `CREATE INDEX incident_open ON incident (opened_at) WHERE closed_at IS NULL`,

    // An account at the host, or a client of whom no account is known there. The name stays when both are gone.
    `CREATE TABLE incident_concerned (
      id INTEGER PRIMARY KEY, incident_id TEXT NOT NULL REFERENCES incident (id), hosted_id INTEGER REFERENCES hosted_account (id), client_id TEXT, name TEXT NOT NULL, role TEXT NOT NULL
    ) STRICT`,
    `CREATE UNIQUE INDEX incident_concerned_hosted ON incident_concerned (incident_id, hosted_id) WHERE hosted_id IS NOT NULL`,
    `CREATE UNIQUE INDEX incident_concerned_client ON incident_concerned (incident_id, client_id) WHERE hosted_id IS NULL`,
    `CREATE INDEX incident_concerned_by_hosted ON incident_concerned (hosted_id, role) WHERE hosted_id IS NOT NULL`,
    `CREATE INDEX incident_concerned_by_client ON incident_concerned (client_id, role) WHERE client_id IS NOT NULL`,

    // Only steps of which something was said; the others stand as the procedure has them.
    `CREATE TABLE incident_step (
      incident_id TEXT NOT NULL REFERENCES incident (id), step TEXT NOT NULL, state TEXT NOT NULL, note TEXT NOT NULL, minutes INTEGER NOT NULL, cents INTEGER NOT NULL, chosen_on TEXT,
      changed_at INTEGER, changed_by TEXT, PRIMARY KEY (incident_id, step)
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE incident_entry (
      id INTEGER PRIMARY KEY, incident_id TEXT NOT NULL REFERENCES incident (id), at INTEGER NOT NULL, author TEXT NOT NULL, what TEXT NOT NULL, step TEXT, state TEXT, text TEXT NOT NULL
    ) STRICT`,
    `CREATE INDEX incident_entry_by_incident ON incident_entry (incident_id, id)`,
  ],
};
