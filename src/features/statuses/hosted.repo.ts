import { type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import { fail } from '../../contract/fail.ts';
import { type HostedAccount, PanelKind, StateNow } from '../../contract/hosted.ts';
import { AccountId, ClientId, HostedId, HostId, PackId } from '../../contract/ids.ts';
import type { ReadDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import { fold } from '../../shared/text.ts';

/** Values to compare a column with, however many. */
export const among = <T extends string | number>(values: readonly T[]) => sql<T>`(SELECT value FROM json_each(${JSON.stringify(values)}))`;

/** Accounts as hosts show them, with their pack and host, and the account and client of ours they belong to. */
export function hostedAccounts(db: ReadDb) {
  return db
    .selectFrom('hosted_account')
    .innerJoin('pack', 'pack.id', 'hosted_account.pack_id')
    .innerJoin('host', 'host.id', 'pack.host_id')
    .leftJoin('connection', 'connection.pack_id', 'pack.id')
    .leftJoin('account', 'account.id', 'hosted_account.account_id')
    .leftJoin('client', 'client.id', 'account.client_id')
    .selectAll('hosted_account')
    .select(['pack.name as packName', 'host.id as hostId', 'host.name as hostName', 'connection.kind', 'account.id as accountId'])
    .select(['client.id as clientId', 'client.name as clientName']);
}

export type HostedRow = Awaited<ReturnType<ReturnType<typeof hostedAccounts>['execute']>>[number];

const Names = z.array(z.string());

/** An account for the contract. */
export function hostedView(row: HostedRow): HostedAccount {
  return {
    id: HostedId.parse(row.id),
    packId: PackId.parse(row.pack_id),
    packName: row.packName,
    hostId: HostId.parse(row.hostId),
    hostName: row.hostName,
    kind: row.kind === null ? null : PanelKind.parse(row.kind),
    login: row.login,
    domain: row.domain,
    otherDomains: Names.parse(JSON.parse(row.other_domains)),
    emails: Names.parse(JSON.parse(row.emails)),
    plan: row.plan,
    own: row.own === 1,
    accountId: row.accountId === null ? null : AccountId.parse(row.accountId),
    clientId: row.clientId === null ? null : ClientId.parse(row.clientId),
    clientName: row.clientName ?? '',
    firstSeenAt: toIso(row.first_seen_at),
    lastSeenAt: toIso(row.last_seen_at),
    notSeenSince: row.missing_since === null ? null : toIso(row.missing_since),
  };
}

const instant = (at: number | null): string | null => (at === null ? null : toIso(at));

/** The state of an account for the contract. */
export function stateView(row: HostedRow): StateNow {
  return StateNow.parse({
    state: row.state,
    after: instant(row.state_after),
    since: toIso(row.state_at),
    hostSince: instant(row.state_host_since),
    reason: row.reason,
    reasonClass: row.reason_class,
    lifter: row.lifter,
    origin: row.state_origin,
    seenAt: toIso(row.state_seen_at ?? row.last_seen_at),
  });
}

/** Accounts by id, in the given order. */
export async function hostedByIds(db: ReadDb, ids: readonly number[]): Promise<HostedRow[]> {
  if (ids.length === 0) return [];
  const rows = await hostedAccounts(db).where('hosted_account.id', 'in', among(ids)).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** One account. Throws `hosted_not_found`. */
export async function findHosted(db: ReadDb, id: number): Promise<HostedRow> {
  const [row] = await hostedByIds(db, [id]);
  if (row === undefined) throw fail('hosted_not_found', {});
  return row;
}

/** True where every word of a search is found in an account's names or its client's. To be used where `client` is joined. */
export function found(search: string) {
  const words = fold(search)
    .split(' ')
    .filter((word) => word !== '');
  return words.map((word) => sql<SqlBool>`(instr(hosted_account.search_key, ${word}) > 0 OR instr(ifnull(client.search_key, ''), ${word}) > 0)`);
}
