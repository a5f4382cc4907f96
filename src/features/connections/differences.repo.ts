import { sql } from 'kysely';
import type { z } from 'zod';
import { Difference } from '../../contract/connections.ts';
import type { ReadDb } from '../../db/db.ts';
import { among } from '../statuses/index.ts';

export const DifferenceKind = Difference.shape.kind;
export type DifferenceKind = z.infer<typeof DifferenceKind>;

/** True where two lists of names, kept as JSON, hold different ones. A list the host leaves empty says nothing: most panels tell main domains only. */
const otherNames = sql<boolean>`(hosted_account.other_domains NOT IN ('[]', account.other_domains) AND
  (SELECT group_concat(name, ' ') FROM (SELECT lower(value) AS name FROM json_each(hosted_account.other_domains) ORDER BY 1)) IS NOT
  (SELECT group_concat(name, ' ') FROM (SELECT lower(value) AS name FROM json_each(account.other_domains) ORDER BY 1)))`;

/** What a host shows otherwise than it is kept; what it does not show is no difference, and a login that was never written down none either. */
export const differs = {
  domain: sql<boolean>`(hosted_account.domain <> '' AND lower(hosted_account.domain) NOT IN (account.domain_key, lower(account.main_domain)))`,
  otherDomains: otherNames,
  plan: sql<boolean>`(hosted_account.plan <> '' AND hosted_account.plan <> account.plan)`,
  login: sql<boolean>`(account.login <> '' AND lower(account.login) <> lower(hosted_account.login))`,
} as const;

/** An earlier account of that login, which belonged to somebody. */
const before = sql<boolean>`EXISTS (SELECT 1 FROM hosted_account earlier JOIN account kept ON kept.id = earlier.account_id AND kept.status <> 'closed'
  WHERE earlier.pack_id = hosted_account.pack_id AND earlier.login = hosted_account.login AND earlier.ended_at IS NOT NULL)`;

const kindOf = sql<DifferenceKind | null>`CASE
  WHEN hosted_account.own = 1 THEN NULL
  WHEN account.id IS NULL THEN CASE WHEN hosted_account.missing_since IS NOT NULL THEN NULL WHEN ${before} THEN 'recreated' ELSE 'new' END
  WHEN account.status = 'closed' THEN NULL
  WHEN hosted_account.missing_since IS NOT NULL THEN 'missing'
  WHEN ${differs.domain} OR ${differs.otherDomains} OR ${differs.plan} OR ${differs.login} THEN 'changed' END`;

/** Everything a difference says, as one text. */
const sayingOf = sql<string>`CASE WHEN hosted_account.missing_since IS NULL THEN '' ELSE 'gone' END || char(10) || hosted_account.birth || char(10) || hosted_account.login
  || char(10) || hosted_account.domain || char(10) || hosted_account.other_domains || char(10) || hosted_account.plan || char(10) || ifnull(hosted_account.account_id, '')`;

/** Accounts that are otherwise at their host than here. `saying` changes with anything a person would decide upon; \`ignored\` is the saying that was passed over. */
export function differing(db: ReadDb) {
  return db
    .selectFrom(
      db
        .selectFrom('hosted_account')
        .leftJoin('account', 'account.id', 'hosted_account.account_id')
        .select(['hosted_account.id', 'hosted_account.pack_id', 'hosted_account.sort_key', 'hosted_account.ignored', 'hosted_account.account_id'])
        .select([kindOf.as('kind'), sayingOf.as('saying')])
        .where('hosted_account.ended_at', 'is', null)
        .as('difference'),
    )
    .where('difference.kind', 'is not', null);
}

export interface DifferenceFilter {
  readonly packId: string | undefined;
  readonly kinds: readonly DifferenceKind[];
  /** Those that were passed over, in place of those nobody decided about. */
  readonly decided: boolean;
}

function chosen(db: ReadDb, { packId, decided }: Omit<DifferenceFilter, 'kinds'>) {
  const query = differing(db).whereRef('difference.ignored', decided ? '=' : '<>', 'difference.saying');
  return packId === undefined ? query : query.where('difference.pack_id', '=', packId);
}

/** So many of each kind. */
export async function countDifferences(db: ReadDb, filter: Omit<DifferenceFilter, 'kinds'>): Promise<Partial<Record<DifferenceKind, number>>> {
  const rows = await chosen(db, filter)
    .groupBy('difference.kind')
    .select(({ fn }) => ['difference.kind', fn.countAll<number>().as('count')])
    .execute();
  return Object.fromEntries(rows.map(({ kind, count }) => [DifferenceKind.parse(kind), count]));
}

export interface DifferenceRow {
  readonly id: number;
  readonly kind: DifferenceKind;
  readonly saying: string;
}

/** Differences by the name of the account. */
export async function listDifferences(
  db: ReadDb,
  filter: DifferenceFilter & { readonly offset: number; readonly limit: number },
): Promise<{ total: number; rows: DifferenceRow[] }> {
  const all = filter.kinds.length === 0 ? chosen(db, filter) : chosen(db, filter).where('difference.kind', 'in', [...filter.kinds]);
  const { total } = await all.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await all
    .select(['difference.id', 'difference.kind', 'difference.saying'])
    .orderBy('difference.sort_key')
    .orderBy('difference.id')
    .offset(filter.offset)
    .limit(filter.limit)
    .execute();
  return { total, rows: rows.map(({ id, kind, saying }) => ({ id, saying, kind: DifferenceKind.parse(kind) })) };
}

/** How accounts differ now, whether or not that was passed over; those that do not are left out. */
export async function findDifferences(db: ReadDb, ids: readonly number[]): Promise<Map<number, DifferenceRow>> {
  const rows = await differing(db).where('difference.id', 'in', among(ids)).select(['difference.id', 'difference.kind', 'difference.saying']).execute();
  return new Map(rows.map(({ id, saying, kind }) => [id, { id, saying, kind: DifferenceKind.parse(kind) }]));
}

/** Differences nobody decided about, by pack. */
export async function countUndecided(db: ReadDb): Promise<Map<string, number>> {
  const rows = await chosen(db, { packId: undefined, decided: false })
    .groupBy('difference.pack_id')
    .select(({ fn }) => ['difference.pack_id', fn.countAll<number>().as('count')])
    .execute();
  return new Map(rows.map(({ pack_id, count }) => [pack_id, count]));
}
