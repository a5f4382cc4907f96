import { z } from 'zod';
import type { ReadDb } from '../../db/db.ts';

/** The account of a pack that a login or a domain belongs to, by its id; null = none. */
export type FindAccount = (named: { readonly login: string; readonly domain: string }) => number | null;

const Names = z.array(z.string());

/** Looks accounts of a pack up by what a report calls them. A login that is given decides; else a domain, main or other, does. */
export async function accountFinder(db: ReadDb, packId: string): Promise<FindAccount> {
  const rows = await db
    .selectFrom('hosted_account')
    .where('pack_id', '=', packId)
    .where('ended_at', 'is', null)
    .orderBy('missing_since')
    .select(['id', 'login', 'domain', 'other_domains'])
    .execute();
  const byLogin = new Map(rows.map(({ login, id }) => [login.toLowerCase(), id]));
  const byDomain = new Map<string, number>();
  for (const { id, other_domains } of rows) for (const domain of Names.parse(JSON.parse(other_domains))) byDomain.set(domain.toLowerCase(), id);
  for (const { id, domain } of rows) byDomain.set(domain.toLowerCase(), id);
  return ({ login, domain }) => {
    if (login !== '') return byLogin.get(login.trim().toLowerCase()) ?? null;
    return (domain === '' ? undefined : byDomain.get(domain.trim().toLowerCase())) ?? null;
  };
}
