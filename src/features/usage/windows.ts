import type { UsageReader } from '../../connectors/connector.ts';
import type { ReadDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import type { WindowToRead } from '../hooks.ts';

/** Of which pack, how its panel tells volume, the zone of its days, and the instant it is. */
export interface WindowsOf {
  readonly packId: string;
  readonly reader: UsageReader;
  readonly zone: string;
  readonly now: number;
}

/** The windows that are worth reading now, oldest first. */
export async function windowsToRead(_core: Core, _db: ReadDb, _of: WindowsOf): Promise<WindowToRead[]> {
  return [];
}
