import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';

export function evidenceHandlers(_core: Core): Handlers<Contract['evidence']> {
  throw new Error('not built');
}

import type { WriteDb } from '../../db/db.ts';
import type { SettledMessage } from '../hooks.ts';

export async function recordEvidence(_core: Core, _tx: WriteDb, _message: SettledMessage): Promise<void> {
  throw new Error('not built');
}
