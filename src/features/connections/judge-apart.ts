import type { WriteDb } from '../../db/db.ts';
import { judgeAlerts } from '../alerts/index.ts';
import type { Core } from '../core.ts';

/**
 * Judges a pack after something about its connection was written down, by itself: what cannot be judged is logged and takes nothing back. That a login was
 * refused must stay known, or it would be tried again. `first` is done before, together with it.
 * Resolves with the number of alerts that were opened.
 */
export async function judgeApart(core: Core, packId: string, first: (tx: WriteDb, at: number) => Promise<void> = async () => undefined): Promise<number> {
  const at = core.clock.now();
  try {
    return await core.db.write(async (tx) => {
      await first(tx, at);
      const { opened } = await judgeAlerts(core, tx, { packId, at });
      return opened;
    });
  } catch (error) {
    core.logger.error('pack_not_judged', error, { packId });
    return 0;
  }
}
