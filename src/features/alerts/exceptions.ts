import type { ReadDb } from '../../db/db.ts';
import { announcedSince, type StoredAnnouncement } from './announcements.repo.ts';
import { readFlagged } from './flagged.repo.ts';
import type { Ground } from './ground.ts';
import { DAY_MS, PAST_DAYS, type Stretch } from './windows.rules.ts';

/** What keeps windows of a pack from being like any others. */
export interface Exceptions {
  /** By `flagKey`. */
  readonly flagged: ReadonlySet<string>;
  readonly announced: ReadonlyMap<number, readonly StoredAnnouncement[]>;
  /** When accounts were stopped at their host. */
  readonly stopped: ReadonlyMap<number, readonly Stretch[]>;
}

/** A day more than the past has, for zones. */
const SPAN = (PAST_DAYS + 10) * DAY_MS;

export async function readExceptions({ db, pack: { packId }, at }: Ground): Promise<Exceptions> {
  const announced = new Map<number, StoredAnnouncement[]>();
  for (const row of await announcedSince(db, packId, at - SPAN)) announced.set(row.hosted_id, [...(announced.get(row.hosted_id) ?? []), row]);
  return { flagged: await readFlagged(db, packId, at - SPAN), announced, stopped: await stoppedIn(db, packId, at) };
}

/** From the moment an account was last seen working until it was seen working again. */
async function stoppedIn(db: ReadDb, packId: string, at: number): Promise<Map<number, Stretch[]>> {
  const rows = await db
    .selectFrom('flip')
    .where('pack_id', '=', packId)
    .where('hosted_id', 'is not', null)
    .select(['hosted_id', 'after_at', 'at', 'to_state'])
    .orderBy('at')
    .orderBy('id')
    .execute();
  const since = new Map<number, number>();
  const stopped = new Map<number, Stretch[]>();
  const add = (hostedId: number, stretch: Stretch): void => {
    stopped.set(hostedId, [...(stopped.get(hostedId) ?? []), stretch]);
  };
  for (const row of rows) {
    const hostedId = row.hosted_id ?? 0;
    const from = since.get(hostedId);
    if (row.to_state !== 'active') since.set(hostedId, from ?? row.after_at ?? row.at);
    else if (from !== undefined) {
      add(hostedId, { from, to: row.at });
      since.delete(hostedId);
    }
  }
  for (const [hostedId, from] of since) add(hostedId, { from, to: at });
  return stopped;
}

/** Until when an announcement holds: it may have been ended before. */
export function spanOf({ from_at, to_at, ended_at }: Pick<StoredAnnouncement, 'from_at' | 'to_at' | 'ended_at'>): Stretch {
  return { from: from_at, to: Math.min(to_at, ended_at ?? to_at) };
}
