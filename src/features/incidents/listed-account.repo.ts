import type { ReadDb } from '../../db/db.ts';
import { among } from '../statuses/index.ts';

/** An account as the client list has it. */
export interface ListedAccount {
  readonly clientId: string;
  readonly login: string;
  readonly domain: string;
}

/** The accounts in a pack that the client list has of some clients, without those closed: where no panel showed one, it is all that is known. */
export async function listedAccounts(db: ReadDb, packId: string, clientIds: readonly string[]): Promise<ListedAccount[]> {
  return await db
    .selectFrom('account')
    .where('pack_id', '=', packId)
    .where('client_id', 'in', among(clientIds))
    .where('status', '<>', 'closed')
    .select(['client_id as clientId', 'login', 'main_domain as domain'])
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}
