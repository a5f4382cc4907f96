import { z } from 'zod';
import type { ReadDb } from '../../db/db.ts';
import { type Subject, subjectText } from './question.rules.ts';

/** An address of the reseller's packs that is in use on a day. */
export interface AddressInUse extends Subject {
  readonly id: string;
  readonly packId: string | null;
}

/** A domain of a client. */
export interface ClientDomain {
  readonly domain: string;
  readonly clientId: string | null;
  readonly clientName: string;
  readonly packId: string;
}

/** Addresses that are in use on a day (YYYY-MM-DD). */
export function inUseOn(db: ReadDb, today: string) {
  return db
    .selectFrom('watched_ip')
    .where('valid_from', '<=', today)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', today)]));
}

/** `today` as YYYY-MM-DD. */
export async function addressesInUse(db: ReadDb, today: string): Promise<AddressInUse[]> {
  const rows = await inUseOn(db, today).select(['id', 'ip', 'family', 'pack_id']).orderBy('created_at').orderBy('ip').execute();
  return rows.map(({ id, ip, family, pack_id }) => ({ id, kind: family === 4 ? 'ip4' : 'ip6', text: ip, packId: pack_id }));
}

const Domains = z.array(z.string());

/** Domains of accounts that are not closed, in their ASCII form, each once, by name. */
export async function domainsOfClients(db: ReadDb): Promise<ClientDomain[]> {
  const rows = await db
    .selectFrom('account')
    .innerJoin('client', 'client.id', 'account.client_id')
    .where('account.status', '!=', 'closed')
    .select(['account.main_domain', 'account.other_domains', 'account.pack_id', 'client.id', 'client.name', 'client.company'])
    .orderBy('account.created_at')
    .execute();
  const found = new Map<string, ClientDomain>();
  for (const row of rows) {
    for (const name of [row.main_domain, ...Domains.parse(JSON.parse(row.other_domains))]) {
      const domain = subjectText(name);
      if (isAskable(domain) && !found.has(domain)) found.set(domain, { domain, clientId: row.id, clientName: row.company || row.name, packId: row.pack_id });
    }
  }
  return [...found.values()].sort((a, b) => (a.domain < b.domain ? -1 : 1));
}

/** A name with a dot, so that no query is about a whole ending, made of what names are made of. */
function isAskable(domain: string): boolean {
  return domain.length <= 190 && /^[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})+$/.test(domain);
}

/** Accounts that are not closed, by pack. */
export async function accountsByPack(db: ReadDb): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('account')
    .where('status', '!=', 'closed')
    .groupBy('pack_id')
    .select((eb) => ['pack_id', eb.fn.countAll<number>().as('count')])
    .execute();
  return new Map(rows.map(({ pack_id, count }) => [pack_id, count]));
}
