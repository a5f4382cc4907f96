import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';
import type { AskPanel } from '../hooks.ts';

export interface Connections {
  readonly handlers: Handlers<Contract['connections']>;
  /** For features that ask a panel for something of their own. */
  readonly ask: AskPanel;
  /** Begins to read the hosts that are due. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

function pending(): never {
  throw new Error('Not built yet');
}

/** The connections to panels: kept, tried, read by themselves. */
export function createConnections(_core: Core): Connections {
  return {
    handlers: {
      kinds: async () => [],
      list: async () => [],
      get: () => Promise.reject(fail('connection_not_found', {})),
      certificate: pending,
      save: pending,
      setSchedule: pending,
      remove: pending,
      probe: pending,
      letter: pending,
      pull: pending,
      polls: async () => ({ total: 0, rows: [] }),
      differences: async () => ({ total: 0, rows: [], counts: {} }),
      decide: pending,
      readReport: pending,
      takeReport: pending,
    },
    ask: pending,
    start: async () => {},
    stop: async () => {},
  };
}
