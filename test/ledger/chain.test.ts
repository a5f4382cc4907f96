import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendLedger } from '../../src/features/ledger/index.ts';
import { type Desk, openDesk } from './desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

/** A ledger of `count` proofs: rows 2 to count + 1. */
async function fill(count: number): Promise<void> {
  const anna = desk.client('Anna');
  for (let index = 0; index < count; index++) await desk.tell(anna);
}

/** The tables as they were, for the next attempt. */
const KEEP = ['CREATE TABLE kept_ledger AS SELECT * FROM ledger'];
const RESTORE = ['DELETE FROM ledger', 'INSERT INTO ledger SELECT * FROM kept_ledger', "DELETE FROM setting WHERE key = 'ledger.last_check'"];

const entries = (problems: readonly { entry: string; problem: string }[]): string[] => problems.map(({ entry, problem }) => `${problem} ${entry}`);

describe('the ledger', () => {
  it('begins with a row that opens it, and is whole', async () => {
    await fill(3);
    const { rows } = await desk.handlers.list({ offset: 0, limit: 10 }, { signal: undefined });
    expect(rows.map(({ seq, kind }) => [seq, kind])).toEqual([
      [4, 'evidence_added'],
      [3, 'evidence_added'],
      [2, 'evidence_added'],
      [1, 'opened'],
    ]);
    expect(await desk.check()).toEqual([]);
    expect(await desk.handlers.status({}, { signal: undefined })).toMatchObject({ rows: 4, head: { seq: 4 }, lastCheck: { rows: 4, problems: [] } });
  });

  it('takes in what was there before it, and nothing that lost its row later', async () => {
    await fill(3);
    desk.tamper('DELETE FROM ledger');
    expect(await desk.check()).toEqual([]);
    const { rows } = await desk.handlers.list({ offset: 0, limit: 10 }, { signal: undefined });
    expect(rows.map(({ kind }) => kind)).toEqual(['evidence_adopted', 'evidence_adopted', 'evidence_adopted', 'opened']);
    await fill(1);
    desk.tamper('DELETE FROM ledger WHERE seq = 5');
    expect(entries(await desk.check())).toEqual([expect.stringMatching(/^row_missing evidence:/)]);
  });

  it('names whom a row is about, and gives older rows by windows', async () => {
    const clientId = desk.core.ids.next();
    const { evidenceId } = await desk.tell({ id: clientId, name: 'Boulangerie' });
    await fill(2);
    await desk.core.db.write((tx) => appendLedger(desk.core, tx, { kind: 'evidence_revoked', subjectId: evidenceId, payload: { id: evidenceId } }));
    await desk.core.db.write((tx) => appendLedger(desk.core, tx, { kind: 'version_published', subjectId: desk.versionId, payload: {} }));
    const about = { clientId, clientName: 'Boulangerie', hostName: 'Hôte & Cie', versionKind: 'notice', versionNumber: 1, rung: 'handed_to_smtp' };
    const of = async (offset: number) => await desk.handlers.list({ offset, limit: 2 }, { signal: undefined });
    expect(await of(0)).toMatchObject({
      total: 6,
      rows: [
        { kind: 'version_published', about: { clientId: null, clientName: '', hostName: 'Hôte & Cie', versionKind: 'notice', versionNumber: 1, rung: null } },
        { kind: 'evidence_revoked', about },
      ],
    });
    expect((await of(4)).rows).toMatchObject([
      { seq: 2, kind: 'evidence_added', about },
      { seq: 1, kind: 'opened', about: null },
    ]);
  });

  it('notes that the clock was set back, once', async () => {
    await fill(1);
    desk.clock.jump(-3_600_000);
    await fill(2);
    const { rows } = await desk.handlers.list({ offset: 0, limit: 10 }, { signal: undefined });
    expect(rows.map(({ kind }) => kind)).toEqual(['evidence_added', 'evidence_added', 'clock_went_back', 'evidence_added', 'opened']);
    expect(await desk.check()).toEqual([]);
  });

  it('cannot be changed by SQL that keeps its triggers', async () => {
    await fill(1);
    await expect(desk.core.db.write((tx) => tx.deleteFrom('ledger').execute())).rejects.toThrow('the ledger is only added to');
  });

  it('shows which row is missing, was put in, moved or changed', async () => {
    await fill(12);
    desk.tamper(...KEEP);
    const seq = fc.integer({ min: 2, max: 12 });
    const attack = fc.oneof(
      fc.record({ how: fc.constant('delete' as const), seq }),
      fc.record({ how: fc.constant('delete_renumber' as const), seq }),
      fc.record({ how: fc.constant('swap' as const), seq }),
      fc.record({ how: fc.constant('insert' as const), seq }),
      fc.record({ how: fc.constant('payload' as const), seq }),
      fc.record({ how: fc.constant('at' as const), seq }),
      fc.record({ how: fc.constant('kind' as const), seq }),
      fc.record({ how: fc.constant('hash' as const), seq }),
      fc.record({ how: fc.constant('payload_and_hash' as const), seq }),
    );
    await fc.assert(
      fc.asyncProperty(attack, async ({ how, seq: at }) => {
        desk.tamper(...RESTORE, ...SQL[how](at));
        const found = entries(await desk.check());
        expect({ how, at, found }).toEqual({ how, at, found: expect.arrayContaining(EXPECTED[how](at).map((entry) => entry)) });
      }),
      { numRuns: 120 },
    );
  });

  it('remembers how long it was: newest rows that went away after a check are missed', async () => {
    await fill(3);
    expect(await desk.check()).toEqual([]);
    desk.tamper(
      'DELETE FROM evidence_account',
      'DELETE FROM evidence WHERE id IN (SELECT subject_id FROM ledger WHERE seq = 4)',
      'DELETE FROM ledger WHERE seq = 4',
    );
    expect(entries(await desk.check())).toContain('row_missing ledger:4');
    expect(entries(await desk.check())).toContain('row_missing ledger:4');
  });

  it.each([
    ["UPDATE evidence SET rung = 'signed'", 'table_differs ledger:2'],
    ["UPDATE evidence SET client_name = 'Other'", 'table_differs ledger:2'],
    ['UPDATE evidence SET happened_at = happened_at - 1', 'table_differs ledger:2'],
    ["UPDATE outbox_content SET eml = CAST('forged' AS BLOB)", 'table_differs ledger:2'],
    ["UPDATE notice SET pdf = CAST('forged' AS BLOB)", 'table_differs ledger:2'],
    ["UPDATE notice SET content = '{}'", 'table_differs ledger:2'],
    ["UPDATE policy_version SET sha256 = 'x'", 'table_differs ledger:2'],
    ['DELETE FROM evidence_account', 'table_differs ledger:2'],
    ['DELETE FROM evidence', 'table_differs ledger:2'],
    ["UPDATE evidence_file SET bytes = CAST('forged' AS BLOB)", 'table_differs ledger:2'],
    ["INSERT INTO evidence_revoked SELECT id, 1, 'x', 'y' FROM evidence", /^row_missing evidence:/],
    [
      "INSERT INTO evidence SELECT '00000000-0000-7000-8000-000000000001', notice_id, outbox_id, client_id, client_name, host_id, version_id, domains, rung, origin, note_kind, author, note, reply_id, happened_at, recorded_at, clock_went_back, server_reply, search_key FROM evidence",
      'row_missing evidence:00000000-0000-7000-8000-000000000001',
    ],
  ])('finds what was done to the tables behind it: %s', async (sql, expected) => {
    await desk.tell(desk.client('Anna'), { file: { name: 'a', mime: 'application/pdf', bytes: Buffer.from('%PDF') } });
    desk.tamper(sql);
    expect(entries(await desk.check())).toEqual([typeof expected === 'string' ? expected : expect.stringMatching(expected)]);
  });
});

type Attack = 'delete' | 'delete_renumber' | 'swap' | 'insert' | 'payload' | 'at' | 'kind' | 'hash' | 'payload_and_hash';

const SQL: Readonly<Record<Attack, (seq: number) => string[]>> = {
  delete: (seq) => [`DELETE FROM ledger WHERE seq = ${seq}`],
  delete_renumber: (seq) => [
    `DELETE FROM ledger WHERE seq = ${seq}`,
    `UPDATE ledger SET seq = -seq WHERE seq > ${seq}`,
    'UPDATE ledger SET seq = -seq - 1 WHERE seq < 0',
  ],
  swap: (seq) => [
    `UPDATE ledger SET seq = -1 WHERE seq = ${seq}`,
    `UPDATE ledger SET seq = ${seq} WHERE seq = ${seq + 1}`,
    `UPDATE ledger SET seq = ${seq + 1} WHERE seq = -1`,
  ],
  insert: (seq) => [
    `UPDATE ledger SET seq = -seq WHERE seq >= ${seq}`,
    'UPDATE ledger SET seq = -seq + 1 WHERE seq < 0',
    `INSERT INTO ledger SELECT ${seq}, at, 'clock_went_back', '', payload_sha256, '${'a'.repeat(64)}', payload FROM ledger WHERE seq = 1`,
  ],
  payload: (seq) => [`UPDATE ledger SET payload = replace(payload, '"', ' "') WHERE seq = ${seq}`],
  at: (seq) => [`UPDATE ledger SET at = at - 86400000 WHERE seq = ${seq}`],
  kind: (seq) => [`UPDATE ledger SET kind = 'evidence_adopted' WHERE seq = ${seq}`],
  hash: (seq) => [`UPDATE ledger SET hash = '${'b'.repeat(64)}' WHERE seq = ${seq}`],
  payload_and_hash: (seq) => [
    `UPDATE ledger SET payload = '{}', payload_sha256 = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a' WHERE seq = ${seq}`,
  ],
};

/** The last row has no successor: there a swap or a missing row shows in another way. */
const EXPECTED: Readonly<Record<Attack, (seq: number) => string[]>> = {
  delete: (seq) => [`row_missing ledger:${seq}`],
  delete_renumber: (seq) => [`chain_broken ledger:${seq}`],
  swap: (seq) => [`row_reordered ledger:${seq}`],
  insert: (seq) => [`row_inserted ledger:${seq}`],
  payload: (seq) => [`payload_changed ledger:${seq}`],
  at: (seq) => [`chain_broken ledger:${seq}`],
  kind: (seq) => [`chain_broken ledger:${seq}`],
  hash: (seq) => [`chain_broken ledger:${seq}`],
  payload_and_hash: (seq) => [`chain_broken ledger:${seq}`],
};
