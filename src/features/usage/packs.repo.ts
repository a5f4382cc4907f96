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
  /** Of when this is known. Epoch milliseconds. */
  readonly askedAt: number;
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
    .select(['pack.id', 'pack.name', 'host.id as hostId', 'host.rules', 'host.own_rules', 'pack.zone'])
    .orderBy('pack.created_at');
  query =
    packId === undefined
      ? query.where((eb) =>
          eb.exists(eb.selectFrom('hosted_account').whereRef('hosted_account.pack_id', '=', 'pack.id').where('ended_at', 'is', null).select('id')),
        )
      : query.where('pack.id', '=', packId);
  const rows = await query.execute();
  const thresholds = await readThresholds(db);
  const askedAt = core.clock.now();
  return rows.map((row) => {
    const zone = row.zone ?? core.clock.timeZone();
    const own = inForce(thresholds.get(row.id) ?? [], dateIn(askedAt, zone));
    const ofPack = own.get(0);
    return {
      id: row.id,
      name: row.name,
      hostId: row.hostId,
      zone,
      askedAt,
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

interface StoredNumbers extends OwnNumbers {
  /** 0 = the pack. */
  readonly hostedId: number;
  readonly untilOn: string | null;
}

/** The reseller's own numbers, by pack. */
async function readThresholds(db: ReadDb): Promise<Map<string, StoredNumbers[]>> {
  const rows = await db.selectFrom('threshold').selectAll().execute();
  const byPack = new Map<string, StoredNumbers[]>();
  for (const row of rows) {
    const own = byPack.get(row.pack_id) ?? [];
    own.push({ hostedId: row.hosted_id, perHour: row.per_hour, perDay: row.per_day, madeAt: row.made_at, untilOn: row.until_on });
    byPack.set(row.pack_id, own);
  }
  return byPack;
}

/** Those that hold on a day of the pack's zone, by account; 0 = the pack. */
function inForce(stored: readonly StoredNumbers[], today: string): ReadonlyMap<number, OwnNumbers> {
  return new Map(stored.filter(({ untilOn }) => untilOn === null || untilOn >= today).map((each) => [each.hostedId, each]));
}
