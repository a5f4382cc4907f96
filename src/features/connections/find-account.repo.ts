import { z } from 'zod';
import type { ReadDb } from '../../db/db.ts';

export interface FoundAccount {
  readonly id: number;
  readonly login: string;
}

/** The account of a pack that a login or a domain belongs to; null = none. */
export type FindAccount = (named: { readonly login: string; readonly domain: string }) => FoundAccount | null;

const Names = z.array(z.string());

/**
 * Looks accounts of a pack up by what a report calls them. A login that is given decides; else a domain, main or other, does: of the account that is there
 * before one that is gone.
 */
export async function accountFinder(db: ReadDb, packId: string): Promise<FindAccount> {
  const rows = await db
    .selectFrom('hosted_account')
    .where('pack_id', '=', packId)
    .where('ended_at', 'is', null)
    .orderBy('missing_since')
    .select(['id', 'login', 'domain', 'other_domains', 'missing_since'])
    .execute();
  const byLogin = new Map(rows.map((row) => [row.login.toLowerCase(), row]));
  const byDomain = new Map<string, FoundAccount>();
  // The last one that is named so counts.
  for (const some of [rows.filter(({ missing_since }) => missing_since !== null), rows.filter(({ missing_since }) => missing_since === null)]) {
    for (const row of some) for (const domain of Names.parse(JSON.parse(row.other_domains))) byDomain.set(domain.toLowerCase(), row);
    for (const row of some) byDomain.set(row.domain.toLowerCase(), row);
  }
  return ({ login, domain }) => {
    if (login !== '') return byLogin.get(login.trim().toLowerCase()) ?? null;
    return (domain === '' ? undefined : byDomain.get(domain.trim().toLowerCase())) ?? null;
  };
}
