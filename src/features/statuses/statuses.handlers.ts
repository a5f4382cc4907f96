import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';
import { setByHand } from './by-hand.ts';
import { listFlips } from './history.repo.ts';
import { countStates, getStatus, listStatuses } from './list.repo.ts';
import { packStates } from './pack-state.repo.ts';

/** The functions of `contract.statuses`. */
export function statusesHandlers(core: Core): Handlers<Contract['statuses']> {
  const db = core.db.read;
  return {
    list: async (query) => {
      const counts = await countStates(db, query);
      const wanted = Object.entries(counts).filter(([state]) => query.states.length === 0 || query.states.some((each) => each === state));
      return {
        total: wanted.reduce((sum, [, count]) => sum + count, 0),
        rows: await listStatuses(db, query, counts),
        counts,
        packs: await packStates(db, query),
      };
    },
    get: ({ hostedId }) => getStatus(db, hostedId),
    history: (query) => listFlips(db, query),
    setByHand: (input) => setByHand(core, input),
  };
}
