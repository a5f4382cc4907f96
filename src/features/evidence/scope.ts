import { type SqlBool, sql } from 'kysely';
import type { ReadDb } from '../../db/db.ts';
import { fold } from '../../shared/text.ts';

/** Part of the accounts: of one host, one pack, one client, or whose client is found by every word of a search. */
export interface Scope {
  readonly hostId?: string | undefined;
  readonly packId?: string | undefined;
  readonly clientId?: string | undefined;
  readonly search?: string | undefined;
}

/** Conditions on `host`, `pack` and `client` columns as the query names them. */
export function inScope(scope: Scope, column: { readonly host: string; readonly pack: string; readonly client: string }) {
  const equals = (name: string, value: string | undefined) => (value === undefined ? [] : [sql<SqlBool>`${sql.ref(name)} = ${value}`]);
  const words = fold(scope.search ?? '')
    .split(' ')
    .filter((word) => word !== '');
  const found = words.map((word) => sql<SqlBool>`instr(client.search_key, ${word}) > 0`);
  return [...equals(column.host, scope.hostId), ...equals(column.pack, scope.packId), ...equals(column.client, scope.clientId), ...found];
}

/** How accounts are named in lists, by account id. */
export async function accountNames(db: ReadDb, accountIds: readonly string[]) {
  const rows = await db
    .selectFrom('account')
    .innerJoin('client', 'client.id', 'account.client_id')
    .innerJoin('pack', 'pack.id', 'account.pack_id')
    .innerJoin('host', 'host.id', 'pack.host_id')
    .where('account.id', 'in', accountIds)
    .select([
      'account.id as accountId',
      'account.client_id as clientId',
      'client.name as clientName',
      'account.main_domain as mainDomain',
      'host.name as hostName',
    ])
    .execute();
  return new Map(rows.map((row) => [row.accountId, row]));
}
