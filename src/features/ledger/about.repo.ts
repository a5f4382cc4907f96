import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { Rung } from '../../contract/evidence.ts';
import type { LedgerAbout } from '../../contract/ledger.ts';
import { TextKind } from '../../contract/texts.ts';
import type { ReadDb } from '../../db/db.ts';
import type { StoredRow } from './ledger.repo.ts';

type About = z.input<typeof LedgerAbout>;
type Found = readonly (About & { readonly subject: string })[];

/** Whom and which version rows of the ledger are about, by their subject. Rows about the ledger itself are about nobody. */
export async function aboutOf(db: ReadDb, rows: readonly StoredRow[]): Promise<ReadonlyMap<string, About>> {
  const subjects = (...kinds: readonly string[]): string[] => rows.filter(({ kind }) => kinds.includes(kind)).map(({ subject_id }) => subject_id);
  const found = [
    ...(await aboutProofs(db, subjects('evidence_added', 'evidence_adopted', 'evidence_revoked'))),
    ...(await aboutReplies(db, subjects('reply_decided'))),
    ...(await aboutNotices(db, subjects('notice_withdrawn'))),
    ...(await aboutVersions(db, subjects('version_published'))),
  ];
  return new Map(found.map(({ subject, ...about }) => [subject, about]));
}

async function aboutProofs(db: ReadDb, ids: readonly string[]): Promise<Found> {
  const rows = await db
    .selectFrom('evidence')
    .innerJoin('host', 'host.id', 'evidence.host_id')
    .innerJoin('policy_version as version', 'version.id', 'evidence.version_id')
    .select(['evidence.id as subject', 'evidence.client_id as clientId', 'evidence.client_name as clientName', 'evidence.rung as rung'])
    .select(['host.name as hostName', 'version.kind as versionKind', 'version.number as versionNumber'])
    .where('evidence.id', 'in', [...ids])
    .execute();
  return rows.map((row) => ({ ...row, versionKind: TextKind.parse(row.versionKind), rung: Rung.parse(row.rung) }));
}

/** Notices with a version: their own, or the one that an answer to them is about. */
function notices(db: ReadDb, versionId: RawBuilder<string>) {
  return (
    db
      .selectFrom('notice')
      .innerJoin('host', 'host.id', 'notice.host_id')
      .innerJoin('policy_version as version', (join) => join.on('version.id', '=', versionId))
      .leftJoin('outbox', 'outbox.notice_id', 'notice.id')
      .leftJoin('client', 'client.id', 'notice.client_id')
      .select(['notice.client_id as clientId', 'host.name as hostName', 'version.kind as versionKind', 'version.number as versionNumber'])
      // The client may be gone; the message keeps his name.
      .select((eb) => eb.fn.coalesce('client.name', 'outbox.client_name', eb.val('')).as('clientName'))
  );
}

async function aboutReplies(db: ReadDb, ids: readonly string[]): Promise<Found> {
  const rows = await notices(db, sql`coalesce(notice.about_version_id, notice.version_id)`)
    .innerJoin('reply', 'reply.notice_id', 'notice.id')
    .select('reply.id as subject')
    .where('reply.id', 'in', [...ids])
    .execute();
  return rows.map((row) => ({ ...row, versionKind: TextKind.parse(row.versionKind), rung: null }));
}

async function aboutNotices(db: ReadDb, ids: readonly string[]): Promise<Found> {
  const rows = await notices(db, sql`notice.version_id`)
    .select('notice.id as subject')
    .where('notice.id', 'in', [...ids])
    .execute();
  return rows.map((row) => ({ ...row, versionKind: TextKind.parse(row.versionKind), rung: null }));
}

async function aboutVersions(db: ReadDb, ids: readonly string[]): Promise<Found> {
  const rows = await db
    .selectFrom('policy_version as version')
    .innerJoin('host', 'host.id', 'version.host_id')
    .select(['version.id as subject', 'host.name as hostName', 'version.kind as versionKind', 'version.number as versionNumber'])
    .where('version.id', 'in', [...ids])
    .execute();
  return rows.map((row) => ({ ...row, versionKind: TextKind.parse(row.versionKind), clientId: null, clientName: '', rung: null }));
}
