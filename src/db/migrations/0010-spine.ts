import type { Migration } from '../migration.ts';

/** Hosts, clients, policy versions, notices, outbox, evidence. Instants are epoch milliseconds (`_at`), dates ISO text (`_on`). */
export const spine: Migration = {
  version: 10,
  name: 'spine',
  sql: [
    `CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT`,
    `CREATE TABLE secret (name TEXT PRIMARY KEY, provider TEXT NOT NULL, sealed TEXT NOT NULL) STRICT`,

    `CREATE TABLE host (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, preset_id TEXT NOT NULL, rules TEXT NOT NULL, created_at INTEGER NOT NULL
    ) STRICT`,
    `CREATE TABLE pack (
      id TEXT PRIMARY KEY, host_id TEXT NOT NULL REFERENCES host (id), name TEXT NOT NULL, created_at INTEGER NOT NULL
    ) STRICT`,
    `CREATE INDEX pack_by_host ON pack (host_id)`,

    `CREATE TABLE import_batch (
      id TEXT PRIMARY KEY, file_name TEXT NOT NULL, file_sha256 TEXT NOT NULL, pack_id TEXT NOT NULL REFERENCES pack (id),
      author TEXT NOT NULL, totals TEXT NOT NULL, imported_at INTEGER NOT NULL, undone_at INTEGER
    ) STRICT`,
    `CREATE TABLE import_change (
      batch_id TEXT NOT NULL REFERENCES import_batch (id), seq INTEGER NOT NULL, client_id TEXT NOT NULL,
      action TEXT NOT NULL, before TEXT, PRIMARY KEY (batch_id, seq)
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX import_change_by_client ON import_change (client_id)`,
    `CREATE TABLE import_mapping (signature TEXT PRIMARY KEY, mapping TEXT NOT NULL, used_at INTEGER NOT NULL) STRICT`,

    `CREATE TABLE client (
      id TEXT PRIMARY KEY, number TEXT NOT NULL, name TEXT NOT NULL, company TEXT NOT NULL, language TEXT NOT NULL, note TEXT NOT NULL,
      email TEXT NOT NULL, email_key TEXT NOT NULL, main_domain TEXT NOT NULL,
      sort_key TEXT NOT NULL, search_key TEXT NOT NULL, batch_id TEXT, created_at INTEGER NOT NULL, changed_at INTEGER NOT NULL
    ) STRICT`,
    // With the search key, so that a search reads this index from end to end and nothing else.
    `CREATE INDEX client_by_sort ON client (sort_key, id, search_key)`,
    `CREATE INDEX client_by_email ON client (email_key)`,
    `CREATE INDEX client_by_number ON client (number) WHERE number <> ''`,
    `CREATE INDEX client_by_batch ON client (batch_id) WHERE batch_id IS NOT NULL`,
    `CREATE TABLE contact (
      id TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE, position INTEGER NOT NULL, role TEXT NOT NULL,
      first_name TEXT NOT NULL, last_name TEXT NOT NULL, email TEXT NOT NULL, email_key TEXT NOT NULL, phone TEXT NOT NULL,
      language TEXT, valid_from TEXT NOT NULL, valid_to TEXT
    ) STRICT`,
    `CREATE INDEX contact_by_client ON contact (client_id, position)`,
    `CREATE INDEX contact_by_email ON contact (email_key)`,
    `CREATE TABLE account (
      id TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE, pack_id TEXT NOT NULL REFERENCES pack (id),
      login TEXT NOT NULL, main_domain TEXT NOT NULL, domain_key TEXT NOT NULL, other_domains TEXT NOT NULL, plan TEXT NOT NULL,
      ordered_on TEXT, status TEXT NOT NULL, created_at INTEGER NOT NULL
    ) STRICT`,
    `CREATE INDEX account_by_client ON account (client_id)`,
    `CREATE INDEX account_by_pack ON account (pack_id, status)`,
    `CREATE INDEX account_by_domain ON account (domain_key)`,
    `CREATE INDEX account_by_login ON account (login) WHERE login <> ''`,
    `CREATE TABLE client_event (
      client_id TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE, at INTEGER NOT NULL, seq INTEGER NOT NULL,
      event TEXT NOT NULL, params TEXT NOT NULL, PRIMARY KEY (client_id, at, seq)
    ) STRICT, WITHOUT ROWID`,

    `CREATE TABLE policy_version (
      id TEXT PRIMARY KEY, host_id TEXT NOT NULL REFERENCES host (id), number INTEGER NOT NULL, effective_on TEXT NOT NULL,
      material INTEGER NOT NULL, changelog TEXT NOT NULL, author TEXT NOT NULL, published_at INTEGER NOT NULL, sha256 TEXT NOT NULL,
      UNIQUE (host_id, number)
    ) STRICT`,
    `CREATE TABLE policy_text (
      version_id TEXT NOT NULL REFERENCES policy_version (id), language TEXT NOT NULL, content TEXT NOT NULL, sha256 TEXT NOT NULL,
      PRIMARY KEY (version_id, language)
    ) STRICT, WITHOUT ROWID`,
    ...['policy_version', 'policy_text'].flatMap((table) => [
      `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, 'a published policy version is immutable'); END`,
      `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, 'a published policy version is immutable'); END`,
    ]),

    // What is large stands last: a column behind it is only reached through all of its pages.
    `CREATE TABLE notice (
      id TEXT PRIMARY KEY, client_id TEXT NOT NULL, contact_id TEXT NOT NULL, host_id TEXT NOT NULL REFERENCES host (id),
      version_id TEXT NOT NULL REFERENCES policy_version (id), kind TEXT NOT NULL, language TEXT NOT NULL, fallback INTEGER NOT NULL,
      transport TEXT NOT NULL, content_sha256 TEXT NOT NULL,
      domains TEXT NOT NULL, withdrawn_at INTEGER, created_at INTEGER NOT NULL, content TEXT NOT NULL, pdf BLOB NOT NULL
    ) STRICT`,
    `CREATE INDEX notice_by_version ON notice (version_id, client_id)`,
    `CREATE INDEX notice_by_client ON notice (client_id, withdrawn_at)`,

    // What keeps a notice from going out twice: an account is told one version once by one transport. A withdrawn notice frees its rows.
    `CREATE TABLE notice_account (
      account_id TEXT NOT NULL, version_id TEXT NOT NULL REFERENCES policy_version (id), transport TEXT NOT NULL,
      notice_id TEXT NOT NULL REFERENCES notice (id), PRIMARY KEY (account_id, version_id, transport)
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX notice_account_by_notice ON notice_account (notice_id)`,

    `CREATE TABLE outbox (
      id TEXT PRIMARY KEY, notice_id TEXT REFERENCES notice (id), client_id TEXT NOT NULL, host_id TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL,
      transport TEXT NOT NULL, client_name TEXT NOT NULL, language TEXT NOT NULL, sender TEXT NOT NULL, recipient TEXT NOT NULL,
      subject TEXT NOT NULL, message_id TEXT NOT NULL UNIQUE, due_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
      sending_at INTEGER, sent_at INTEGER, server_reply TEXT NOT NULL DEFAULT '', error_code TEXT NOT NULL DEFAULT '',
      search_key TEXT NOT NULL, created_at INTEGER NOT NULL, eml BLOB NOT NULL
    ) STRICT`,
    `CREATE INDEX outbox_due ON outbox (state, due_at, id)`,
    `CREATE INDEX outbox_sent ON outbox (sent_at) WHERE sent_at IS NOT NULL`,
    // Covering: what became of a notice is asked for every account at once.
    `CREATE INDEX outbox_by_notice ON outbox (notice_id, state)`,
    `CREATE INDEX outbox_by_client ON outbox (client_id, sent_at)`,
    `CREATE INDEX outbox_by_created ON outbox (created_at, id)`,
    `CREATE TABLE outbox_event (
      outbox_id TEXT NOT NULL REFERENCES outbox (id), seq INTEGER NOT NULL, at INTEGER NOT NULL, state TEXT NOT NULL,
      reply TEXT NOT NULL, error_code TEXT NOT NULL, PRIMARY KEY (outbox_id, seq)
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX outbox_event_attempt ON outbox_event (at) WHERE state = 'sending'`,
    `CREATE TABLE practice_message (
      outbox_id TEXT PRIMARY KEY REFERENCES outbox (id), received_at INTEGER NOT NULL, read_at INTEGER
    ) STRICT`,
    `CREATE INDEX practice_by_date ON practice_message (received_at)`,

    `CREATE TABLE evidence (
      id TEXT PRIMARY KEY, notice_id TEXT NOT NULL REFERENCES notice (id), outbox_id TEXT NOT NULL REFERENCES outbox (id),
      client_id TEXT NOT NULL, rung TEXT NOT NULL, happened_at INTEGER NOT NULL, recorded_at INTEGER NOT NULL, server_reply TEXT NOT NULL
    ) STRICT`,
    `CREATE INDEX evidence_by_client ON evidence (client_id, happened_at)`,
    `CREATE INDEX evidence_by_notice ON evidence (notice_id)`,
    `CREATE INDEX evidence_by_date ON evidence (happened_at)`,
    `CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence BEGIN SELECT RAISE(ABORT, 'evidence is only added'); END`,
    `CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence BEGIN SELECT RAISE(ABORT, 'evidence is only added'); END`,
  ],
};
