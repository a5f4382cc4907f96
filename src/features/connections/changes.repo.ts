import { sql } from 'kysely';
import { z } from 'zod';
import type { ReadDb } from '../../db/db.ts';
import { among } from '../statuses/index.ts';
import { differs } from './differences.repo.ts';

export interface Change {
  readonly field: 'domain' | 'otherDomains' | 'plan' | 'login';
  readonly before: string;
  readonly after: string;
}

const Names = z.array(z.string());
const names = (stored: string): string => Names.parse(JSON.parse(stored)).join(', ');

/** What is otherwise at the host than here, field by field. */
export async function changesOf(db: ReadDb, ids: readonly number[]): Promise<Map<number, Change[]>> {
  const rows = await db
    .selectFrom('hosted_account')
    .innerJoin('account', 'account.id', 'hosted_account.account_id')
    .where('hosted_account.id', 'in', among(ids))
    .select(['hosted_account.id', 'hosted_account.domain', 'hosted_account.other_domains', 'hosted_account.plan', 'hosted_account.login'])
    .select(['account.main_domain', 'account.other_domains as keptNames', 'account.plan as keptPlan', 'account.login as keptLogin'])
    .select([
      sql<number>`${differs.domain}`.as('domainDiffers'),
      sql<number>`${differs.otherDomains}`.as('namesDiffer'),
      sql<number>`${differs.plan}`.as('planDiffers'),
      sql<number>`${differs.login}`.as('loginDiffers'),
    ])
    .execute();
  return new Map(
    rows.map((row) => {
      const all: readonly (readonly [number, Change])[] = [
        [row.domainDiffers, { field: 'domain', before: row.main_domain, after: row.domain }],
        [row.namesDiffer, { field: 'otherDomains', before: names(row.keptNames), after: names(row.other_domains) }],
        [row.planDiffers, { field: 'plan', before: row.keptPlan, after: row.plan }],
        [row.loginDiffers, { field: 'login', before: row.keptLogin, after: row.login }],
      ];
      return [row.id, all.flatMap(([is, change]) => (is === 1 ? [change] : []))];
    }),
  );
}
