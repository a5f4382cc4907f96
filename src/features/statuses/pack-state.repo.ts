import { sql } from 'kysely';
import type { z } from 'zod';
import { HostedState } from '../../contract/hosted.ts';
import { PackState } from '../../contract/statuses.ts';
import type { ReadDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import type { HostedState as State } from '../../shared/panels.ts';
import type { Because } from './pack.rules.ts';

const Reasons = PackState.shape.because;

/** From what the state of a pack was inferred, as it is kept in `flip.because`. */
export function becauseOf(kept: string): Because | null {
  const parsed = Reasons.safeParse(kept);
  return parsed.success ? parsed.data : null;
}

/** A change of a pack as a whole. */
export interface PackFlip {
  readonly to_state: State;
  readonly because: string;
  readonly at: number;
  readonly after_at: number | null;
  readonly host_since: number | null;
}

/** The last change of each pack as a whole, or of one. */
export async function lastPackFlips(db: ReadDb, packId?: string): Promise<Map<string, PackFlip>> {
  let query = db
    .selectFrom('flip')
    .where('hosted_id', 'is', null)
    .select(['pack_id', 'to_state', 'because', 'at', 'after_at', 'host_since'])
    .orderBy('at')
    .orderBy('id');
  if (packId !== undefined) query = query.where('pack_id', '=', packId);
  const rows = await query.execute();
  return new Map(rows.map((row) => [row.pack_id, { ...row, to_state: HostedState.parse(row.to_state) }]));
}

interface Chosen {
  readonly hostId?: string | undefined;
  readonly packId?: string | undefined;
}

/** Packs that accounts were seen in or that something is known of as a whole, by host and name. */
export async function packStates(db: ReadDb, { hostId, packId }: Chosen): Promise<z.input<typeof PackState>[]> {
  let query = db
    .selectFrom('pack')
    .innerJoin('host', 'host.id', 'pack.host_id')
    .leftJoin('connection', 'connection.pack_id', 'pack.id')
    .select(['pack.id', 'pack.name', 'host.id as hostId', 'host.name as hostName', 'connection.accounts_at as seenAt', 'connection.kind'])
    .orderBy('host.created_at')
    .orderBy('pack.created_at');
  if (hostId !== undefined) query = query.where('host.id', '=', hostId);
  if (packId !== undefined) query = query.where('pack.id', '=', packId);
  const packs = await query.execute();
  const counts = await countsByPack(db);
  const flips = await lastPackFlips(db, packId);
  return packs
    .filter((pack) => pack.kind !== null || counts.has(pack.id) || flips.has(pack.id))
    .map((pack) => {
      const flip = flips.get(pack.id);
      const counted = counts.get(pack.id) ?? {};
      const accounts = Object.values(counted).reduce((sum, count) => sum + count, 0);
      return {
        packId: pack.id,
        packName: pack.name,
        hostId: pack.hostId,
        hostName: pack.hostName,
        state: stateNow(flip, pack.seenAt, accounts),
        because: flip?.to_state === 'pack_suspended' ? becauseOf(flip.because) : null,
        since: flip === undefined ? null : toIso(flip.host_since ?? flip.at),
        after: flip === undefined || flip.after_at === null ? null : toIso(flip.after_at),
        accounts,
        counts: counted,
        seenAt: pack.seenAt === null ? null : toIso(pack.seenAt),
      };
    });
}

/** A pack of which nothing was known runs once its accounts were read. */
function stateNow(flip: PackFlip | undefined, seenAt: number | null, accounts: number): State {
  if (flip === undefined) return accounts > 0 ? 'active' : 'unknown';
  return flip.to_state === 'unknown' && seenAt !== null && seenAt > flip.at ? 'active' : flip.to_state;
}

async function countsByPack(db: ReadDb): Promise<Map<string, Partial<Record<State, number>>>> {
  const { rows } = await sql<{ readonly pack_id: string; readonly state: string; readonly n: number }>`
    SELECT pack_id, state, count(*) AS n FROM hosted_account INDEXED BY hosted_account_by_pack WHERE ended_at IS NULL GROUP BY pack_id, state`.execute(db);
  const counts = new Map<string, Partial<Record<State, number>>>();
  for (const { pack_id, state, n } of rows) counts.set(pack_id, { ...counts.get(pack_id), [HostedState.parse(state)]: n });
  return counts;
}
