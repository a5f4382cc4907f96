import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileRef } from '../../src/contract/ids.ts';
import { evidencePayload } from '../../src/features/evidence/index.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const list = () => world.handlers.list({ offset: 0, limit: 100, search: '', rungs: [] }, world.call);
const ledger = () => world.core.db.read.selectFrom('ledger').selectAll().where('kind', '<>', 'opened').orderBy('seq').execute();

describe('a proof that is added', () => {
  it('stands in the list with both dates, author, note, file and its place in the ledger', async () => {
    const version = await world.publish('2026-01-01');
    const client = await world.client('Anna Müller', [{}, {}]);
    const bytes = new TextEncoder().encode('%PDF-1.7 signed');
    const file = { name: 'signed.pdf', mime: 'application/pdf', bytes };
    const happenedAt = world.clock.now() - 86_400_000;
    const id = await world.prove(client, version, { rung: 'signed', happenedAt, note: 'At the desk', domains: ['пример.рф'], file });
    const [row] = (await list()).rows;
    expect(row).toMatchObject({
      ...{ id, rung: 'signed', origin: 'hand', noteKind: 'phone', author: 'Anna', note: 'At the desk', domains: ['пример.рф'] },
      ...{ noticeId: null, to: '', messageId: '', language: null, transport: null, revoked: null, clockWentBack: false },
      attachment: { name: 'signed.pdf', mime: 'application/pdf', sizeBytes: bytes.length, sha256: world.core.hasher.sha256(bytes) },
      happenedAt: '2026-11-20T09:00:00.000Z',
      recordedAt: '2026-11-21T09:00:00.000Z',
      ledgerSeq: (await ledger()).at(-1)?.seq,
    });
    const { fileRef } = await world.handlers.attachment({ id }, world.call);
    expect((await world.core.files.bytes(FileRef.parse(fileRef))).bytes).toEqual(Buffer.from(bytes));
    expect((await world.handlers.list({ offset: 0, limit: 10, search: 'пример', rungs: ['signed'] }, world.call)).total).toBe(1);
  });

  it('says in the ledger what stands in the tables, and covers each account once', async () => {
    const version = await world.publish('2026-01-01');
    const client = await world.client('A', [{}, {}]);
    const [first = '', second = ''] = client.accounts;
    const id = await world.prove(client, version, { accountIds: [second, first, second] });
    const sent = await world.send(client, version);
    const entries = await ledger();
    expect(entries.map(({ kind, subject_id }) => [kind, subject_id])).toEqual([
      ['evidence_added', id],
      ['evidence_added', sent],
    ]);
    for (const entry of entries) {
      const { nonce, ...payload } = JSON.parse(entry.payload);
      expect(nonce).not.toBe('');
      expect(payload).toEqual(await evidencePayload(world.core.hasher, world.core.db.read, entry.subject_id));
    }
    expect(JSON.parse(entries[1]?.payload ?? '')).toMatchObject({
      client: { id: client.id, name: 'A' },
      version: { id: version, kind: 'notice', sha256: world.core.hasher.sha256(version) },
      accounts: [...client.accounts].sort(),
      message: { to: 'client@example.net', emlSha256: world.core.hasher.sha256(new Uint8Array([2])) },
      notice: { pdfSha256: world.core.hasher.sha256(new Uint8Array([1])) },
      serverReply: '250 ok',
    });
  });

  it('is all or nothing', async () => {
    const version = await world.publish('2026-01-01');
    const client = await world.client('A');
    await expect(world.prove(client, 'no-such-version')).rejects.toThrow();
    expect(await ledger()).toEqual([]);
    expect((await list()).total).toBe(0);
    await world.prove(client, version);
    expect((await list()).total).toBe(1);
  });

  it('says when the clock of the computer had been set back', async () => {
    const version = await world.publish('2026-01-01');
    const client = await world.client('A');
    await world.prove(client, version);
    world.clock.jump(-3_600_000);
    await world.prove(client, version);
    expect((await list()).rows.map(({ clockWentBack }) => clockWentBack).sort()).toEqual([false, true]);
  });

  it.each(['evidence', 'evidence_account', 'evidence_file', 'evidence_revoked'])('can be changed or deleted by no SQL (%s)', async (table) => {
    const version = await world.publish('2026-01-01');
    const client = await world.client('A');
    const id = await world.prove(client, version, { file: { name: 'a', mime: 'b', bytes: new Uint8Array([1]) } });
    await world.handlers.revoke({ id, reason: 'wrong' }, world.call);
    await expect(world.core.db.write((tx) => sql`DELETE FROM ${sql.table(table)}`.execute(tx))).rejects.toThrow('evidence is only added');
    const column = { evidence: 'rung', evidence_account: 'rung', evidence_file: 'name', evidence_revoked: 'reason' }[table] ?? '';
    await expect(world.core.db.write((tx) => sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = 'x'`.execute(tx))).rejects.toThrow(
      'evidence is only added',
    );
  });
});

describe('taking back', () => {
  it('is written down with author and reason, once, and stays in sight', async () => {
    const version = await world.publish('2026-01-01');
    const client = await world.client('A');
    await world.core.db.write((tx) => tx.insertInto('setting').values({ key: 'author', value: '"Boris"' }).execute());
    const id = await world.prove(client, version);
    const revoked = await world.handlers.revoke({ id, reason: 'Another client was called' }, world.call);
    expect(revoked.revoked).toEqual({ at: '2026-11-21T09:00:00.000Z', author: 'Boris', reason: 'Another client was called' });
    await world.handlers.revoke({ id, reason: 'Again' }, world.call);
    expect((await list()).rows).toEqual([revoked]);
    expect((await ledger()).map(({ kind }) => kind)).toEqual(['evidence_added', 'evidence_revoked']);
    expect(world.announced).toContain('ledger');
  });

  it('is refused for what the app saw itself, and for what is not there', async () => {
    const version = await world.publish('2026-01-01');
    const client = await world.client('A');
    const refused = [
      await world.send(client, version),
      await world.prove(client, version, { rung: 'accepted_by_server', origin: 'mail', noteKind: null, author: '' }),
    ];
    for (const id of refused) await expect(world.handlers.revoke({ id, reason: 'x' }, world.call)).rejects.toMatchObject({ code: 'evidence_not_by_hand' });
    const [unknown] = refused;
    if (unknown === undefined) throw new Error('nothing added');
    await expect(world.handlers.attachment({ id: unknown }, world.call)).rejects.toMatchObject({ code: 'evidence_not_found' });
    expect((await ledger()).map(({ kind }) => kind)).toEqual(['evidence_added', 'evidence_added']);
  });

  it('makes the account due again', async () => {
    const version = await world.publish('2026-01-01');
    const client = await world.client('A');
    const id = await world.prove(client, version);
    expect(await world.handlers.coverage({}, world.call)).toMatchObject({ told: 1, due: 0 });
    await world.handlers.revoke({ id, reason: 'x' }, world.call);
    expect(await world.handlers.coverage({}, world.call)).toMatchObject({ told: 0, due: 1 });
    expect((await world.toldOn('2026-11-21')).counts).toMatchObject({ told: 0, not_told: 1 });
  });
});
