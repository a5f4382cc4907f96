import { type Expression, sql } from 'kysely';
import type { ReadDb } from '../../db/db.ts';

/** What an active account was told about the version in force of its host. */
export type AccountTold = 'told' | 'practised' | 'queued' | 'failed' | 'due' | 'no_policy';

/**
 * The one derivation of "told": list, coverage and what is due all read it, so that they cannot disagree.
 * One row for each active account: `accountId`, `clientId`, `packId`, `hostId`, `mainDomain`, `plan`, `orderedOn`, `createdAt`,
 * `versionId` (newest version of the host, null without one) and `told`. Narrow and join it as a derived table:
 * `db.selectFrom(accountTold(db).as('t')).where('t.told', '=', 'due')`. `clientIds` narrows before anything is computed.
 */
export function accountTold(db: ReadDb, clientIds?: readonly string[]) {
  return db
    .with(
      (cte) => cte('current').materialized(),
      () => packVersions(db),
    )
    .selectFrom('current')
    .innerJoin('account', 'account.pack_id', 'current.packId')
    .where('account.status', '=', 'active')
    .$if(clientIds !== undefined, (query) => query.where('account.client_id', 'in', clientIds ?? []))
    .select([
      'account.id as accountId',
      'account.client_id as clientId',
      'current.packId',
      'current.hostId',
      'current.versionId',
      'account.main_domain as mainDomain',
      'account.plan as plan',
      'account.ordered_on as orderedOn',
      'account.created_at as createdAt',
    ])
    .select((eb) => {
      const reached = messageRank(db, eb.ref('account.id'), eb.ref('current.versionId'));
      return sql<AccountTold>`CASE WHEN ${eb.ref('current.versionId')} IS NULL THEN 'no_policy' ELSE
        CASE coalesce(${reached}, 0) WHEN 6 THEN 'told' WHEN 5 THEN 'queued' WHEN 4 THEN 'failed'
          WHEN 3 THEN 'practised' WHEN 2 THEN 'queued' WHEN 1 THEN 'failed' ELSE 'due' END END`.as('told');
    });
}

/** Every pack with the newest published version of its host. */
export function packVersions(db: ReadDb) {
  return db
    .selectFrom('pack')
    .select(['pack.id as packId', 'pack.host_id as hostId'])
    .select((eb) =>
      eb
        .selectFrom('policy_version')
        .whereRef('policy_version.host_id', '=', 'pack.host_id')
        .orderBy('policy_version.number', 'desc')
        .limit(1)
        .select('policy_version.id')
        .as('versionId'),
    );
}

/**
 * How far a message about `version` came for `account`: 6 sent, 5 on its way (a written draft stays there: nobody knows whether it left),
 * 4 failed; 3, 2, 1 the same in the practice mailbox, which counts only while practising is the chosen transport. Null when there is none.
 */
function messageRank(db: ReadDb, account: Expression<string>, version: Expression<string | null>) {
  const chosen = sql<string>`coalesce((SELECT value FROM setting WHERE key = 'transport'), '"practice"')`;
  return db
    .selectFrom('notice_account as named')
    .innerJoin('outbox as message', 'message.notice_id', 'named.notice_id')
    .where('named.account_id', '=', account)
    .where('named.version_id', '=', version)
    .where((eb) => eb.or([eb('named.transport', '<>', 'practice'), eb(chosen, '=', '"practice"')]))
    .select(
      sql<number>`max(CASE message.state WHEN 'sent' THEN CASE WHEN named.transport = 'draft' THEN 2 ELSE 3 END WHEN 'cancelled' THEN 0
        WHEN 'failed' THEN 1 WHEN 'uncertain' THEN 1 WHEN 'bounced' THEN 1 ELSE 2 END
        + CASE WHEN named.transport = 'practice' OR message.state = 'cancelled' THEN 0 ELSE 3 END)`.as('rank'),
    );
}

/**
 * One row for each client that has an active account: `clientId` and `told`, the worst of its accounts
 * (failed, due, queued, practised, no_policy, told). Whether a due client is `blocked` depends on his address and is not decided here.
 */
export function clientTold(db: ReadDb, clientIds?: readonly string[]) {
  return db
    .selectFrom(accountTold(db, clientIds).as('each'))
    .groupBy('each.clientId')
    .select('each.clientId')
    .select(
      sql<AccountTold>`CASE min(CASE each.told WHEN 'failed' THEN 1 WHEN 'due' THEN 2 WHEN 'queued' THEN 3 WHEN 'practised' THEN 4 WHEN 'no_policy' THEN 5 ELSE 6 END)
        WHEN 1 THEN 'failed' WHEN 2 THEN 'due' WHEN 3 THEN 'queued' WHEN 4 THEN 'practised' WHEN 5 THEN 'no_policy' ELSE 'told' END`.as('told'),
    );
}
