import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { countMissing, heldSince, noteAbsent } from './end-of-list.repo.ts';
import { linkAccounts } from './link.repo.ts';

/** A list that was read to its end, without an error. */
export interface ListEnd {
  readonly packId: string;
  readonly begunAt: number;
  readonly at: number;
}

/**
 * Notes which accounts a complete list did not hold: after two such lists they are "not seen since" the first. Nothing else happens to them. A list without
 * anybody tells nothing where there were accounts: rights get lost oftener than everybody leaves at once. Returns how many are missing now.
 */
export async function endOfList(_core: Core, tx: WriteDb, { packId, begunAt }: ListEnd): Promise<{ missing: number }> {
  if ((await heldSince(tx, packId, begunAt)) > 0) await noteAbsent(tx, packId, begunAt);
  await linkAccounts(tx, packId);
  return { missing: await countMissing(tx, packId) };
}
