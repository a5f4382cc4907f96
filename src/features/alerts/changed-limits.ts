import { sql } from 'kysely';
import type { WriteDb } from '../../db/db.ts';
import { type ChangedTogether, changeSigns, limitChange } from './changed-limits.rules.ts';
import type { Sign } from './episode.rules.ts';
import type { Ground } from './ground.ts';
import { parseLimits } from './pack.repo.ts';

/** Limits that are others than they were when they were last looked at. From then on they are what they are. */
export async function changedLimitSigns(tx: WriteDb, { pack, at }: Ground): Promise<Sign[]> {
  const rows = await tx
    .selectFrom('hosted_account')
    .innerJoin('limit_seen', 'limit_seen.hosted_id', 'hosted_account.id')
    .where('hosted_account.pack_id', '=', pack.packId)
    .where('hosted_account.ended_at', 'is', null)
    .whereRef('limit_seen.limits', '<>', 'hosted_account.limits')
    .select(['hosted_account.id', 'hosted_account.limits', 'limit_seen.limits as before'])
    .execute();
  await remember(tx, pack.packId);
  const groups = new Map<string, ChangedTogether & { readonly accounts: number[] }>();
  for (const { id, before, limits } of rows) {
    const change = limitChange(parseLimits(before), parseLimits(limits));
    if (change === null) continue;
    const key = `${change.seconds} ${change.before} ${change.after}`;
    const group = groups.get(key) ?? { change, accounts: [] };
    group.accounts.push(id);
    groups.set(key, group);
  }
  return changeSigns([...groups.values()], at);
}

async function remember(tx: WriteDb, packId: string): Promise<void> {
  await sql`INSERT INTO limit_seen (hosted_id, limits)
    SELECT hosted_account.id, hosted_account.limits FROM hosted_account LEFT JOIN limit_seen ON limit_seen.hosted_id = hosted_account.id
    WHERE hosted_account.pack_id = ${packId} AND hosted_account.ended_at IS NULL AND limit_seen.limits IS NOT hosted_account.limits
    ON CONFLICT (hosted_id) DO UPDATE SET limits = excluded.limits`.execute(tx);
}
