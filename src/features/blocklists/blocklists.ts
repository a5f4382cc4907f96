import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';
import { blocklistsHandlers } from './blocklists.handlers.ts';
import { BlocklistsWorker } from './blocklists.worker.ts';
import { Desk, type Judge } from './desk.ts';
import { GENTLE, type Pace } from './lane.ts';

export interface BlockLists {
  readonly handlers: Handlers<Contract['blocklists']>;
  /** Begins to ask the lists that are due. */
  start(): Promise<void>;
  /** Ends what is under way. */
  stop(): Promise<void>;
}

/** Block lists: their catalogue, what they say of addresses and domains, and the watch over it. `judge` is told of every pack after a check. */
export function createBlockLists(core: Core, judge: Judge, pace: Pace = GENTLE): BlockLists {
  const desk = new Desk(core, judge, pace);
  const worker = new BlocklistsWorker(core, desk);
  return { handlers: blocklistsHandlers(core, desk), start: () => worker.start(), stop: () => worker.stop() };
}
