import type { ReadDb, WriteDb } from '../../db/db.ts';
import type { HostedRow } from '../statuses/index.ts';

/** Joins an account of a host with one of ours. */
export async function linkTo(tx: WriteDb, hostedId: number, accountId: string): Promise<void> {
  await tx.updateTable('hosted_account').set({ account_id: accountId, ignored: '' }).where('id', '=', hostedId).execute();
}

/** Keeps a difference out of the list for as long as it says the same. */
export async function passOver(tx: WriteDb, hostedId: number, saying: string): Promise<void> {
  await tx.updateTable('hosted_account').set({ ignored: saying }).where('id', '=', hostedId).execute();
}

/** The account of ours that had this login before, not closed yet. */
export async function earlierAccount(
  db: ReadDb,
  { pack_id, login }: Pick<HostedRow, 'pack_id' | 'login'>,
): Promise<{ readonly accountId: string; readonly clientId: string } | undefined> {
  return await db
    .selectFrom('hosted_account')
    .innerJoin('account', 'account.id', 'hosted_account.account_id')
    .where('hosted_account.pack_id', '=', pack_id)
    .where('hosted_account.login', '=', login)
    .where('hosted_account.ended_at', 'is not', null)
    .where('account.status', '<>', 'closed')
    .orderBy('hosted_account.ended_at', 'desc')
    .select(['account.id as accountId', 'account.client_id as clientId'])
    .executeTakeFirst();
}
