import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';

/** Judges what is known of a pack, after a pull or a report. Returns how many alerts it opened. */
export async function judgeAlerts(core: Core, tx: WriteDb, { packId, at }: { readonly packId: string; readonly at: number }): Promise<{ opened: number }> {
  void core;
  void tx;
  void packId;
  void at;
  return { opened: 0 };
}
