import type { WriteDb } from '../../db/db.ts';
import { readChangedLimits, rememberLimits } from './changed-limits.repo.ts';
import { type ChangedTogether, changeSigns, limitChange } from './changed-limits.rules.ts';
import type { Sign } from './episode.rules.ts';
import type { Ground } from './ground.ts';

/** Limits that are others than they were when they were last looked at. From then on they are what they are. */
export async function changedLimitSigns(tx: WriteDb, { pack, at }: Ground): Promise<Sign[]> {
  const changed = await readChangedLimits(tx, pack.packId);
  await rememberLimits(tx, pack.packId);
  const groups = new Map<string, ChangedTogether & { readonly accounts: number[] }>();
  for (const { hostedId, before, now } of changed) {
    const change = limitChange(before, now);
    if (change === null) continue;
    const key = `${change.seconds} ${change.before} ${change.after}`;
    const group = groups.get(key) ?? { change, accounts: [] };
    group.accounts.push(hostedId);
    groups.set(key, group);
  }
  return changeSigns([...groups.values()], at);
}
