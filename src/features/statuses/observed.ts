import type { WriteDb } from '../../db/db.ts';
import type { KeptLimit } from '../../shared/panels.ts';
import { withNamed } from './facts.rules.ts';
import { limitsKept, putLimits } from './limits.repo.ts';

/**
 * Keeps a limit that was named at an instant: by a panel when it was reached, often the only place where a limit of the whole server shows, or in a table of
 * the limits that are set. What is kept of later stays.
 */
export async function noteLimit(tx: WriteDb, hostedId: number, { count, seconds, scope, at, source }: KeptLimit): Promise<void> {
  const kept = await limitsKept(tx, hostedId);
  const limits = kept === null ? null : withNamed(kept, { count, seconds, scope, at, source });
  if (limits !== null) await putLimits(tx, hostedId, limits);
}
