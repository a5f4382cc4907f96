import type { Migration } from '../migration.ts';

const immutable = (table: string, why: string): string[] =>
  ['UPDATE', 'DELETE'].map((verb) => `CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table} BEGIN SELECT RAISE(ABORT, '${why}'); END`);

/** What hosts show: connections, accounts, states, figures, alerts. Instants are epoch milliseconds (`_at`); starts of windows are epoch seconds. */
export const hosted: Migration = {
  version: 40,
  name: 'hosted',
  sql: [
    `CREATE TABLE connection (
      pack_id TEXT PRIMARY KEY REFERENCES pack (id), kind TEXT NOT NULL, address TEXT NOT NULL, login TEXT NOT NULL, pin TEXT, zone TEXT,
      accounts_minutes INTEGER NOT NULL, usage_minutes INTEGER NOT NULL, paused INTEGER NOT NULL, state TEXT NOT NULL,
      trouble_code TEXT, trouble_params TEXT, trouble_since INTEGER, failures INTEGER NOT NULL DEFAULT 0, next_at INTEGER,
      capabilities TEXT NOT NULL DEFAULT '[]', version TEXT NOT NULL DEFAULT '', probed_at INTEGER, accounts_at INTEGER, usage_at INTEGER, warnings_at INTEGER,
      made_at INTEGER NOT NULL, changed_at INTEGER NOT NULL
    ) STRICT`,
    `CREATE TABLE poll (
      id INTEGER PRIMARY KEY, pack_id TEXT NOT NULL REFERENCES pack (id), kind TEXT NOT NULL, at INTEGER NOT NULL, ms INTEGER NOT NULL, outcome TEXT NOT NULL,
      row_count INTEGER NOT NULL, trouble_code TEXT, trouble_params TEXT
    ) STRICT`,
    `CREATE INDEX poll_by_pack ON poll (pack_id, at)`,

    // An account as its host shows it; never deleted. The same login with another \`birth\` is another account: the earlier one is \`ended_at\`.
    `CREATE TABLE hosted_account (
      id INTEGER PRIMARY KEY, pack_id TEXT NOT NULL REFERENCES pack (id), login TEXT NOT NULL, birth TEXT NOT NULL, domain TEXT NOT NULL,
      other_domains TEXT NOT NULL, emails TEXT NOT NULL, owner TEXT NOT NULL, plan TEXT NOT NULL, own INTEGER NOT NULL, host_created_at INTEGER, limits TEXT NOT NULL,
      unlimited INTEGER, state TEXT NOT NULL, state_after INTEGER, state_at INTEGER NOT NULL, state_host_since INTEGER, state_origin TEXT NOT NULL, reason TEXT NOT NULL,
      reason_class TEXT NOT NULL, lifter TEXT NOT NULL, first_seen_at INTEGER NOT NULL, last_seen_at INTEGER NOT NULL, missing_since INTEGER,
      missing_reads INTEGER NOT NULL DEFAULT 0, missed_at INTEGER, ended_at INTEGER, state_seen_at INTEGER, account_id TEXT, ignored TEXT NOT NULL DEFAULT '', last_sent_at INTEGER,
      sort_key TEXT NOT NULL, search_key TEXT NOT NULL
    ) STRICT`,
    `CREATE UNIQUE INDEX hosted_account_by_login ON hosted_account (pack_id, login) WHERE ended_at IS NULL`,
    `CREATE INDEX hosted_account_by_sort ON hosted_account (sort_key, id) WHERE ended_at IS NULL`,
    `CREATE INDEX hosted_account_by_state ON hosted_account (state, sort_key, id) WHERE ended_at IS NULL`,
    `CREATE INDEX hosted_account_by_pack ON hosted_account (pack_id, state, reason_class) WHERE ended_at IS NULL`,
    // Whose a login was before.
    `CREATE INDEX hosted_account_ended ON hosted_account (pack_id, login) WHERE ended_at IS NOT NULL`,
    `CREATE INDEX hosted_account_by_account ON hosted_account (account_id) WHERE account_id IS NOT NULL`,

    // \`hosted_id\` null: the pack as a whole. It happened after \`after_at\` and by \`at\`.
    `CREATE TABLE flip (
      id INTEGER PRIMARY KEY, pack_id TEXT NOT NULL REFERENCES pack (id), hosted_id INTEGER REFERENCES hosted_account (id), after_at INTEGER, at INTEGER NOT NULL,
      from_state TEXT, to_state TEXT NOT NULL, host_since INTEGER, reason TEXT NOT NULL, reason_class TEXT NOT NULL, lifter TEXT NOT NULL, origin TEXT NOT NULL,
      because TEXT NOT NULL DEFAULT '', author TEXT NOT NULL
    ) STRICT`,
    `CREATE INDEX flip_by_hosted ON flip (hosted_id, at)`,
    `CREATE INDEX flip_by_pack ON flip (pack_id, at)`,
    `CREATE INDEX flip_by_date ON flip (at)`,
    ...immutable('flip', 'changes of state are only added'),

    // Figures of one account, or of one of its domains: '' = the account as a whole.
    `CREATE TABLE usage_series (
      id INTEGER PRIMARY KEY, hosted_id INTEGER NOT NULL REFERENCES hosted_account (id), domain TEXT NOT NULL, UNIQUE (hosted_id, domain)
    ) STRICT`,
    // NULL = not published. \`grain\` and \`start_s\` in seconds; days are cut at midnight of the connection's zone, hours every hour from there.
    // \`peak\`: of a day, the most that was sent in one of its hours, as far as they are known.
    `CREATE TABLE usage (
      series_id INTEGER NOT NULL, grain INTEGER NOT NULL, start_s INTEGER NOT NULL, sent INTEGER, delivered INTEGER, deferred INTEGER, failed INTEGER, recipients INTEGER,
      bytes INTEGER, peak INTEGER, definition TEXT NOT NULL, origin TEXT NOT NULL, complete INTEGER NOT NULL, read_at INTEGER NOT NULL, PRIMARY KEY (series_id, grain, start_s)
    ) STRICT, WITHOUT ROWID`,
    // Which windows of a pack were read to their end: who has no row in one of them sent nothing, where \`silent_is_zero\`; windows that stand not here are unknown.
    // \`derived\`: a day added up from its hours.
    `CREATE TABLE usage_read (
      pack_id TEXT NOT NULL, grain INTEGER NOT NULL, start_s INTEGER NOT NULL, definition TEXT NOT NULL, origin TEXT NOT NULL, silent_is_zero INTEGER NOT NULL,
      complete INTEGER NOT NULL, derived INTEGER NOT NULL DEFAULT 0, read_at INTEGER NOT NULL, PRIMARY KEY (pack_id, grain, start_s, origin)
    ) STRICT, WITHOUT ROWID`,
    // The last reading of a counter that runs through the day, to tell its hours by difference.
    `CREATE TABLE usage_counter (hosted_id INTEGER PRIMARY KEY, day_s INTEGER NOT NULL, sent INTEGER NOT NULL, read_at INTEGER NOT NULL) STRICT`,
    `CREATE TABLE usage_failure (
      hosted_id INTEGER NOT NULL, day_s INTEGER NOT NULL, class TEXT NOT NULL, target TEXT NOT NULL, count INTEGER NOT NULL, read_at INTEGER NOT NULL,
      PRIMARY KEY (hosted_id, day_s, class, target)
    ) STRICT, WITHOUT ROWID`,
    // Of which days the failures were read; \`hosted_id\` 0: of all accounts of the pack.
    `CREATE TABLE usage_failure_read (
      pack_id TEXT NOT NULL, hosted_id INTEGER NOT NULL, day_s INTEGER NOT NULL, read_at INTEGER NOT NULL, PRIMARY KEY (pack_id, hosted_id, day_s)
    ) STRICT, WITHOUT ROWID`,
    // A few texts of each kind, without their recipients.
    `CREATE TABLE usage_failure_sample (
      hosted_id INTEGER NOT NULL, at INTEGER NOT NULL, message_key TEXT NOT NULL, recipient_domain TEXT NOT NULL, class TEXT NOT NULL, target TEXT NOT NULL, text TEXT NOT NULL,
      PRIMARY KEY (hosted_id, at, message_key)
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE panel_warning (pack_id TEXT NOT NULL, warning_id TEXT NOT NULL, at INTEGER NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (pack_id, warning_id)) STRICT, WITHOUT ROWID`,
    // Reports that were taken over, by the hash of their content.
    `CREATE TABLE report (
      sha256 TEXT NOT NULL, pack_id TEXT NOT NULL REFERENCES pack (id), name TEXT NOT NULL, kind TEXT NOT NULL, from_at INTEGER, to_at INTEGER, author TEXT NOT NULL, taken_at INTEGER NOT NULL,
      PRIMARY KEY (pack_id, sha256)
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE saved_view (id TEXT PRIMARY KEY, name TEXT NOT NULL, question TEXT NOT NULL, made_at INTEGER NOT NULL) STRICT`,

    // One row an episode. \`subject\` tells episodes of one kind apart, such as the window a limit is of.
    `CREATE TABLE alert (
      id TEXT PRIMARY KEY, kind TEXT NOT NULL, level TEXT NOT NULL, pack_id TEXT NOT NULL REFERENCES pack (id), hosted_id INTEGER REFERENCES hosted_account (id),
      subject TEXT NOT NULL, facts TEXT NOT NULL, peak REAL NOT NULL DEFAULT 0, opened_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, quiet_since INTEGER, closed_at INTEGER,
      seen_at INTEGER, seen_by TEXT NOT NULL DEFAULT '', snoozed_until INTEGER, notified_level TEXT NOT NULL DEFAULT '', frozen TEXT
    ) STRICT`,
    `CREATE UNIQUE INDEX alert_open ON alert (pack_id, kind, ifnull(hosted_id, 0), subject) WHERE closed_at IS NULL`,
    `CREATE INDEX alert_by_date ON alert (opened_at)`,
    `CREATE INDEX alert_by_hosted ON alert (hosted_id, opened_at)`,
    // Windows that were found to be no quiet ones: they teach the baseline nothing.
    `CREATE TABLE flagged_window (hosted_id INTEGER NOT NULL, grain INTEGER NOT NULL, start_s INTEGER NOT NULL, PRIMARY KEY (hosted_id, grain, start_s)) STRICT, WITHOUT ROWID`,
    // Up to when what was read of a pack has been judged, which warnings, and the limits of each account as they were then.
    `CREATE TABLE alert_judged (pack_id TEXT PRIMARY KEY REFERENCES pack (id), at INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
    `CREATE TABLE warning_judged (pack_id TEXT NOT NULL, warning_id TEXT NOT NULL, PRIMARY KEY (pack_id, warning_id)) STRICT, WITHOUT ROWID`,
    `CREATE TABLE limit_seen (hosted_id INTEGER PRIMARY KEY REFERENCES hosted_account (id), limits TEXT NOT NULL) STRICT`,
    // \`hosted_id\` 0: the pack.
    `CREATE TABLE threshold (
      pack_id TEXT NOT NULL REFERENCES pack (id), hosted_id INTEGER NOT NULL, per_hour INTEGER, per_day INTEGER, reason TEXT NOT NULL, author TEXT NOT NULL, until_on TEXT,
      made_at INTEGER NOT NULL, PRIMARY KEY (pack_id, hosted_id)
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE announcement (
      id TEXT PRIMARY KEY, hosted_id INTEGER NOT NULL REFERENCES hosted_account (id), from_at INTEGER NOT NULL, to_at INTEGER NOT NULL, messages INTEGER, note TEXT NOT NULL,
      author TEXT NOT NULL, made_at INTEGER NOT NULL, ended_at INTEGER
    ) STRICT`,
    `CREATE INDEX announcement_by_hosted ON announcement (hosted_id, to_at)`,
  ],
};
