import { DAY_MS } from '../../shared/durations.ts';
import { announcedSince, type StoredAnnouncement } from './announcements.repo.ts';
import { gathered, stoppedStretches } from './exceptions.rules.ts';
import { readFlagged } from './flagged.repo.ts';
import { readFlipsSince } from './flips.repo.ts';
import type { Ground } from './ground.ts';
import { PAST_DAYS, type Stretch } from './windows.rules.ts';

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
  const since = at - SPAN;
  return {
    flagged: await readFlagged(db, packId, since),
    announced: gathered(await announcedSince(db, packId, since), ({ hosted_id }) => hosted_id),
    stopped: stoppedStretches(await readFlipsSince(db, packId, since), at),
  };
}

/** Until when an announcement holds: it may have been ended before. */
export function spanOf({ from_at, to_at, ended_at }: Pick<StoredAnnouncement, 'from_at' | 'to_at' | 'ended_at'>): Stretch {
  return { from: from_at, to: Math.min(to_at, ended_at ?? to_at) };
}
