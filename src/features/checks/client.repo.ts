import { z } from 'zod';
import { fail } from '../../contract/fail.ts';
import { ClientId } from '../../contract/ids.ts';
import type { ReadDb } from '../../db/db.ts';
import { type Language, languageOf } from '../../shared/language.ts';
import { organisationOf } from '../../shared/organisation.ts';
import { keyOfKnown } from '../clients/index.ts';
import { isFreeMail } from './mail/known-domains.rules.ts';

/** Whose mail or list is checked. */
export interface CheckedClient {
  readonly id: ClientId;
  readonly name: string;
  readonly language: Language;
  /** Of all his accounts that are not closed. */
  readonly domains: readonly string[];
  /** The hosts he has accounts at. */
  readonly hostIds: readonly string[];
}

const Domains = z.array(z.string());

/** Throws `client_not_found`. */
export async function findCheckedClient(db: ReadDb, id: string): Promise<CheckedClient> {
  const client = await db.selectFrom('client').select(['name', 'language']).where('id', '=', id).executeTakeFirst();
  if (client === undefined) throw fail('client_not_found', {});
  const accounts = await db
    .selectFrom('account')
    .innerJoin('pack', 'pack.id', 'account.pack_id')
    .select(['account.main_domain', 'account.other_domains', 'pack.host_id'])
    .where('account.client_id', '=', id)
    .where('account.status', '!=', 'closed')
    .execute();
  return {
    id: ClientId.parse(id),
    name: client.name,
    language: languageOf(client.language, 'en'),
    domains: accounts.flatMap((account) => [account.main_domain, ...Domains.parse(JSON.parse(account.other_domains))]).filter((domain) => domain !== ''),
    hostIds: [...new Set(accounts.map((account) => account.host_id))],
  };
}

/**
 * The client whose account a sender's domain belongs to, by the domain itself or one above it of the same owner. Null where it is nobody's, or that of several: then only a
 * person can say whose mail it is.
 */
export async function clientOfDomain(db: ReadDb, domain: string): Promise<ClientId | null> {
  if (domain === '' || isFreeMail(domain)) return null;
  const rows = await db.selectFrom('account').where('status', '!=', 'closed').select(['client_id', 'domain_key', 'other_domains']).execute();
  for (const name of namesAbove(keyOfKnown(domain))) {
    const owners = new Set(rows.filter((row) => row.domain_key === name || hasDomain(row.other_domains, name)).map(({ client_id }) => client_id));
    const [owner] = owners;
    if (owner !== undefined) return owners.size === 1 ? ClientId.parse(owner) : null;
  }
  return null;
}

/** A domain and those above it, down to the one its owner registered. */
function namesAbove(domain: string): string[] {
  const labels = domain.split('.');
  const above = labels.length - organisationOf(domain).split('.').length;
  return labels.slice(0, above + 1).map((_, index) => labels.slice(index).join('.'));
}

function hasDomain(stored: string, wanted: string): boolean {
  return stored !== '[]' && Domains.parse(JSON.parse(stored)).some((name) => keyOfKnown(name) === wanted);
}
