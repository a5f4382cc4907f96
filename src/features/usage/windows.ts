import type { UsageReader } from '../../connectors/connector.ts';
import type { ReadDb } from '../../db/db.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { GRAIN_S } from '../../shared/grain.ts';
import type { Core } from '../core.ts';
import type { WindowToRead } from '../hooks.ts';
import { grainOf } from './grain.rules.ts';
import { planWindows } from './windows.rules.ts';

/** Of which pack, how its panel tells volume, the zone of its days, and the instant it is. */
export interface WindowsOf {
  readonly packId: string;
  readonly reader: UsageReader;
  readonly zone: string;
  readonly now: number;
}

/** No panel is asked for anything older. */
const FURTHEST_MS = 33 * DAY_MS;

/** The windows that are worth reading now, oldest first. */
export async function windowsToRead(_core: Core, db: ReadDb, { packId, reader, zone, now }: WindowsOf): Promise<WindowToRead[]> {
  const rows = await db
    .selectFrom('usage_read')
    .select(['grain', 'start_s', 'complete', 'derived', 'read_at'])
    .where('pack_id', '=', packId)
    .where('grain', 'in', Object.values(GRAIN_S))
    .where('start_s', '>=', Math.floor((now - FURTHEST_MS) / 1000))
    .where('origin', '=', 'panel')
    .where('definition', '=', reader.definition)
    .execute();
  const read = rows.map((row) => ({
    grain: grainOf(row.grain),
    start: row.start_s * 1000,
    complete: row.complete === 1,
    derived: row.derived === 1,
    readAt: row.read_at,
  }));
  return planWindows({ reader, zone, now, read });
}
