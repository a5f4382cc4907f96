import { IncidentSubject } from '../../contract/incidents.ts';
import type { ReadDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { sharedTrouble } from '../incidents/index.ts';
import type { Outbox } from '../outbox/index.ts';
import { withdrawLetter } from './write.ts';

/** The letter that tells its reader that he is not the cause. */
const TO_INNOCENT = 'innocent_notice';

/**
 * Asked before anything leaves: takes out what is due to leave and no longer for its reader, as somebody said since that he has nothing to do with the case, or that he may
 * have caused it, or put right what the case is about, so that others feel nothing of it. What is due later stays: before its day somebody may still change his mind.
 */
export async function keepBackMisdirected(core: Core, { withdraw }: Pick<Outbox, 'withdraw'>): Promise<void> {
  const now = core.clock.now();
  if ((await misdirected(core.db.read, now)).length === 0) return;
  await core.db.write(async (tx) => {
    for (const id of await misdirected(tx, now)) await withdrawLetter(core, tx, { id, because: 'withdrawn', withdraw });
  });
  core.changed('incidents', 'outbox');
}

/** Letters that are due at `now` (epoch milliseconds), to whoever the case says nothing of that they say. */
async function misdirected(db: ReadDb, now: number): Promise<string[]> {
  const rows = await db
    .selectFrom('letter')
    .innerJoin('outbox', 'outbox.id', 'letter.outbox_id')
    .where('outbox.state', 'in', ['queued', 'deferred'])
    .where('outbox.due_at', '<=', now)
    .where('letter.client_id', 'is not', null)
    .where((eb) => {
      const isMeant = eb.exists(
        eb
          .selectFrom('incident_concerned as person')
          .leftJoin('hosted_account', 'hosted_account.id', 'person.hosted_id')
          .leftJoin('account', 'account.id', 'hosted_account.account_id')
          .whereRef('person.incident_id', '=', 'letter.incident_id')
          .where('person.role', '<>', 'innocent')
          .where((of) => of(of.fn.coalesce('account.client_id', 'person.client_id'), '=', of.ref('letter.client_id')))
          .select('person.id'),
      );
      const toInnocent = eb('letter.kind', '=', TO_INNOCENT);
      return eb.or([eb.and([toInnocent, isMeant]), eb.and([eb.not(toInnocent), eb.not(isMeant)])]);
    })
    .select('letter.id')
    .execute();
  const ids = new Set([...rows.map(({ id }) => id), ...(await feltByNobody(db, now))]);
  return [...ids];
}

/** Letters to those not involved that are due at `now`, in cases of which they feel nothing any more. */
async function feltByNobody(db: ReadDb, now: number): Promise<string[]> {
  const rows = await db
    .selectFrom('letter')
    .innerJoin('outbox', 'outbox.id', 'letter.outbox_id')
    .innerJoin('incident', 'incident.id', 'letter.incident_id')
    .where('outbox.state', 'in', ['queued', 'deferred'])
    .where('outbox.due_at', '<=', now)
    .where('letter.kind', '=', TO_INNOCENT)
    .select(['letter.id', 'incident.subject'])
    .execute();
  return rows.flatMap(({ id, subject }) => (sharedTrouble(IncidentSubject.parse(JSON.parse(subject))) === null ? [id] : []));
}
