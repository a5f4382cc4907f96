import { sql } from 'kysely';
import { z } from 'zod';
import type { ReadDb } from '../../db/db.ts';
import { parseAddress, parseDomain } from '../clients/index.ts';
import { among, type HostedRow } from '../statuses/index.ts';

/** The client an account of a host would go to, and his account of ours it would be; null account = one is added to him. */
export interface Match {
  readonly clientId: string;
  readonly accountId: string | null;
  readonly name: string;
  readonly by: 'login' | 'domain' | 'email';
}

const Names = z.array(z.string());

/** Addresses among what the panel calls so, the first one first. */
export function addressesOf({ emails }: Pick<HostedRow, 'emails'>): { readonly display: string; readonly key: string }[] {
  return Names.parse(JSON.parse(emails)).flatMap((email) => parseAddress(email) ?? []);
}

function domainKeysOf({ domain, other_domains }: Pick<HostedRow, 'domain' | 'other_domains'>): string[] {
  return [domain, ...Names.parse(JSON.parse(other_domains))].flatMap((name) => parseDomain(name)?.key ?? []);
}

/** What is kept here of one account that no host's account was joined with yet. */
interface Free {
  readonly id: string;
  readonly clientId: string;
  readonly name: string;
  readonly packId: string;
  readonly login: string;
  readonly domainKey: string;
}

function freeAccounts(db: ReadDb) {
  return db
    .selectFrom('account')
    .innerJoin('client', 'client.id', 'account.client_id')
    .where('account.status', '<>', 'closed')
    .where((eb) => eb.not(eb.exists(eb.selectFrom('hosted_account').whereRef('hosted_account.account_id', '=', 'account.id').select('hosted_account.id'))))
    .orderBy('account.created_at')
    .orderBy('account.id')
    .select(['account.id', 'account.client_id as clientId', 'client.name', 'account.pack_id as packId', 'account.login', 'account.domain_key as domainKey']);
}

/** By login, then by domain: asked apart, so that each finds its index. */
async function freeAmong(db: ReadDb, { logins, domains }: { readonly logins: readonly string[]; readonly domains: readonly string[] }): Promise<Free[]> {
  const byLogin = await freeAccounts(db).where('account.login', '<>', sql.lit('')).where('account.login', 'in', among(logins)).execute();
  return [...byLogin, ...(await freeAccounts(db).where('account.domain_key', 'in', among(domains)).execute())];
}

async function clientsByAddress(db: ReadDb, keys: readonly string[]): Promise<Map<string, { readonly id: string; readonly name: string }>> {
  const rows = await db
    .selectFrom('contact')
    .innerJoin('client', 'client.id', 'contact.client_id')
    .where('contact.email_key', 'in', among(keys))
    .where('contact.valid_to', 'is', null)
    .orderBy('client.created_at', 'desc')
    .select(['contact.email_key as key', 'client.id', 'client.name'])
    .execute();
  return new Map(rows.map(({ key, id, name }) => [key, { id, name }]));
}

/**
 * For each account of a host that belongs to nobody here: whom it would go to. By login and by domain, an account of the same pack is meant; a domain that is
 * hosted elsewhere, and an address, tell the client only.
 */
export async function matchesOf(db: ReadDb, rows: readonly HostedRow[]): Promise<Map<number, Match>> {
  const domains = rows.flatMap(domainKeysOf);
  const free = await freeAmong(db, { logins: rows.map(({ login }) => login), domains });
  const clients = await clientsByAddress(
    db,
    rows.flatMap((row) => addressesOf(row).map(({ key }) => key)),
  );
  return new Map(
    rows.flatMap((row) => {
      const match = matchOf(row, free, clients);
      return match === null ? [] : [[row.id, match]];
    }),
  );
}

function matchOf(row: HostedRow, free: readonly Free[], clients: ReadonlyMap<string, { readonly id: string; readonly name: string }>): Match | null {
  const byLogin = free.find(({ packId, login }) => packId === row.pack_id && login === row.login);
  if (byLogin !== undefined) return { clientId: byLogin.clientId, accountId: byLogin.id, name: byLogin.name, by: 'login' };
  const keys = domainKeysOf(row);
  const [main] = keys;
  const here = free.find(({ packId, login, domainKey }) => packId === row.pack_id && login === '' && domainKey === main);
  const byDomain = here ?? free.find(({ domainKey }) => keys.includes(domainKey));
  if (byDomain !== undefined) return { clientId: byDomain.clientId, accountId: here?.id ?? null, name: byDomain.name, by: 'domain' };
  const byEmail = addressesOf(row).flatMap(({ key }) => clients.get(key) ?? [])[0];
  return byEmail === undefined ? null : { clientId: byEmail.id, accountId: null, name: byEmail.name, by: 'email' };
}
