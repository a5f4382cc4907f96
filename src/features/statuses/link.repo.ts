import type { WriteDb } from '../../db/db.ts';

/**
 * Joins accounts of a host with those kept here that are plainly the same: the same login in the same pack, or the same main domain where no login is kept.
 * One whose login was somebody else's before is left for a person to decide about.
 */
export async function linkAccounts(tx: WriteDb, packId: string): Promise<void> {
  const loose = await tx
    .selectFrom('hosted_account')
    .select(['id', 'login', 'domain'])
    .where('pack_id', '=', packId)
    .where('ended_at', 'is', null)
    .where('account_id', 'is', null)
    .where('own', '=', 0)
    .execute();
  if (loose.length === 0) return;
  const kept = await tx.selectFrom('account').select(['id', 'login', 'main_domain']).where('pack_id', '=', packId).execute();
  const linked = await tx
    .selectFrom('hosted_account')
    .select(['login', 'account_id', 'ended_at'])
    .where('pack_id', '=', packId)
    .where('account_id', 'is not', null)
    .execute();
  const taken = new Set(linked.map(({ account_id }) => account_id));
  const reused = new Set(linked.filter(({ ended_at }) => ended_at !== null).map(({ login }) => login));
  const free = kept.filter(({ id }) => !taken.has(id));
  const byLogin = new Map(free.filter(({ login }) => login !== '').map((account) => [account.login.toLowerCase(), account.id]));
  const byDomain = new Map(free.filter(({ login }) => login === '').map((account) => [account.main_domain.toLowerCase(), account.id]));
  for (const { id, login, domain } of loose) {
    const accountId = byLogin.get(login.toLowerCase()) ?? byDomain.get(domain);
    if (accountId === undefined || taken.has(accountId) || reused.has(login)) continue;
    taken.add(accountId);
    await tx.updateTable('hosted_account').set({ account_id: accountId }).where('id', '=', id).execute();
  }
}
