import { PANELS } from '../../connectors/registry.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';
import type { AskPanel } from '../hooks.ts';
import { connectionsHandlers } from './connections.handlers.ts';
import { ConnectionsWorker } from './connections.worker.ts';
import { type Kinds, openDesk } from './panels.ts';
import { askPanel } from './questions.ts';
import { createReports, type ReadWanted } from './reports.ts';

export interface Connections {
  readonly handlers: Handlers<Contract['connections']>;
  /** For features that ask a panel for something of their own. */
  readonly ask: AskPanel;
  /** Begins to read the hosts that are due. */
  start(): Promise<void>;
  /** Ends everything that asks a panel. */
  stop(): Promise<void>;
}

/** The connections to panels: kept, tried, read by themselves. `kinds` in place of the panels there are connectors for; `wanted` reads what a mail of the host wants. */
export function createConnections(core: Core, kinds: Kinds = PANELS, wanted?: ReadWanted): Connections {
  const desk = openDesk(core, kinds);
  const worker = new ConnectionsWorker(desk);
  return {
    handlers: connectionsHandlers(desk, createReports(desk, { wanted }), () => worker.wake()),
    ask: askPanel(desk),
    start: () => worker.start(),
    stop: async () => {
      await Promise.all([worker.stop(), desk.turns.close()]);
    },
  };
}
