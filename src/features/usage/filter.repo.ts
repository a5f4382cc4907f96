import type { ReadDb } from '../../db/db.ts';
import { found } from '../statuses/index.ts';

/** Ids of accounts in whose names, or whose client's, every word of a search is. */
export async function foundIds(db: ReadDb, search: string): Promise<Set<number>> {
  const rows = await db
    .selectFrom('hosted_account')
    .leftJoin('account', 'account.id', 'hosted_account.account_id')
    .leftJoin('client', 'client.id', 'account.client_id')
    .where('hosted_account.ended_at', 'is', null)
    .where((eb) => eb.and(found(search)))
    .select('hosted_account.id')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Ids of the accounts of a client. */
export async function clientIds(db: ReadDb, clientId: string): Promise<Set<number>> {
  const rows = await db
    .selectFrom('account')
    .innerJoin('hosted_account', 'hosted_account.account_id', 'account.id')
    .where('account.client_id', '=', clientId)
    .where('hosted_account.ended_at', 'is', null)
    .select('hosted_account.id')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Ids of accounts with an alert that is not over. */
export async function alertedIds(db: ReadDb): Promise<Set<number>> {
  const rows = await db.selectFrom('alert').where('closed_at', 'is', null).where('hosted_id', 'is not', null).select('hosted_id').distinct().execute();
  return new Set(rows.flatMap(({ hosted_id }) => hosted_id ?? []));
}

/** The place of each account in the order of its client's name; accounts without a client have none. */
export async function clientOrder(db: ReadDb): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('hosted_account')
    .innerJoin('account', 'account.id', 'hosted_account.account_id')
    .innerJoin('client', 'client.id', 'account.client_id')
    .where('hosted_account.ended_at', 'is', null)
    .select('hosted_account.id')
    .orderBy('client.sort_key')
    .orderBy('hosted_account.sort_key')
    .execute();
  return new Map(rows.map(({ id }, index) => [id, index]));
}
