import type { ReadDb, WriteDb } from '../../db/db.ts';

/** A threshold of the reseller's own as it is stored. `hostedId` 0 = the pack. */
export interface StoredThreshold {
  readonly packId: string;
  readonly hostedId: number;
  readonly perHour: number | null;
  readonly perDay: number | null;
  readonly reason: string;
  readonly author: string;
  readonly untilOn: string | null;
  readonly madeAt: number;
}

/** Thresholds of a pack, or of all packs. */
export async function readThresholds(
  db: ReadDb,
  of: { readonly packId?: string | undefined; readonly hostedId?: number | undefined },
): Promise<StoredThreshold[]> {
  const { packId, hostedId } = of;
  const rows = await db
    .selectFrom('threshold')
    .selectAll()
    .$if(packId !== undefined, (each) => each.where('pack_id', '=', packId ?? ''))
    .$if(hostedId !== undefined, (each) => each.where('hosted_id', '=', hostedId ?? 0))
    .orderBy('pack_id')
    .orderBy('hosted_id')
    .execute();
  return rows.map((row) => ({
    packId: row.pack_id,
    hostedId: row.hosted_id,
    perHour: row.per_hour,
    perDay: row.per_day,
    reason: row.reason,
    author: row.author,
    untilOn: row.until_on,
    madeAt: row.made_at,
  }));
}

/** How packs and accounts that have thresholds are called. */
export async function thresholdNames(db: ReadDb): Promise<(of: Pick<StoredThreshold, 'packId' | 'hostedId'>) => string> {
  const rows = await db
    .selectFrom('threshold')
    .innerJoin('pack', 'pack.id', 'threshold.pack_id')
    .leftJoin('hosted_account', 'hosted_account.id', 'threshold.hosted_id')
    .select(['threshold.pack_id', 'threshold.hosted_id', 'pack.name', 'hosted_account.domain', 'hosted_account.login'])
    .execute();
  const names = new Map(rows.map((row) => [`${row.pack_id} ${row.hosted_id}`, row.hosted_id === 0 ? row.name : row.domain || row.login || '']));
  return ({ packId, hostedId }) => names.get(`${packId} ${hostedId}`) ?? '';
}

/** Sets or replaces; without any number it is taken away. */
export async function writeThreshold(tx: WriteDb, { packId, hostedId, ...rest }: StoredThreshold): Promise<void> {
  await tx.deleteFrom('threshold').where('pack_id', '=', packId).where('hosted_id', '=', hostedId).execute();
  if (rest.perHour === null && rest.perDay === null) return;
  await tx
    .insertInto('threshold')
    .values({
      pack_id: packId,
      hosted_id: hostedId,
      per_hour: rest.perHour,
      per_day: rest.perDay,
      reason: rest.reason,
      author: rest.author,
      until_on: rest.untilOn,
      made_at: rest.madeAt,
    })
    .execute();
}
