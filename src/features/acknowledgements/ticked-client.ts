import { z } from 'zod';
import type { ReadDb } from '../../db/db.ts';
import { keyOfKnown, parseAddress, parseDomain } from '../clients/index.ts';
import { type CoveredAccount, coveredAccounts } from './accounts.repo.ts';

const Domains = z.array(z.string());

/** Where a domain is known: whose it is, and in which pack. */
interface Place {
  readonly clientId: string;
  readonly packId: string;
}

/** Where the client of a tick is looked for. */
export interface Surroundings {
  readonly packId: string;
  readonly host: { readonly id: string };
  /** Every domain of every account: asked of the tables it would be a look through all accounts for each row. */
  readonly places: ReadonlyMap<string, readonly Place[]>;
}

/** Where each domain is known, main ones and others, in all packs. */
export async function placesOfDomains(db: ReadDb): Promise<Map<string, Place[]>> {
  const rows = await db.selectFrom('account').select(['client_id', 'pack_id', 'domain_key', 'other_domains']).execute();
  const places = new Map<string, Place[]>();
  for (const { client_id: clientId, pack_id: packId, domain_key, other_domains } of rows) {
    for (const key of [domain_key, ...Domains.parse(JSON.parse(other_domains)).map(keyOfKnown)]) {
      const known = places.get(key);
      if (known === undefined) places.set(key, [{ clientId, packId }]);
      else known.push({ clientId, packId });
    }
  }
  return places;
}

/** What a row says about whom it means. */
export interface Named {
  readonly number: string | undefined;
  readonly email: string | undefined;
  readonly domain: string | undefined;
}

/** The client of a row, and the accounts it is about. */
export interface TickedClient {
  readonly clientId: string;
  readonly clientName: string;
  readonly accounts: readonly CoveredAccount[];
}

/** Why a row is about nobody here; `packName` = where the client or the domain is known instead. */
export type NotFound =
  | { readonly reason: 'client_unknown' | 'account_unknown' | 'ambiguous' }
  | { readonly reason: 'other_pack'; readonly packName: string; readonly clientName: string };

/** The one client all that the row names agree on, and the accounts of the pack it is about. */
export async function findTickedClient(db: ReadDb, around: Surroundings, named: Named): Promise<TickedClient | NotFound> {
  const domain = named.domain ? (parseDomain(named.domain)?.key ?? '') : '';
  const places = around.places.get(domain) ?? [];
  const here = places.filter(({ packId }) => packId === around.packId);
  const found = [await byNumber(db, named.number), await byEmail(db, named.email), new Set(here.map(({ clientId }) => clientId))];
  const clear = found.filter((ids) => ids.size > 0);
  const [first = new Set(places.map(({ clientId }) => clientId))] = clear;
  if (first.size === 0) return { reason: 'client_unknown' };
  const common = [...first].filter((id) => clear.every((ids) => ids.has(id)));
  const [clientId] = common;
  if (clientId === undefined || common.length > 1) return { reason: 'ambiguous' };
  const { name } = await db.selectFrom('client').select('name').where('id', '=', clientId).executeTakeFirstOrThrow();
  const all = await coveredAccounts(db, { clientId, hostId: around.host.id, packId: around.packId });
  const accounts = domain === '' ? all.filter(({ status }) => status !== 'closed') : all.filter((account) => domainKeys(account).includes(domain));
  if (accounts.length > 0) return { clientId, clientName: name, accounts };
  const elsewhere = domain === '' ? await packsOf(db, clientId) : places.filter((place) => place.clientId === clientId).map(({ packId }) => packId);
  return elsewhere.length === 0 ? { reason: 'account_unknown' } : { reason: 'other_pack', packName: await namesOf(db, elsewhere), clientName: name };
}

function domainKeys({ mainDomain, otherDomains }: CoveredAccount): string[] {
  return [mainDomain, ...otherDomains].map(keyOfKnown);
}

async function byNumber(db: ReadDb, number: string | undefined): Promise<Set<string>> {
  if (!number) return new Set();
  const rows = await db.selectFrom('client').select('id').where('number', '=', number).execute();
  return new Set(rows.map(({ id }) => id));
}

async function byEmail(db: ReadDb, email: string | undefined): Promise<Set<string>> {
  const key = email ? parseAddress(email)?.key : undefined;
  if (key === undefined) return new Set();
  const rows = await db.selectFrom('contact').select('client_id').where('email_key', '=', key).execute();
  return new Set(rows.map(({ client_id }) => client_id));
}

async function packsOf(db: ReadDb, clientId: string): Promise<string[]> {
  const rows = await db.selectFrom('account').select('pack_id').where('client_id', '=', clientId).where('status', '!=', 'closed').execute();
  return rows.map(({ pack_id }) => pack_id);
}

async function namesOf(db: ReadDb, packIds: readonly string[]): Promise<string> {
  const rows = await db
    .selectFrom('pack')
    .select('name')
    .where('id', 'in', [...packIds])
    .orderBy('name')
    .execute();
  return rows.map(({ name }) => name).join(', ');
}
