import type { Db } from '../../db/db.ts';
import { countUndecided } from './differences.repo.ts';

interface Counted {
  readonly revision: number;
  readonly counts: Promise<ReadonlyMap<string, number>>;
}

/** Comparing every account with its host takes a while; screens ask for the count far oftener than anything is written. */
const known = new WeakMap<Db, Counted>();

/** Differences nobody decided about, by pack: counted once for each state of the database. */
export async function undecidedByPack(db: Db): Promise<ReadonlyMap<string, number>> {
  const revision = await db.revision();
  const last = known.get(db);
  if (last?.revision === revision) return await last.counts;
  const counts = countUndecided(db.read);
  known.set(db, { revision, counts });
  counts.catch(() => known.delete(db));
  return await counts;
}
