import type { Migration } from '../migration.ts';

/** A value nobody has read yet, as JSON. */
const UNKNOWN = `json('{"state":"unknown"}')`;

/** Fields that rule packs of the first schema do not have. */
const NEW_RULES = [
  'languages',
  'termsClause',
  'limits',
  'automation',
  'duplicates',
  'reasonInMail',
  'unblockSteps',
  'delisting',
  'platforms',
  'logRetentionDays',
];

const NO_OWN_RULES =
  '{"smallMailingMax":null,"maxRecipientsPerMessage":null,"limits":[],"pacing":null,"maxFailurePercent":null,"unsubscribe":null,"maxSilenceMonths":null}';

/** Sets `path` to the value of `path` changed by `value` where it is known; `$v` in it is the old value, `$s` source and `$d` date. */
function reshape(path: string, from: string, value: string): string {
  const old = (name: string) => `json_extract(rules, '$.${from}.${name}')`;
  const changed = value.replaceAll('$v', old('value'));
  return `UPDATE host SET rules = json_set(rules, '$.${path}', CASE json_extract(rules, '$.${from}.state') WHEN 'known'
    THEN json_object('state', 'known', 'value', ${changed}, 'source', ${old('source')}, 'readOn', ${old('readOn')}) ELSE ${UNKNOWN} END)`;
}

const immutable = (table: string, why: string) => [
  `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, '${why}'); END`,
  `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${why}'); END`,
];

/** Rules with history and rules of one's own, texts of every kind, acknowledgements, the ledger. */
export const proof: Migration = {
  version: 20,
  name: 'proof',
  sql: [
    // Rows are taken out and put back under the names others refer to.
    `PRAGMA defer_foreign_keys = ON`,

    `ALTER TABLE host ADD COLUMN own_rules TEXT NOT NULL DEFAULT '${NO_OWN_RULES}'`,
    `ALTER TABLE host ADD COLUMN terms TEXT NOT NULL DEFAULT '{}'`,
    ...NEW_RULES.map((field) => `UPDATE host SET rules = json_set(rules, '$.${field}', ${UNKNOWN})`),
    `UPDATE host SET rules = json_set(rules, '$.statements', json('[]'), '$.quotes', json('[]'))`,
    `UPDATE host SET rules = json_set(rules, '$.country', CASE WHEN json_extract(rules, '$.country') IS NULL THEN ${UNKNOWN}
      ELSE json_object('state', 'known', 'value', json_extract(rules, '$.country'), 'source', preset_id, 'readOn', NULL) END)`,
    `UPDATE host SET rules = json_set(rules, '$.termsUrl', CASE WHEN json_extract(rules, '$.termsUrl') IS NULL THEN ${UNKNOWN}
      ELSE json_object('state', 'known', 'value', json_extract(rules, '$.termsUrl'), 'source', json_extract(rules, '$.termsUrl'), 'readOn', NULL) END)`,
    reshape('delisting', 'delistByHost', `iif($v, 'host', 'reseller')`),
    reshape(
      'whitelist',
      'whitelist',
      `json_object('possible', json(iif(json_extract(rules, '$.whitelist.value.possible'), 'true', 'false')),
      'servers', iif(json_extract(rules, '$.whitelist.value.kvmOnly'), json('["kvm"]'), json('[]')), 'evidence', json('[]'))`,
    ),
    reshape('channels', 'channel', `json_array(json_object('purpose', 'unblock', 'channel', $v, 'address', ''))`),
    reshape(
      'sanctions',
      'suspension',
      `json((SELECT json_group_array(json_object('scope', scope.value, 'warning', iif(json_extract(rules, '$.suspension.value.withoutNotice'), 'none', 'unstated'),
        'warningHours', NULL, 'liftsAfterHours', NULL)) FROM json_each(rules, '$.suspension.value.scopes') AS scope))`,
    ),
    `UPDATE host SET rules = json_remove(rules, '$.perHour', '$.perDay', '$.suspension', '$.channel', '$.delistByHost')`,
    `CREATE TABLE rule_change (
      host_id TEXT NOT NULL REFERENCES host (id), seq INTEGER NOT NULL, at INTEGER NOT NULL, author TEXT NOT NULL, owner TEXT NOT NULL,
      field TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (host_id, seq)
    ) STRICT, WITHOUT ROWID`,
    ...immutable('rule_change', 'the history of rules is only added to'),

    // One row a section and language that the reseller words himself. `round` counts the rewordings of a section: a sibling with a lower one is behind.
    `CREATE TABLE text_edit (
      host_id TEXT NOT NULL REFERENCES host (id), kind TEXT NOT NULL, section TEXT NOT NULL, language TEXT NOT NULL, round INTEGER NOT NULL,
      wording TEXT, generated_sha256 TEXT NOT NULL, author TEXT NOT NULL, edited_at INTEGER NOT NULL, PRIMARY KEY (host_id, kind, section, language)
    ) STRICT, WITHOUT ROWID`,

    `CREATE TABLE kept_version AS SELECT * FROM policy_version`,
    `DROP TABLE policy_version`,
    `CREATE TABLE policy_version (
      id TEXT PRIMARY KEY, host_id TEXT NOT NULL REFERENCES host (id), kind TEXT NOT NULL, number INTEGER NOT NULL, effective_on TEXT NOT NULL,
      material INTEGER NOT NULL, changelog TEXT NOT NULL, author TEXT NOT NULL, published_at INTEGER NOT NULL, sha256 TEXT NOT NULL, basis TEXT NOT NULL,
      UNIQUE (host_id, kind, number)
    ) STRICT`,
    `INSERT INTO policy_version SELECT id, host_id, 'notice', number, effective_on, iif(number = 1, 1, material),
      json_object('en', changelog, 'fr', changelog, 'ru', changelog), author, published_at, sha256, '' FROM kept_version`,
    `DROP TABLE kept_version`,
    ...immutable('policy_version', 'a published policy version is immutable'),
    // REPLACE takes rows out without firing a delete trigger where `recursive_triggers` is off, as it is in most tools.
    `CREATE TRIGGER policy_version_no_replace BEFORE INSERT ON policy_version
      WHEN EXISTS (SELECT 1 FROM policy_version WHERE id = new.id OR (host_id = new.host_id AND kind = new.kind AND number = new.number))
      BEGIN SELECT RAISE(ABORT, 'a published policy version is immutable'); END`,
    `CREATE TRIGGER policy_text_no_replace BEFORE INSERT ON policy_text
      WHEN new.language NOT IN ('en', 'fr', 'ru') OR EXISTS (SELECT 1 FROM policy_text WHERE version_id = new.version_id AND language = new.language)
      BEGIN SELECT RAISE(ABORT, 'a published policy version is immutable'); END`,

    // When an account was closed here, so that a day before still knows it; null also for one that was closed already when it was first recorded.
    `ALTER TABLE account ADD COLUMN closed_at INTEGER`,
    `CREATE TRIGGER account_closed AFTER UPDATE OF status ON account WHEN (new.status = 'closed') <> (old.status = 'closed') BEGIN
      UPDATE account SET closed_at = iif(new.status = 'closed', (SELECT changed_at FROM client WHERE id = new.client_id), NULL) WHERE id = new.id; END`,

    `ALTER TABLE notice ADD COLUMN token TEXT`,
    `CREATE UNIQUE INDEX notice_by_token ON notice (token) WHERE token IS NOT NULL`,

    `CREATE TABLE kept_evidence AS SELECT * FROM evidence`,
    `DROP TABLE evidence`,
    `CREATE TABLE evidence (
      id TEXT PRIMARY KEY, notice_id TEXT REFERENCES notice (id), outbox_id TEXT REFERENCES outbox (id), client_id TEXT NOT NULL, client_name TEXT NOT NULL,
      host_id TEXT NOT NULL REFERENCES host (id), version_id TEXT NOT NULL REFERENCES policy_version (id), domains TEXT NOT NULL, rung TEXT NOT NULL,
      origin TEXT NOT NULL, note_kind TEXT, author TEXT NOT NULL, note TEXT NOT NULL, reply_id TEXT, happened_at INTEGER NOT NULL, recorded_at INTEGER NOT NULL,
      clock_went_back INTEGER NOT NULL, server_reply TEXT NOT NULL, search_key TEXT NOT NULL
    ) STRICT`,
    `INSERT INTO evidence SELECT kept.id, kept.notice_id, kept.outbox_id, kept.client_id, outbox.client_name, notice.host_id, notice.version_id, notice.domains,
      kept.rung, 'sending', NULL, '', '', NULL, kept.happened_at, kept.recorded_at, 0, kept.server_reply, outbox.search_key
      FROM kept_evidence AS kept JOIN notice ON notice.id = kept.notice_id JOIN outbox ON outbox.id = kept.outbox_id`,
    `DROP TABLE kept_evidence`,
    `CREATE INDEX evidence_by_client ON evidence (client_id, happened_at)`,
    `CREATE INDEX evidence_by_notice ON evidence (notice_id)`,
    `CREATE INDEX evidence_by_date ON evidence (happened_at)`,
    `CREATE INDEX evidence_by_reply ON evidence (reply_id) WHERE reply_id IS NOT NULL`,
    ...immutable('evidence', 'evidence is only added'),
    // The accounts a proof covers. Version and rung stand here too: what an account was told is asked for every account at once.
    `CREATE TABLE evidence_account (
      account_id TEXT NOT NULL, version_id TEXT NOT NULL, rung TEXT NOT NULL, evidence_id TEXT NOT NULL REFERENCES evidence (id),
      happened_at INTEGER NOT NULL, PRIMARY KEY (account_id, version_id, rung, evidence_id)
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX evidence_account_by_evidence ON evidence_account (evidence_id)`,
    `INSERT INTO evidence_account SELECT named.account_id, evidence.version_id, evidence.rung, evidence.id, evidence.happened_at
      FROM evidence JOIN notice_account AS named ON named.notice_id = evidence.notice_id`,
    ...immutable('evidence_account', 'evidence is only added'),
    `CREATE TABLE evidence_file (
      evidence_id TEXT PRIMARY KEY REFERENCES evidence (id), name TEXT NOT NULL, mime TEXT NOT NULL, sha256 TEXT NOT NULL, bytes BLOB NOT NULL
    ) STRICT`,
    ...immutable('evidence_file', 'evidence is only added'),
    `CREATE TABLE evidence_revoked (
      evidence_id TEXT PRIMARY KEY REFERENCES evidence (id), at INTEGER NOT NULL, author TEXT NOT NULL, reason TEXT NOT NULL
    ) STRICT`,
    ...immutable('evidence_revoked', 'evidence is only added'),

    // Mails that answered a notice. The verdict may be decided once by a person; the mail itself stays as it came.
    `CREATE TABLE reply (
      id TEXT PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, message_id TEXT NOT NULL, notice_id TEXT NOT NULL REFERENCES notice (id), client_id TEXT NOT NULL,
      written_at INTEGER, read_at INTEGER NOT NULL, from_name TEXT NOT NULL, from_address TEXT NOT NULL, subject TEXT NOT NULL, verdict TEXT NOT NULL,
      reason TEXT NOT NULL, other_address INTEGER NOT NULL, excerpt TEXT NOT NULL, source TEXT NOT NULL, decided_by TEXT NOT NULL, decided_at INTEGER,
      search_key TEXT NOT NULL, eml BLOB NOT NULL
    ) STRICT`,
    `CREATE INDEX reply_by_date ON reply (read_at, id)`,
    `CREATE INDEX reply_by_notice ON reply (notice_id)`,
    `CREATE INDEX reply_by_client ON reply (client_id, read_at)`,
    `CREATE TRIGGER reply_keeps_mail BEFORE UPDATE OF id, sha256, message_id, notice_id, client_id, written_at, read_at, from_name, from_address, subject,
      excerpt, source, eml ON reply BEGIN SELECT RAISE(ABORT, 'a reply stays as it came'); END`,
    `CREATE TRIGGER reply_no_delete BEFORE DELETE ON reply BEGIN SELECT RAISE(ABORT, 'a reply stays as it came'); END`,
    `CREATE TABLE imap_position (account TEXT NOT NULL, folder TEXT NOT NULL, validity TEXT NOT NULL, uid INTEGER NOT NULL, read_at INTEGER NOT NULL,
      PRIMARY KEY (account, folder)) STRICT, WITHOUT ROWID`,

    // One chain for the whole folder. `hash` covers the hash before, so that no row can be changed, moved, put in or left out between two others.
    `CREATE TABLE ledger (
      seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, subject_id TEXT NOT NULL, payload_sha256 TEXT NOT NULL, hash TEXT NOT NULL UNIQUE,
      payload TEXT NOT NULL
    ) STRICT`,
    `CREATE INDEX ledger_by_subject ON ledger (subject_id)`,
    ...immutable('ledger', 'the ledger is only added to'),
  ],
};
