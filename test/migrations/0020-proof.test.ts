import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OwnRules, RulePack } from '../../src/contract/rule-pack.ts';
import { PolicyTerms, Trilingual } from '../../src/contract/texts.ts';
import { migrate } from '../../src/db/migrate.ts';
import { spine } from '../../src/db/migrations/0010-spine.ts';
import { proof } from '../../src/db/migrations/0020-proof.ts';
import { emptyDatabase, type TestDatabase } from './support.ts';

const UNKNOWN = { state: 'unknown' };
const known = (value: unknown, source: string) => ({ state: 'known', value, source, readOn: '2026-11-21' });

/** Rules as the first schema wrote them. */
const OLD_RULES = {
  country: 'RU',
  accountKind: known('vps', '004-03'),
  termsUrl: 'https://host.example/terms',
  bulkPolicy: known('whitelist_only', '004-01'),
  smallMailingMax: UNKNOWN,
  maxRecipientsPerMessage: known(10, '001-16'),
  perHour: UNKNOWN,
  perDay: UNKNOWN,
  pacing: known({ count: 10, seconds: 60, contractual: false }, '001-19'),
  maxFailurePercent: UNKNOWN,
  fromMustMatchDomain: known(true, '001-17'),
  unsubscribe: known('without_login', '004-18'),
  consent: UNKNOWN,
  whitelist: known({ possible: true, kvmOnly: true }, '004-03'),
  triggers: known(['bulk'], '004-01'),
  suspension: known({ scopes: ['pack', 'port_25'], withoutNotice: true }, '000-07'),
  recipientBlockDays: UNKNOWN,
  channel: known('support', '004-11'),
  delistByHost: UNKNOWN,
};
const NOTHING_KNOWN = Object.fromEntries(Object.keys(OLD_RULES).map((key) => [key, key === 'country' || key === 'termsUrl' ? null : UNKNOWN]));

let database: TestDatabase;
const run = (sql: string, ...values: unknown[]): void => void database.store.raw.prepare(sql).run(...values);
const rules = (id: string) => RulePack.parse(JSON.parse(String(database.value(`SELECT rules FROM host WHERE id = '${id}'`))));

beforeEach(() => {
  database = emptyDatabase();
  migrate(database.store.target, [spine]);
  const host = 'INSERT INTO host (id, name, preset_id, rules, created_at) VALUES (?, ?, ?, ?, 1)';
  run(host, 'h', 'Host', 'vps-ru-whitelist', JSON.stringify(OLD_RULES));
  run(host, 'blank', 'Blank', 'neutral', JSON.stringify(NOTHING_KNOWN));
  database.store.raw.exec(`
    INSERT INTO policy_version (id, host_id, number, effective_on, material, changelog, author, published_at, sha256)
      VALUES ('v1', 'h', 1, '2026-11-01', 0, '', 'A', 1, 'aa'), ('v2', 'h', 2, '2026-11-02', 0, 'Comma', 'A', 2, 'bb');
    INSERT INTO policy_text (version_id, language, content, sha256) VALUES ('v1', 'fr', '{}', 'bb');
    INSERT INTO notice (id, client_id, contact_id, host_id, version_id, kind, language, fallback, transport, content_sha256, content, pdf, domains, created_at)
      VALUES ('n', 'c', 'k', 'h', 'v1', 'notice', 'fr', 0, 'smtp', 'cc', '{}', x'00', '["a.example"]', 1);
    INSERT INTO notice_account (account_id, version_id, transport, notice_id) VALUES ('a', 'v1', 'smtp', 'n');
    INSERT INTO outbox (id, notice_id, client_id, host_id, kind, state, transport, client_name, language, sender, recipient, subject, message_id, eml, due_at, search_key, created_at)
      VALUES ('o', 'n', 'c', 'h', 'notice', 'sent', 'smtp', 'Client', 'fr', 's', 'r', 'x', 'm@x', x'00', 1, 'client', 1);
    INSERT INTO evidence (id, notice_id, outbox_id, client_id, rung, happened_at, recorded_at, server_reply)
      VALUES ('e', 'n', 'o', 'c', 'handed_to_smtp', 5, 6, '250 ok');
  `);
  migrate(database.store.target, [spine, proof]);
});
afterEach(() => database.close());

describe('a data folder of the first schema', () => {
  it('keeps every value of the rules in their new shape', () => {
    const kept = rules('h');
    expect(kept.country).toMatchObject({ state: 'known', value: 'RU' });
    expect(kept.termsUrl).toMatchObject({ state: 'known', value: 'https://host.example/terms' });
    expect(kept.whitelist).toEqual(known({ possible: true, servers: ['kvm'], evidence: [] }, '004-03'));
    expect(kept.channels).toEqual(known([{ purpose: 'unblock', channel: 'support', address: '' }], '004-11'));
    const sanction = { warning: 'none', warningHours: null, liftsAfterHours: null };
    expect(kept.sanctions).toEqual(
      known(
        [
          { scope: 'pack', ...sanction },
          { scope: 'port_25', ...sanction },
        ],
        '000-07',
      ),
    );
    expect(kept.pacing).toEqual(OLD_RULES.pacing);
    expect(kept.limits).toEqual(UNKNOWN);
  });

  it('knows nothing more of a host of which nothing was known', () => {
    const { statements, quotes, ...values } = rules('blank');
    expect(Object.values(values).map(({ state }) => state)).toEqual(Object.keys(values).map(() => 'unknown'));
    expect([statements, quotes]).toEqual([[], []]);
  });

  it('starts without rules or terms of its own', () => {
    const own = OwnRules.parse(JSON.parse(String(database.value("SELECT own_rules FROM host WHERE id = 'h'"))));
    expect(own.limits).toEqual([]);
    expect(Object.values(own).filter((value) => value !== null)).toEqual([[]]);
    expect(PolicyTerms.parse(JSON.parse(String(database.value("SELECT terms FROM host WHERE id = 'h'"))))).toMatchObject({ lawCountry: 'none' });
  });

  it('keeps versions as notices, the first of them material', () => {
    const versions = database.store.raw.prepare('SELECT id, kind, number, material, changelog FROM policy_version ORDER BY number').all();
    expect(versions).toMatchObject([
      { id: 'v1', kind: 'notice', material: 1 },
      { id: 'v2', kind: 'notice', material: 0 },
    ]);
    expect(Trilingual.parse(JSON.parse(String(database.value("SELECT changelog FROM policy_version WHERE id = 'v2'"))))).toEqual({
      en: 'Comma',
      fr: 'Comma',
      ru: 'Comma',
    });
  });

  it('keeps its evidence, with the accounts it covers', () => {
    const evidence = database.store.raw.prepare('SELECT * FROM evidence').all();
    expect(evidence).toMatchObject([
      { id: 'e', client_name: 'Client', host_id: 'h', version_id: 'v1', domains: '["a.example"]', origin: 'sending', happened_at: 5, recorded_at: 6 },
    ]);
    expect(database.store.raw.prepare('SELECT * FROM evidence_account').all()).toEqual([
      { account_id: 'a', version_id: 'v1', rung: 'handed_to_smtp', evidence_id: 'e', happened_at: 5 },
    ]);
  });

  it('is whole: nothing refers to what is gone', () => {
    expect(database.store.raw.pragma('foreign_key_check')).toEqual([]);
    expect(database.value('PRAGMA integrity_check')).toBe('ok');
    expect(database.value("SELECT count(*) FROM sqlite_master WHERE name LIKE 'kept%'")).toBe(0);
  });
});

describe('what counts as proof', () => {
  beforeEach(() => {
    database.store.raw.exec(`
      INSERT INTO evidence_file (evidence_id, name, mime, sha256, bytes) VALUES ('e', 'signed.pdf', 'application/pdf', 'aa', x'00');
      INSERT INTO evidence_revoked (evidence_id, at, author, reason) VALUES ('e', 7, 'A', 'mistake');
      INSERT INTO rule_change (host_id, seq, at, author, owner, field, before, after, reason) VALUES ('h', 1, 1, 'A', 'host', 'pacing', '{}', '{}', '');
      INSERT INTO ledger (seq, at, kind, subject_id, payload_sha256, hash, payload) VALUES (1, 1, 'opened', '', 'aa', 'bb', '{}');
      INSERT INTO reply (id, sha256, message_id, notice_id, client_id, read_at, from_name, from_address, subject, verdict, reason, other_address, excerpt, source, decided_by, search_key, eml)
        VALUES ('r', 'aa', 'm', 'n', 'c', 1, 'N', 'a@b.example', 's', 'to_read', 'no_phrase', 0, '', 'file', '', '', x'00');
    `);
  });

  it.each([
    ['policy_version', 'number = 9'],
    ['evidence', "rung = 'signed'"],
    ['evidence_account', "rung = 'signed'"],
    ['evidence_file', "name = 'x'"],
    ['evidence_revoked', "reason = 'x'"],
    ['rule_change', "after = 'x'"],
    ['ledger', "payload = 'x'"],
    ['reply', "eml = x'01'"],
  ])('%s can be neither changed nor deleted nor replaced', (table, change) => {
    const before = database.store.raw.prepare(`SELECT * FROM ${table}`).all();
    expect(before).not.toEqual([]);
    for (const sql of [`UPDATE ${table} SET ${change}`, `DELETE FROM ${table}`, `INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`]) {
      expect(() => run(sql)).toThrow(/immutable|only added|stays as it came/);
    }
    expect(database.store.raw.prepare(`SELECT * FROM ${table}`).all()).toEqual(before);
  });

  it('a reply gets its verdict from a person all the same', () => {
    run("UPDATE reply SET verdict = 'acknowledged', reason = 'decided_by_hand', decided_by = 'A', decided_at = 2");
    expect(database.value('SELECT verdict FROM reply')).toBe('acknowledged');
  });

  it('what a reply proved is found by index', () => {
    const plan = database.store.raw.prepare("EXPLAIN QUERY PLAN SELECT id FROM evidence WHERE reply_id = 'x' AND rung = 'replied'").all();
    expect(plan).toMatchObject([{ detail: expect.stringContaining('SEARCH evidence USING INDEX evidence_by_reply') }]);
  });

  it('a token names one notice', () => {
    run("UPDATE notice SET token = 'SW-7K4M-Q2ZD-9'");
    const copy = `INSERT INTO notice SELECT 'n2', client_id, contact_id, host_id, version_id, kind, language, fallback, transport, content_sha256, domains,
      withdrawn_at, created_at, content, pdf, token FROM notice`;
    expect(() => run(copy)).toThrow('UNIQUE constraint failed: notice.token');
  });
});
