import { sql } from 'kysely';
import { z } from 'zod';
import { Language as LanguageSchema } from '../../contract/common.ts';
import { Rung } from '../../contract/evidence.ts';
import type { ReadDb } from '../../db/db.ts';
import { parseJson } from '../../shared/json.ts';
import type { Language } from '../../shared/language.ts';
import { suppressedSql } from '../bounces/index.ts';
import { fallen } from '../evidence/index.ts';
import { proofsThatCount } from './pairs.repo.ts';
import { pairKey } from './schedule.ts';

/** What is damaged keeps no list from being shown. */
const Domains = z.array(z.string()).catch([]);

/** What people are shown of a client beside his plan. */
export interface ClientDetails {
  readonly name: string;
  readonly email: string;
  readonly language: Language;
}

/** Of a client at a host. */
export interface PairDetails {
  readonly domains: readonly string[];
  readonly lastProof: { readonly at: number; readonly rung: Rung } | null;
}

export interface Details {
  readonly clients: ReadonlyMap<string, ClientDetails>;
  /** Names by id. */
  readonly hosts: ReadonlyMap<string, string>;
  /** By `pairKey`. */
  readonly pairs: ReadonlyMap<string, PairDetails>;
}

/** What a page of plans shows; for as many clients as a page has. */
export async function loadDetails(
  db: ReadDb,
  clientIds: readonly string[],
  { now, practice }: { readonly now: number; readonly practice: boolean },
): Promise<Details> {
  const hosts = await db.selectFrom('host').select(['id', 'name']).execute();
  const domains = await domainsOfPairs(db, clientIds);
  const proofs = await lastProofs(db, clientIds, practice);
  return {
    clients: await clientDetails(db, clientIds, now),
    hosts: new Map(hosts.map(({ id, name }) => [id, name])),
    pairs: new Map([...domains].map(([key, names]) => [key, { domains: names, lastProof: proofs.get(key) ?? null }])),
  };
}

async function clientDetails(db: ReadDb, clientIds: readonly string[], now: number): Promise<Map<string, ClientDetails>> {
  const clients = await db.selectFrom('client').where('id', 'in', clientIds).select(['id', 'name', 'email', 'language']).execute();
  const contacts = await db
    .selectFrom('contact')
    .where('client_id', 'in', clientIds)
    .where('valid_to', 'is', null)
    .where('email_key', '<>', '')
    .where((eb) => eb.not(suppressedSql(eb.ref('contact.email_key'), now)))
    .orderBy('client_id')
    .orderBy('position', 'desc')
    .select(['client_id', 'email', 'language'])
    .execute();
  const writtenTo = new Map(contacts.map((contact) => [contact.client_id, contact]));
  return new Map(
    clients.map(({ id, name, email, language }) => {
      const contact = writtenTo.get(id);
      return [id, { name, email: contact?.email ?? email, language: LanguageSchema.catch('en').parse(contact?.language ?? language) }];
    }),
  );
}

async function domainsOfPairs(db: ReadDb, clientIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('account')
    .innerJoin('pack', 'pack.id', 'account.pack_id')
    .where('account.client_id', 'in', clientIds)
    .orderBy('account.created_at')
    .orderBy('account.id')
    .select(['account.client_id as clientId', 'pack.host_id as hostId', 'account.main_domain', 'account.other_domains', 'account.status'])
    .execute();
  const groups = new Map<string, typeof rows>();
  for (const row of rows) groups.set(pairKey(row), [...(groups.get(pairKey(row)) ?? []), row]);
  return new Map([...groups].map(([key, accounts]) => [key, namesOf(accounts)]));
}

interface Named {
  readonly main_domain: string;
  readonly other_domains: string;
  readonly status: string;
}

/** Of the active accounts, main domains first; of all of them where none is active. */
function namesOf(accounts: readonly Named[]): string[] {
  const active = accounts.filter(({ status }) => status === 'active');
  const named = active.length === 0 ? accounts : active;
  const all = [...named.map(({ main_domain }) => main_domain), ...named.flatMap(({ other_domains }) => Domains.parse(parseJson(other_domains)))];
  return [...new Set(all)].filter((domain) => domain !== '');
}

async function lastProofs(db: ReadDb, clientIds: readonly string[], practice: boolean): Promise<Map<string, { at: number; rung: Rung }>> {
  const rows = await db
    .with('fallen', () => fallen(db))
    .selectFrom('evidence')
    .where('client_id', 'in', clientIds)
    .where('rung', 'in', [...proofsThatCount(practice), 'noted'])
    .where('id', 'not in', sql<string>`(SELECT id FROM fallen)`)
    .orderBy('happened_at')
    .orderBy('id')
    .select(['client_id as clientId', 'host_id as hostId', 'rung', 'happened_at'])
    .execute();
  const last = new Map<string, { at: number; rung: Rung }>();
  for (const row of rows) {
    const key = pairKey(row);
    // Somebody's word stands where there is nothing stronger.
    if (row.rung === 'noted' && last.has(key) && last.get(key)?.rung !== 'noted') continue;
    last.set(key, { at: row.happened_at, rung: Rung.parse(row.rung) });
  }
  return last;
}
