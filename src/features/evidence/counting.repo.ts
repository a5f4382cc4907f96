import { type Expression, sql } from 'kysely';
import { BY_MESSAGE, RUNGS } from '../../contract/evidence.ts';
import type { ReadDb } from '../../db/db.ts';

/** Rungs by which a client counts as told, weakest first. What was practised or only prepared told nobody. */
export const COUNTING = RUNGS.filter((rung) => rung !== 'practised' && rung !== 'prepared');

const NOT_SENT = ['queued', 'sending', 'deferred', 'failed', 'uncertain', 'cancelled', 'bounced'] as const;

/**
 * Ids of proofs that stand no more: taken back, or resting on a message that came back. They count for no day, not even for one before that:
 * who was never reached was never told.
 */
export function fallen(db: ReadDb) {
  const returned = db
    .selectFrom('outbox')
    .innerJoin('evidence', 'evidence.notice_id', 'outbox.notice_id')
    .where('outbox.state', 'in', NOT_SENT)
    .whereRef('evidence.outbox_id', '=', 'outbox.id')
    .where('evidence.rung', 'in', BY_MESSAGE)
    .select('evidence.id');
  return db.selectFrom('evidence_revoked').select('evidence_id as id').union(returned);
}

/** Place of a rung on the ladder, 0 the weakest; one character wide, so that it can be compared as text. */
export function rungRank(rung: Expression<string>) {
  return sql<number>`CASE ${rung} ${sql.join(
    RUNGS.map((each, index) => sql`WHEN ${each} THEN ${sql.lit(index)}`),
    sql` `,
  )} END`;
}

/** The account, its host, and where its round begins: what a proof is judged by. */
export interface Judged {
  readonly account: Expression<string>;
  readonly host: Expression<string>;
}

/** Proofs about notices of the account's own host that stand, as `proof` with their `version`. Needs a table `fallen` in scope. */
export function standing(db: ReadDb, { account, host }: Judged) {
  return db
    .selectFrom('evidence_account as proof')
    .innerJoin('policy_version as version', 'version.id', 'proof.version_id')
    .where('proof.account_id', '=', account)
    .where('version.host_id', '=', host)
    .where('version.kind', '=', 'notice')
    .where('proof.evidence_id', 'not in', sql<string>`(SELECT id FROM fallen)`);
}
