import { z } from 'zod';
import { Language as LanguageSchema } from '../../contract/common.ts';
import { ClientId, ContactId, HostId, VersionId } from '../../contract/ids.ts';
import type { ReadDb } from '../../db/db.ts';
import type { Language } from '../../shared/language.ts';
import { suppressedKeys, suppressedSince } from '../bounces/index.ts';
import { type AccountTold, accountTold } from '../clients/index.ts';
import { known, parseOwnRules, parseRules, type SendingLimit, sendingLimits } from '../hosts/index.ts';

const Domains = z.array(z.string());

export interface RecipientAccount {
  readonly id: string;
  readonly told: AccountTold;
  readonly packId: string;
  readonly packName: string;
  readonly mainDomain: string;
  readonly otherDomains: readonly string[];
  readonly plan: string;
  readonly orderedOn: string | null;
  readonly createdAt: number;
}

export interface Contact {
  readonly id: ContactId;
  readonly name: string;
  readonly email: string;
  readonly language: Language | null;
  /** Epoch milliseconds since which nothing is sent to this address or its domain; null = it may be written to. */
  readonly suppressedSince: number | null;
}

/** A client at one host, the person his notice goes to, and the accounts it is about. */
export interface Recipient {
  readonly client: { readonly id: ClientId; readonly name: string; readonly language: Language; readonly searchKey: string };
  /** First contact still valid whose address can be written to; the first one that is blocked where all are; null without any. */
  readonly contact: Contact | null;
  readonly host: { readonly id: HostId; readonly name: string; readonly termsUrl: string | null; readonly limits: readonly SendingLimit[] };
  readonly versionId: VersionId | null;
  readonly accounts: readonly RecipientAccount[];
}

export interface RecipientFilter {
  readonly clientIds?: readonly string[];
  /** Only accounts that were not told yet. */
  readonly dueOnly: boolean;
  /** Epoch milliseconds: which addresses are blocked is a question of the moment. */
  readonly now: number;
}

/** One entry per client and host with an active account, by client name. */
export async function loadRecipients(db: ReadDb, filter: RecipientFilter): Promise<Recipient[]> {
  const rows = await activeAccounts(db, filter);
  const hosts = await loadHosts(db);
  const contacts = await loadContacts(db, filter);
  const groups = new Map<string, Recipient & { readonly accounts: RecipientAccount[] }>();
  for (const row of rows) {
    const key = `${row.clientId} ${row.hostId}`;
    const host = hosts.get(row.hostId);
    if (host === undefined) continue;
    const group = groups.get(key) ?? {
      client: clientOf({ ...row, id: row.clientId }),
      contact: contacts.get(row.clientId) ?? null,
      host,
      versionId: row.versionId === null ? null : VersionId.parse(row.versionId),
      accounts: [],
    };
    group.accounts.push({ ...row, id: row.accountId, otherDomains: Domains.parse(JSON.parse(row.otherDomains)) });
    groups.set(key, group);
  }
  return [...groups.values()];
}

function activeAccounts(db: ReadDb, { clientIds, dueOnly }: RecipientFilter) {
  return db
    .selectFrom(accountTold(db, clientIds).as('t'))
    .innerJoin('client', 'client.id', 't.clientId')
    .innerJoin('account', 'account.id', 't.accountId')
    .innerJoin('pack', 'pack.id', 't.packId')
    .select(['t.accountId', 't.clientId', 't.hostId', 't.packId', 't.versionId', 't.told', 't.mainDomain', 't.plan', 't.orderedOn', 't.createdAt'])
    .select(['account.other_domains as otherDomains', 'pack.name as packName', 'client.name', 'client.language', 'client.search_key'])
    .$if(dueOnly, (query) => query.where('t.told', '=', 'due'))
    .orderBy('client.sort_key')
    .orderBy('t.clientId')
    .orderBy('t.createdAt')
    .orderBy('t.mainDomain')
    .orderBy('t.accountId')
    .execute();
}

function clientOf(row: { readonly id: string; readonly name: string; readonly language: string; readonly search_key: string }): Recipient['client'] {
  return { id: ClientId.parse(row.id), name: row.name, language: LanguageSchema.parse(row.language), searchKey: row.search_key };
}

async function loadHosts(db: ReadDb): Promise<Map<string, Recipient['host']>> {
  const rows = await db.selectFrom('host').select(['id', 'name', 'rules', 'own_rules']).execute();
  return new Map(
    rows.map(({ id, name, rules, own_rules }) => {
      const parsed = parseRules(rules);
      return [id, { id: HostId.parse(id), name, termsUrl: known(parsed.termsUrl), limits: sendingLimits(parsed, parseOwnRules(own_rules)) }];
    }),
  );
}

async function loadContacts(db: ReadDb, { clientIds, now }: Pick<RecipientFilter, 'clientIds' | 'now'>): Promise<Map<string, Contact>> {
  const suppressed = await suppressedKeys(db, now);
  const rows = await db
    .selectFrom('contact')
    .select(['id', 'client_id', 'first_name', 'last_name', 'email', 'email_key', 'language'])
    .where('valid_to', 'is', null)
    .where('email_key', '<>', '')
    .$if(clientIds !== undefined, (query) => query.where('client_id', 'in', clientIds ?? []))
    .orderBy('client_id')
    .orderBy('position')
    .execute();
  const contacts = new Map<string, Contact>();
  for (const row of rows) {
    const known = contacts.get(row.client_id);
    const since = suppressedSince(suppressed, row.email_key);
    if (known === undefined || (known.suppressedSince !== null && since === null)) contacts.set(row.client_id, contactOf(row, since));
  }
  return contacts;
}

type StoredContact = { readonly id: string; readonly first_name: string; readonly last_name: string; readonly email: string; readonly language: string | null };

function contactOf(row: StoredContact, since: number | null): Contact {
  return {
    id: ContactId.parse(row.id),
    name: `${row.first_name} ${row.last_name}`.trim(),
    email: row.email,
    language: row.language === null ? null : LanguageSchema.parse(row.language),
    suppressedSince: since,
  };
}

/** A client without an active account at a host, as a notice to him would see him. Null when there is no such client or host. */
export async function loadWithoutAccounts(
  db: ReadDb,
  { clientId, hostId, now }: { readonly clientId: string; readonly hostId: string; readonly now: number },
): Promise<Recipient | null> {
  const client = await db.selectFrom('client').selectAll().where('id', '=', clientId).executeTakeFirst();
  const host = (await loadHosts(db)).get(hostId);
  if (client === undefined || host === undefined) return null;
  return {
    client: clientOf(client),
    contact: (await loadContacts(db, { clientIds: [clientId], now })).get(clientId) ?? null,
    host,
    versionId: null,
    accounts: [],
  };
}
