import type { z } from 'zod';
import { fail } from '../../contract/fail.ts';
import { RepermissionPlan, RepermissionResult } from '../../contract/repermission.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';

/** A plan as it is kept. */
export interface StoredRepermission {
  readonly id: string;
  readonly incidentId: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly plan: RepermissionPlan;
  readonly result: z.infer<typeof RepermissionResult>;
  readonly letterId: string | null;
  readonly startedOn: string | null;
  readonly overOn: string | null;
}

function rows(db: ReadDb) {
  return db.selectFrom('repermission').selectAll();
}

function storedOf(row: Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]): StoredRepermission {
  return {
    id: row.id,
    incidentId: row.incident_id,
    clientId: row.client_id,
    clientName: row.client_name,
    plan: RepermissionPlan.parse(JSON.parse(row.plan)),
    result: RepermissionResult.parse(JSON.parse(row.result)),
    letterId: row.letter_id,
    startedOn: row.started_on,
    overOn: row.over_on,
  };
}

/** Throws `repermission_not_found`. */
export async function findStored(db: ReadDb, id: string): Promise<StoredRepermission> {
  const row = await rows(db).where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw fail('repermission_not_found', {});
  return storedOf(row);
}

/** Plans of a case, oldest first. */
export async function storedOfCase(db: ReadDb, incidentId: string): Promise<StoredRepermission[]> {
  return (await rows(db).where('incident_id', '=', incidentId).orderBy('created_at').orderBy('id').execute()).map(storedOf);
}

/** Letters of plans that wait in the queue though the last day they name is before `today`: what a letter says stays where its plan changed since. */
export async function lettersOver(db: ReadDb, today: string): Promise<string[]> {
  const waiting = await db
    .selectFrom('repermission')
    .innerJoin('letter', 'letter.id', 'repermission.letter_id')
    .innerJoin('outbox', 'outbox.id', 'letter.outbox_id')
    .where('outbox.state', 'in', ['queued', 'deferred'])
    .where('letter.follow_up_on', '<', today)
    .select('letter.id')
    .execute();
  return waiting.map(({ id }) => id);
}

/** Keeps a new plan. Throws `repermission_exists`. */
export async function insertStored(tx: WriteDb, { createdAt, ...stored }: StoredRepermission & { readonly createdAt: number }): Promise<void> {
  const known = await rows(tx).where('incident_id', '=', stored.incidentId).where('client_id', '=', stored.clientId).executeTakeFirst();
  if (known !== undefined) throw fail('repermission_exists', {});
  await tx
    .insertInto('repermission')
    .values({
      id: stored.id,
      incident_id: stored.incidentId,
      client_id: stored.clientId,
      client_name: stored.clientName,
      plan: JSON.stringify(stored.plan),
      result: JSON.stringify(stored.result),
      letter_id: stored.letterId,
      started_on: stored.startedOn,
      over_on: stored.overOn,
      created_at: createdAt,
    })
    .execute();
}

/** Throws a plan away, with proofs that had been taken away from it. */
export async function deleteStored(tx: WriteDb, id: string): Promise<void> {
  await tx.deleteFrom('repermission_file').where('repermission_id', '=', id).execute();
  await tx.deleteFrom('repermission').where('id', '=', id).execute();
}

/** What may change of a plan. */
export type RepermissionChange = Partial<Pick<StoredRepermission, 'plan' | 'result' | 'letterId' | 'startedOn' | 'overOn'>>;

export async function updateStored(tx: WriteDb, id: string, { plan, result, letterId, startedOn, overOn }: RepermissionChange): Promise<void> {
  const given = {
    ...(plan !== undefined && { plan: JSON.stringify(plan) }),
    ...(result !== undefined && { result: JSON.stringify(result) }),
    ...(letterId !== undefined && { letter_id: letterId }),
    ...(startedOn !== undefined && { started_on: startedOn }),
    ...(overOn !== undefined && { over_on: overOn }),
  };
  await tx.updateTable('repermission').set(given).where('id', '=', id).execute();
}
