import { z } from 'zod';
import { ClientId, HostedId } from '../../contract/ids.ts';
import type { Concerned } from '../../contract/incidents.ts';
import type { ReadDb } from '../../db/db.ts';
import type { People } from './other-names.rules.ts';
import type { Namable } from './written-names.rules.ts';

const Domains = z.array(z.string());

/** Whose names are left out. */
interface Himself {
  readonly hostedId: number | null;
  readonly clientId: string | null;
}

/** Logins and domains by which accounts in a pack are known or were, by the panel or the client list, and the names of their clients, but for those of one client. */
export async function otherNames(db: ReadDb, packId: string, { hostedId, clientId }: Himself): Promise<string[]> {
  const shown = await db
    .selectFrom('hosted_account')
    .leftJoin('account', 'account.id', 'hosted_account.account_id')
    .leftJoin('client', 'client.id', 'account.client_id')
    .where('hosted_account.pack_id', '=', packId)
    .select(['hosted_account.id', 'account.client_id as clientId', 'hosted_account.login', 'hosted_account.domain', 'hosted_account.other_domains as more'])
    .select(['client.name', 'client.company'])
    .execute();
  const listed = await db
    .selectFrom('account')
    .innerJoin('client', 'client.id', 'account.client_id')
    .where('account.pack_id', '=', packId)
    .select(['account.client_id as clientId', 'account.login', 'account.main_domain as domain', 'account.other_domains as more'])
    .select(['client.name', 'client.company'])
    .execute();
  const all = [...shown, ...listed.map((row) => ({ ...row, id: null }))];
  const isHis = (row: (typeof all)[number]): boolean => (clientId !== null && row.clientId === clientId) || (hostedId !== null && row.id === hostedId);
  const names = (rows: typeof all): string[] =>
    rows.flatMap(({ login, domain, more, name, company }) => [login, domain, name ?? '', company ?? '', ...Domains.parse(JSON.parse(more))]);
  const own = new Set(names(all.filter(isHis)).map((name) => name.toLowerCase()));
  return names(all.filter((row) => !isHis(row))).filter((name) => name !== '' && !own.has(name.toLowerCase()));
}

/** What clients and who speaks for them are called: all but one, and he. */
export async function peopleBut(db: ReadDb, clientId: string | null): Promise<People> {
  const clients = await db.selectFrom('client').select(['id', 'name', 'company']).execute();
  const contacts = await db.selectFrom('contact').select(['client_id as id', 'first_name as name', 'last_name as company']).execute();
  const names = (isHis: boolean): string[] =>
    [...clients, ...contacts].flatMap(({ id, name, company }) => ((id === clientId) === isHis ? [name, company] : []));
  return { others: names(false), own: names(true) };
}

/**
 * Whom words for a client could name, or for a host or a list (`readerId` null). What is at the host's of whoever may have caused it may be told there by account; anybody's
 * name need not.
 */
export async function namable(
  db: ReadDb,
  { readerId, concerned }: { readonly readerId: string | null; readonly concerned: readonly Concerned[] },
): Promise<Namable> {
  const clients = await db.selectFrom('client').select(['id', 'name', 'company']).execute();
  const contacts = await db.selectFrom('contact').select(['client_id as id', 'first_name', 'last_name']).execute();
  const isOf = accountsOf(readerId, concerned);
  const accounts = await allAccounts(db);
  const marks = (isOwn: boolean): string[] => accounts.flatMap((row) => (isOf(row) === isOwn ? row.marks : []));
  const all = [
    ...clients.map(({ id, name, company }) => ({ clientId: id, names: [name, company], last: [] })),
    ...contacts.map(({ id, first_name, last_name }) => ({ clientId: id, names: [`${first_name} ${last_name}`], last: [last_name] })),
  ];
  const own = all.filter(({ clientId }) => clientId === readerId).flatMap(({ names, last }) => [...names, ...last]);
  return { clients: all.filter(({ clientId }) => clientId !== readerId), marks: marks(false), own: [...own, ...marks(true)] };
}

type Marked = Awaited<ReturnType<typeof allAccounts>>[number];

/** Whether an account is the reader's, or, for a host, of whoever may have caused it. */
function accountsOf(readerId: string | null, concerned: readonly Concerned[]): (row: Marked) => boolean {
  const meant = concerned.filter(({ role }) => role !== 'innocent');
  const hosted = new Set(meant.map(({ hostedId }) => hostedId));
  const clients = new Set(readerId === null ? meant.map(({ clientId }) => clientId) : [readerId]);
  return ({ id, clientId }) => (clientId !== null && clients.has(ClientId.parse(clientId))) || (readerId === null && id !== null && hosted.has(id));
}

/** Logins and domains of all accounts, as panels show them and as the client list does. */
async function allAccounts(db: ReadDb) {
  const shown = await db
    .selectFrom('hosted_account')
    .leftJoin('account', 'account.id', 'hosted_account.account_id')
    .select(['hosted_account.id', 'account.client_id as clientId', 'hosted_account.login', 'hosted_account.domain', 'hosted_account.other_domains as more'])
    .execute();
  const listed = await db.selectFrom('account').select(['client_id as clientId', 'login', 'main_domain as domain', 'other_domains as more']).execute();
  return [...shown.map(({ id, ...row }) => ({ id: HostedId.parse(id), ...row })), ...listed.map((row) => ({ id: null, ...row }))].map(
    ({ id, clientId, login, domain, more }) => ({ id, clientId, marks: [login, domain, ...Domains.parse(JSON.parse(more))] }),
  );
}
