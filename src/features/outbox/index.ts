import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import type { OnSettled, OutgoingMessage } from '../hooks.ts';

export interface Outbox {
  readonly handlers: Handlers<Contract['outbox']>;
  /** Writes a message into the queue, in the transaction of the fact that caused it. Returns its id. */
  readonly enqueue: (tx: WriteDb, message: OutgoingMessage) => Promise<string>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function createOutbox(_core: Core, _onSettled: OnSettled): Outbox {
  throw new Error('not built');
}
