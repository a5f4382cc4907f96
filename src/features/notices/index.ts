import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import type { OutgoingMessage, SettledMessage } from '../hooks.ts';

export function noticesHandlers(_core: Core, _enqueue: (tx: WriteDb, message: OutgoingMessage) => Promise<string>): Handlers<Contract['notices']> {
  throw new Error('not built');
}

export async function withdrawNotice(_core: Core, _tx: WriteDb, _message: SettledMessage): Promise<void> {
  throw new Error('not built');
}
