import type { ReadDb, WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';

/** The zone of the days of a pack; of this computer while it has no figures. */
export async function zoneOf(core: Pick<Core, 'clock'>, db: ReadDb, packId: string): Promise<string> {
  const row = await db.selectFrom('pack').select('zone').where('id', '=', packId).executeTakeFirst();
  return row?.zone ?? core.clock.timeZone();
}

/** The zone of the clock that the host of a pack tells hours by: that of the pack, else the only one among its packs; null = nobody knows. */
export async function clockOf(db: ReadDb, packId: string): Promise<string | null> {
  const rows = await db
    .selectFrom('pack')
    .leftJoin('connection', 'connection.pack_id', 'pack.id')
    .where('pack.host_id', '=', (eb) => eb.selectFrom('pack').select('host_id').where('id', '=', packId))
    .select((eb) => ['pack.id', eb.fn.coalesce('pack.zone', 'connection.zone').as('zone')])
    .execute();
  const own = rows.find(({ id }) => id === packId)?.zone;
  const [only = null, ...others] = new Set(rows.flatMap(({ zone }) => zone ?? []));
  return own ?? (others.length > 0 ? null : only);
}

/** The zone of the days of a pack, for who writes days down: from then on they stay cut as they are, wherever this computer goes. */
export async function settledZone(core: Pick<Core, 'clock'>, tx: WriteDb, packId: string): Promise<string> {
  const zone = await zoneOf(core, tx, packId);
  await putZone(tx, packId, zone);
  return zone;
}

export async function putZone(tx: WriteDb, packId: string, zone: string): Promise<void> {
  await tx
    .updateTable('pack')
    .set({ zone })
    .where('id', '=', packId)
    .where((eb) => eb.or([eb('zone', 'is', null), eb('zone', '!=', zone)]))
    .execute();
}
