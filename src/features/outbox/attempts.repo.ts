import { type SqlBool, sql } from 'kysely';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { COLUMNS, type OutboxRecord } from './outbox.repo.ts';

/** When, by the clock on the wall and as the pace counts time. */
export interface Moment {
  readonly wall: number;
  readonly paced: number;
}

/** A message taken out of the queue to be handed over: as it was before, and what is to be handed over. */
export interface Claimed {
  readonly message: OutboxRecord;
  readonly eml: Uint8Array;
}

/** Takes waiting messages into `sending`, all at once. */
export async function beginSending(tx: WriteDb, messages: readonly OutboxRecord[], now: Moment): Promise<Claimed[]> {
  if (messages.length === 0) return [];
  const ids = messages.map(({ id }) => id);
  await tx
    .updateTable('outbox')
    .set((eb) => ({ state: 'sending', sending_at: now.wall, attempts: eb('attempts', '+', 1) }))
    .where('id', 'in', ids)
    .execute();
  await tx
    .insertInto('outbox_event')
    .columns(['outbox_id', 'seq', 'at', 'state', 'reply', 'error_code', 'paced_at'])
    .expression((eb) =>
      eb
        .selectFrom('outbox_event')
        .select((each) => [
          'outbox_id',
          sql<number>`max(seq) + 1`.as('seq'),
          each.val(now.wall).as('at'),
          each.val('sending').as('state'),
          each.val('').as('reply'),
          each.val('').as('error_code'),
          each.val(Math.floor(now.paced)).as('paced_at'),
        ])
        .where('outbox_id', 'in', ids)
        .groupBy('outbox_id'),
    )
    .execute();
  const contents = await tx.selectFrom('outbox_content').select(['outbox_id', 'eml']).where('outbox_id', 'in', ids).execute();
  const emls = new Map(contents.map(({ outbox_id, eml }) => [outbox_id, eml]));
  return messages.map((message) => {
    const eml = emls.get(message.id);
    // Better nothing leaves than an empty mail that counts as proof.
    if (eml === undefined) throw new Error('A message without content');
    return { message, eml };
  });
}

/** Puts a message back that was claimed and never begun, as if it had not been claimed. */
export async function putBack(tx: WriteDb, before: OutboxRecord): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ state: before.state, sending_at: before.sending_at, attempts: before.attempts })
    .where('id', '=', before.id)
    .where('state', '=', 'sending')
    .execute();
  await tx
    .deleteFrom('outbox_event')
    .where('outbox_id', '=', before.id)
    .where('state', '=', 'sending')
    .where('seq', '=', sql<number>`(SELECT max(seq) FROM outbox_event WHERE outbox_id = ${before.id})`)
    .execute();
}

/** What an earlier process was handing over when it ended. */
export async function leftSending(db: ReadDb): Promise<OutboxRecord[]> {
  return await db.selectFrom('outbox').select(COLUMNS).where('state', '=', 'sending').orderBy('id').execute();
}

/**
 * Attempts begun after an instant (all instants as the pace counts time), ascending by their end: their servers saw them no later. `endedAt` is null while one is
 * not over. An attempt that gave the server nothing (back to `queued`) does not count.
 */
export async function attemptsSince(db: ReadDb, since: number) {
  return await db
    .selectFrom('outbox_event as begun')
    .innerJoin('outbox', 'outbox.id', 'begun.outbox_id')
    .leftJoin('outbox_event as ended', (join) => join.onRef('ended.outbox_id', '=', 'begun.outbox_id').on('ended.seq', '=', sql<number>`begun.seq + 1`))
    .select(['outbox.transport', 'outbox.host_id', 'outbox.pack_id'])
    .select((eb) => eb.fn.coalesce('ended.paced_at', 'ended.at').as('endedAt'))
    .where(sql<SqlBool>`begun.state = 'sending'`)
    .where('begun.paced_at', '>', since)
    .where((eb) => eb.or([eb('ended.state', 'is', null), eb('ended.state', '<>', 'queued')]))
    .orderBy(sql`coalesce(ended.paced_at, ended.at) IS NULL`)
    .orderBy('endedAt')
    .execute();
}

export async function hostRules(db: ReadDb) {
  return await db.selectFrom('host').select(['id', 'rules', 'own_rules']).execute();
}
