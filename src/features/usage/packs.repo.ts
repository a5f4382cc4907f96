import type { AccountLimit } from '../../contract/hosted.ts';
import type { ReadDb } from '../../db/db.ts';
import { dateIn } from '../../shared/calendar.ts';
import type { Core } from '../core.ts';
import { effectiveLimits, parseOwnRules, parseRules } from '../hosts/index.ts';
import { type OwnNumbers, ownLimits, ruledLimits } from './limits.rules.ts';

/** A pack, the zone of its days, and what bounds its accounts whatever they are. */
export interface PackFacts {
  readonly id: string;
  readonly name: string;
  readonly hostId: string;
  readonly zone: string;
  /** Rules of the host and of the reseller, and his number for the pack. */
  readonly limits: readonly AccountLimit[];
  /** The reseller's numbers for single accounts, by id. */
  readonly thresholds: ReadonlyMap<number, OwnNumbers>;
}

/** Packs in which accounts were seen, or one pack. */
export async function readPacks(core: Pick<Core, 'clock'>, db: ReadDb, packId?: string): Promise<PackFacts[]> {
  let query = db
    .selectFrom('pack')
    .innerJoin('host', 'host.id', 'pack.host_id')
    .leftJoin('connection', 'connection.pack_id', 'pack.id')
    .select(['pack.id', 'pack.name', 'host.id as hostId', 'host.rules', 'host.own_rules', 'connection.zone'])
    .orderBy('pack.created_at');
  query =
    packId === undefined
      ? query.where((eb) =>
          eb.exists(eb.selectFrom('hosted_account').whereRef('hosted_account.pack_id', '=', 'pack.id').where('ended_at', 'is', null).select('id')),
        )
      : query.where('pack.id', '=', packId);
  const rows = await query.execute();
  const thresholds = await readThresholds(db, dateIn(core.clock.now(), core.clock.timeZone()));
  return rows.map((row) => {
    const own = thresholds.get(row.id) ?? new Map<number, OwnNumbers>();
    const ofPack = own.get(0);
    return {
      id: row.id,
      name: row.name,
      hostId: row.hostId,
      zone: row.zone ?? core.clock.timeZone(),
      limits: [...limitsOfRules(row.rules, row.own_rules), ...(ofPack === undefined ? [] : ownLimits(ofPack, 'pack'))],
      thresholds: own,
    };
  });
}

const ruled = new Map<string, readonly AccountLimit[]>();

/** Rules are long, and seldom change. */
function limitsOfRules(rules: string, own: string): readonly AccountLimit[] {
  const key = `${rules}\n${own}`;
  const known = ruled.get(key) ?? ruledLimits(effectiveLimits(parseRules(rules), parseOwnRules(own)).limits);
  if (ruled.size > 100) ruled.clear();
  ruled.set(key, known);
  return known;
}

/** The reseller's own numbers that hold today, by pack, then account; 0 = the pack. */
async function readThresholds(db: ReadDb, today: string): Promise<Map<string, Map<number, OwnNumbers>>> {
  const rows = await db
    .selectFrom('threshold')
    .select(['pack_id', 'hosted_id', 'per_hour', 'per_day'])
    .where((eb) => eb.or([eb('until_on', 'is', null), eb('until_on', '>=', today)]))
    .execute();
  const byPack = new Map<string, Map<number, OwnNumbers>>();
  for (const row of rows) {
    const pack = byPack.get(row.pack_id) ?? new Map<number, OwnNumbers>();
    byPack.set(row.pack_id, pack.set(row.hosted_id, { perHour: row.per_hour, perDay: row.per_day }));
  }
  return byPack;
}
