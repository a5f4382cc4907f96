import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import { toIso } from '../../shared/dates.ts';
import type { Core } from '../core.ts';
import type { AskPanel, AskPanel } from "../hooks.ts";

function pending(): never {
  throw fail('cancelled', {});
}

/** The functions of `contract.usage`. */
export function usageHandlers(core: Core, ask: AskPanel): Handlers<Contract['usage']> {
  void ask;
  const now = () => toIso(core.clock.now());
  return {
    overview: async () => ({ total: 0, rows: [], sums: [], from: now(), to: now() }),
    account: async () => {
      throw fail('hosted_not_found', {});
    },
    pack: async () => {
      throw fail('pack_not_found', {});
    },
    failures: async () => ({ read: false, readAt: null, days: [], samples: [] }),
    readFailures: () => pending(),
    export: () => pending(),
    views: async () => [],
    saveView: async () => {
      throw fail('view_not_found', {});
    },
    removeView: async () => {
      throw fail('view_not_found', {});
    },
  };
}
