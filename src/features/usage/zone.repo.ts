import type { ReadDb } from '../../db/db.ts';
import type { Core } from '../core.ts';

/** The zone of the days of a pack: of its connection, else of this computer. */
export async function zoneOf(core: Pick<Core, 'clock'>, db: ReadDb, packId: string): Promise<string> {
  const row = await db.selectFrom('connection').select('zone').where('pack_id', '=', packId).executeTakeFirst();
  return row?.zone ?? core.clock.timeZone();
}
