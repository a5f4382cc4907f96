import type { WriteDb } from '../../db/db.ts';
import { judgeAlerts } from '../alerts/index.ts';
import type { Core } from '../core.ts';

/**
 * Judges a pack after something about its connection was written down, by itself: what cannot be judged is logged and takes nothing back. That a login was
 * refused must stay known, or it would be tried again. `first` is done before, together with it.
 */
export async function judgeApart(core: Core, packId: string, first: (tx: WriteDb, at: number) => Promise<void> = async () => undefined): Promise<void> {
  const at = core.clock.now();
  try {
    await core.db.write(async (tx) => {
      await first(tx, at);
      await judgeAlerts(core, tx, { packId, at });
    });
  } catch (error) {
    core.logger.error('pack_not_judged', error, { packId });
  }
}
