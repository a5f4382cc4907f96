import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import { toIso } from '../../shared/dates.ts';
import type { Core } from '../core.ts';
import type { AskPanel } from '../hooks.ts';

function pending(): never {
  throw fail('cancelled', {});
}

/** The functions of `contract.usage`. */
export function usageHandlers(core: Core, _ask: AskPanel): Handlers<Contract['usage']> {
  const now = () => toIso(core.clock.now());
  return {
    overview: async () => ({ total: 0, rows: [], sums: [], from: now(), to: now() }),
    account: pending,
    pack: pending,
    failures: async () => ({ read: false, readAt: null, days: [], samples: [] }),
    readFailures: pending,
    export: pending,
    views: async () => [],
    saveView: pending,
    removeView: pending,
  };
}
