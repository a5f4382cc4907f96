import { type Expression, type SqlBool, sql } from 'kysely';
import type { Rung } from '../../contract/evidence.ts';
import type { ReadDb } from '../../db/db.ts';

/** What an active account was told about the version in force of its host. */
export type AccountTold = 'told' | 'practised' | 'queued' | 'failed' | 'due' | 'no_policy';

/** Rungs that count by themselves, without a message of ours having left: somebody's word, an answer, a tick, a signature. */
const OWN_WORD = ['noted', 'replied', 'ticked_at_order', 'signed'] as const satisfies readonly Rung[];

/**
 * The one derivation of "told": list, coverage and what is due all read it, so that they cannot disagree.
 * One row for each active account: `accountId`, `clientId`, `packId`, `hostId`, `mainDomain`, `plan`, `orderedOn`, `createdAt`,
 * `versionId` (newest notice version of the host, null without one), `round` (number of the newest material one: whoever was told any
 * version from there on is told) and `told`. Narrow and join it as a derived table:
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
      'current.round',
      'account.main_domain as mainDomain',
      'account.plan as plan',
      'account.ordered_on as orderedOn',
      'account.created_at as createdAt',
    ])
    .select((eb) => {
      const place = { account: eb.ref('account.id'), host: eb.ref('current.hostId') };
      // A message is looked for first, and a proof of another kind only where none settles it.
      return sql<AccountTold>`CASE WHEN ${eb.ref('current.versionId')} IS NULL THEN 'no_policy' ELSE
        CASE coalesce(${messageRank(db, place)}, 0) WHEN 6 THEN 'told' ${sql.join(
          OTHERWISE.map((said, rank) => sql`WHEN ${sql.lit(rank)} THEN iif(EXISTS ${ownWord(db, place)}, 'told', ${sql.lit(said)})`),
          sql` `,
        )} END END`.as('told');
    });
}

/** What ranks 0 to 5 of a message come to where no other proof stands. */
const OTHERWISE = ['due', 'failed', 'queued', 'practised', 'failed', 'queued'] as const satisfies readonly AccountTold[];

/** A day in the past: its date, and the instant at which it ends. */
export interface Day {
  readonly on: string;
  readonly end: number;
}

/**
 * Every pack with the notice version that counts: `versionId`, its `number`, and `round`, the number of the newest material one up to it;
 * all null without any. Today it is the newest published; for a day, the newest that was in force then.
 */
export function packVersions(db: ReadDb, day?: Day) {
  return db
    .selectFrom('pack')
    .leftJoin('policy_version as version', (join) =>
      join
        .onRef('version.host_id', '=', 'pack.host_id')
        .on(
          'version.number',
          '=',
          countingVersions(db, day).select((eb) => eb.fn.max('each.number').as('number')),
        )
        .on('version.kind', '=', 'notice'),
    )
    .select(['pack.id as packId', 'pack.host_id as hostId', 'version.id as versionId', 'version.number'])
    .select(
      // Also one whose own day comes later: what is in force says what it changed.
      countingVersions(db)
        .where('each.material', '=', 1)
        .where('each.number', '<=', sql.ref<number>('version.number'))
        .select((eb) => eb.fn.max('each.number').as('number'))
        .as('round'),
    );
}

function countingVersions(db: ReadDb, day?: Day) {
  return db
    .selectFrom('policy_version as each')
    .where('each.host_id', '=', sql.ref<string>('pack.host_id'))
    .where('each.kind', '=', 'notice')
    .$if(day !== undefined, (query) => query.where('each.effective_on', '<=', day?.on ?? '').where('each.published_at', '<', day?.end ?? 0));
}

/** Where to look: one account, and its host. */
interface Place {
  readonly account: Expression<string>;
  readonly host: Expression<string>;
}

/** Host and id of every version that counts: the newest material one of each host and what came after. One small table, made once. */
const COUNTING_VERSIONS = sql`(SELECT host_id, id FROM policy_version AS version WHERE kind = 'notice' AND number >= (SELECT max(number) FROM policy_version AS material
  WHERE material.host_id = version.host_id AND material.kind = 'notice' AND material.material = 1))`;

/**
 * How far a message of the round came for the account: 6 sent, 5 on its way (a written draft stays there: nobody knows whether it left),
 * 4 failed; 3, 2, 1 the same in the practice mailbox, which counts only while practising is the chosen transport. Null when there is none.
 */
function messageRank(db: ReadDb, { account, host }: Place) {
  const chosen = sql<string>`coalesce((SELECT value FROM setting WHERE key = 'transport'), '"practice"')`;
  return db
    .selectFrom('notice_account as named')
    .innerJoin('outbox as message', 'message.notice_id', 'named.notice_id')
    .where('named.account_id', '=', account)
    .where(sql<SqlBool>`(${host}, named.version_id) IN ${COUNTING_VERSIONS}`)
    .where((eb) => eb.or([eb('named.transport', '<>', 'practice'), eb(chosen, '=', '"practice"')]))
    .select(
      sql<number>`max(CASE message.state WHEN 'sent' THEN CASE WHEN named.transport = 'draft' THEN 2 ELSE 3 END WHEN 'cancelled' THEN 0
        WHEN 'failed' THEN 1 WHEN 'uncertain' THEN 1 WHEN 'bounced' THEN 1 ELSE 2 END
        + CASE WHEN named.transport = 'practice' OR message.state = 'cancelled' THEN 0 ELSE 3 END)`.as('rank'),
    );
}

/** Somebody's word, an answer, a tick or a signature of the round, for the account. What was taken back does not stand. */
function ownWord(db: ReadDb, { account, host }: Place) {
  return db
    .selectFrom('evidence_account as proof')
    .where('proof.account_id', '=', account)
    .where('proof.rung', 'in', OWN_WORD)
    .where(sql<SqlBool>`(${host}, proof.version_id) IN ${COUNTING_VERSIONS}`)
    .where('proof.evidence_id', 'not in', sql<string>`(SELECT evidence_id FROM evidence_revoked)`)
    .select(sql`1`.as('one'));
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
