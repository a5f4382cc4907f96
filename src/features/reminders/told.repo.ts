import { sql } from 'kysely';
import type { ReadDb } from '../../db/db.ts';
import { fallen } from '../evidence/index.ts';
import { pairKey } from './schedule.ts';

/** The version of the notice a client was told last, and how an answer to it is known. */
export interface ToldFacts {
  readonly versionId: string;
  readonly versionNumber: number;
  readonly at: number;
  /** Token of his newest notice of the round; null without one. */
  readonly token: string | null;
}

/** Rungs of a message that went out: the day of one of them is the day it was sent. */
const SENT = ['handed_to_smtp', 'practised'];

/** What each client was told, by `pairKey`; nobody who was told nothing. */
export async function toldFacts(db: ReadDb, clientIds: readonly string[], practice: boolean): Promise<Map<string, ToldFacts>> {
  const rows = await db
    .with('fallen', () => fallen(db))
    .selectFrom('evidence')
    .innerJoin('policy_version', 'policy_version.id', 'evidence.version_id')
    .where('evidence.client_id', 'in', clientIds)
    .where('policy_version.kind', '=', 'notice')
    .where('evidence.rung', 'not in', practice ? ['prepared'] : ['prepared', 'practised'])
    .where('evidence.id', 'not in', sql<string>`(SELECT id FROM fallen)`)
    .select(['evidence.client_id as clientId', 'evidence.host_id as hostId', 'evidence.rung', 'evidence.happened_at as at'])
    .select(['policy_version.id as versionId', 'policy_version.number as versionNumber'])
    .orderBy('policy_version.number')
    .orderBy('evidence.happened_at')
    .orderBy('evidence.id')
    .execute();
  const tokens = await roundTokens(db, clientIds, practice);
  const told = new Map<string, ToldFacts & { readonly sent: boolean }>();
  for (const row of rows) {
    const { versionId, versionNumber, at } = row;
    const [key, sent] = [pairKey(row), SENT.includes(row.rung)];
    const before = told.get(key);
    if (before?.versionId === versionId && before.sent && !sent) continue;
    told.set(key, { versionId, versionNumber, at, sent, token: tokens.get(key) ?? null });
  }
  return told;
}

/** The token of each client's newest notice of the round in force. */
async function roundTokens(db: ReadDb, clientIds: readonly string[], practice: boolean): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('notice')
    .innerJoin('policy_version', 'policy_version.id', 'notice.version_id')
    .where('notice.client_id', 'in', clientIds)
    .where('notice.kind', '=', 'notice')
    .where('notice.withdrawn_at', 'is', null)
    .where('notice.token', 'is not', null)
    .$if(!practice, (notices) => notices.where('notice.transport', '<>', 'practice'))
    .where('policy_version.number', '>=', (eb) =>
      eb
        .selectFrom('policy_version as material')
        .whereRef('material.host_id', '=', 'notice.host_id')
        .where('material.kind', '=', 'notice')
        .where('material.material', '=', 1)
        .select((inner) => inner.fn.max('material.number').as('number')),
    )
    .orderBy('notice.created_at')
    .orderBy('notice.id')
    .select(['notice.client_id as clientId', 'notice.host_id as hostId', 'notice.token'])
    .execute();
  return new Map(rows.map((row) => [pairKey(row), row.token ?? '']));
}
