import type { ReadDb } from '../../db/db.ts';
import type { Core } from '../core.ts';

/** In which zone the server of a pack is taken to write: that of the days of the pack, else of its panel, else of this computer. */
export async function zoneOfPack(core: Pick<Core, 'clock'>, db: ReadDb, packId: string): Promise<string> {
  const row = await db
    .selectFrom('pack')
    .leftJoin('connection', 'connection.pack_id', 'pack.id')
    .where('pack.id', '=', packId)
    .select((eb) => eb.fn.coalesce('pack.zone', 'connection.zone').as('zone'))
    .executeTakeFirst();
  return row?.zone ?? core.clock.timeZone();
}
