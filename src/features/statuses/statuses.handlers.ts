import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';

/** The functions of `contract.statuses`. */
export function statusesHandlers(_core: Core): Handlers<Contract['statuses']> {
  return {
    list: async () => ({ total: 0, rows: [], counts: {}, packs: [] }),
    history: async () => ({ total: 0, rows: [] }),
    setByHand: async () => {
      throw fail('hosted_not_found', {});
    },
  };
}
