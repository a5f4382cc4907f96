import type { ReadDb } from '../../db/db.ts';
import { parseLimits } from '../../db/kept-limits.ts';
import { HOSTED_STATES, type KeptLimit, LIFTERS, REASON_CLASSES } from '../../shared/panels.ts';
import type { Core } from '../core.ts';
import { type EffectiveLimits, effectiveLimits, known, parseOwnRules, parseRules } from '../hosts/index.ts';

/** A pack, its host's rules and how it is reached. */
export interface PackFacts {
  readonly packId: string;
  readonly packName: string;
  /** In which its days are cut. */
  readonly zone: string;
  /** Limits of the host and of the reseller's own rules, side by side. */
  readonly limits: EffectiveLimits['limits'];
  /** What share of messages may fail, 0…1; null = not known. */
  readonly failureShare: number | null;
  readonly connection: ConnectionFacts | null;
}
export interface ConnectionFacts {
  readonly state: string;
  readonly paused: boolean;
  readonly troubleCode: string | null;
  readonly troubleSince: number | null;
  /** When the accounts were last read to their end. */
  readonly lastAt: number | null;
}

/** null when there is no such pack. */
export async function readPack(core: Pick<Core, 'clock'>, db: ReadDb, packId: string): Promise<PackFacts | null> {
  const row = await db
    .selectFrom('pack')
    .innerJoin('host', 'host.id', 'pack.host_id')
    .leftJoin('connection', 'connection.pack_id', 'pack.id')
    .where('pack.id', '=', packId)
    .select((eb) => [
      'pack.name',
      'host.rules',
      'host.own_rules',
      eb.fn.coalesce('pack.zone', 'connection.zone').as('zone'),
      'connection.state',
      'connection.paused',
    ])
    .select(['connection.trouble_code', 'connection.trouble_since', 'connection.accounts_at'])
    .executeTakeFirst();
  if (row === undefined) return null;
  const rules = parseRules(row.rules);
  const own = parseOwnRules(row.own_rules);
  const failurePercent = effectiveLimits(rules, own).maxFailurePercent?.value ?? null;
  const connection =
    row.state === null
      ? null
      : { state: row.state, paused: row.paused === 1, troubleCode: row.trouble_code, troubleSince: row.trouble_since, lastAt: row.accounts_at };
  return {
    packId,
    packName: row.name,
    zone: row.zone ?? core.clock.timeZone(),
    limits: [
      ...(known(rules.limits) ?? []).map((value) => ({ value, owner: 'host' as const })),
      ...own.limits.map((value) => ({ value, owner: 'reseller' as const })),
    ],
    failureShare: failurePercent === null ? null : failurePercent / 100,
    connection,
  };
}

/** Zones in which the days of packs are cut, where they are not those of this computer. */
export async function readZones(db: ReadDb): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('pack')
    .leftJoin('connection', 'connection.pack_id', 'pack.id')
    .select((eb) => ['pack.id', eb.fn.coalesce('pack.zone', 'connection.zone').as('zone')])
    .execute();
  return new Map(rows.flatMap(({ id, zone }) => (zone === null ? [] : [[id, zone]])));
}

/** An account of a pack, as alerts need it. Epoch milliseconds. */
export interface HostedFacts {
  readonly id: number;
  readonly login: string;
  readonly domain: string;
  readonly oneDomain: boolean;
  readonly limits: readonly KeptLimit[];
  /** As stored, to tell a change. */
  readonly storedLimits: string;
  readonly existsSince: number;
  /** The reseller's own. */
  readonly own: boolean;
  /** It is no longer in the list of its panel. */
  readonly missing: boolean;
  readonly state: (typeof HOSTED_STATES)[number];
  readonly stateAfter: number | null;
  readonly stateAt: number;
  readonly stateHostSince: number | null;
  readonly reason: string;
  readonly reasonClass: (typeof REASON_CLASSES)[number];
  readonly lifter: (typeof LIFTERS)[number];
}

/** All accounts of a pack that are not over, or one of them, by id. */
export async function readHosted(db: ReadDb, packId: string, hostedId?: number): Promise<ReadonlyMap<number, HostedFacts>> {
  const rows = await db
    .selectFrom('hosted_account')
    .where('pack_id', '=', packId)
    .where('ended_at', 'is', null)
    .$if(hostedId !== undefined, (each) => each.where('id', '=', hostedId ?? 0))
    .select(['id', 'login', 'domain', 'other_domains', 'limits', 'host_created_at', 'first_seen_at', 'state', 'state_after', 'state_at', 'state_host_since'])
    .select(['reason', 'reason_class', 'lifter', 'missing_since', 'own'])
    .execute();
  const several = await withSeveralDomains(db, packId, hostedId);
  const limitsOf = remembering(parseLimits);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        login: row.login,
        domain: row.domain,
        oneDomain: row.other_domains === '[]' && !several.has(row.id),
        limits: limitsOf(row.limits),
        storedLimits: row.limits,
        existsSince: Math.min(row.host_created_at ?? row.first_seen_at, row.first_seen_at),
        own: row.own === 1,
        missing: row.missing_since !== null,
        state: HOSTED_STATES.find((state) => state === row.state) ?? 'unknown',
        stateAfter: row.state_after,
        stateAt: row.state_at,
        stateHostSince: row.state_host_since,
        reason: row.reason,
        reasonClass: REASON_CLASSES.find((each) => each === row.reason_class) ?? 'other',
        lifter: LIFTERS.find((each) => each === row.lifter) ?? 'unknown',
      },
    ]),
  );
}

/** Accounts that sent from several domains: some panels tell the domains of an account in its figures only. */
async function withSeveralDomains(db: ReadDb, packId: string, hostedId: number | undefined): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom('hosted_account')
    .innerJoin('usage_series', 'usage_series.hosted_id', 'hosted_account.id')
    .where('hosted_account.pack_id', '=', packId)
    .where('hosted_account.ended_at', 'is', null)
    .where('usage_series.domain', '<>', '')
    .$if(hostedId !== undefined, (each) => each.where('hosted_account.id', '=', hostedId ?? 0))
    .groupBy('hosted_account.id')
    .having((eb) => eb.fn.countAll<number>(), '>', 1)
    .select('hosted_account.id')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Most accounts of a pack have one of a few sets of limits. */
function remembering<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text) ?? read(text);
    known.set(text, found);
    return found;
  };
}
