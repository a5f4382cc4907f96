import { fail } from '../../contract/fail.ts';
import type { IncidentSubject, StepId, StepState } from '../../contract/incidents.ts';
import type { ReadDb } from '../../db/db.ts';
import type { StoredIncident } from './incidents.repo.ts';
import { missingFacts } from './recipient.rules.ts';

type Requirement = (db: ReadDb, of: { readonly id: string; readonly subject: IncidentSubject }) => Promise<void>;

/** Whom it is about, since when, from which address, and what came back: the host's mail provider is asked with all of it. */
const facts: Requirement = async (_db, { subject }) => {
  const missing = subject.kind === 'recipient' ? missingFacts(subject) : [];
  if (missing.length > 0) throw fail('recipient_facts_missing', { count: missing.length });
};

/** What has to be there before anybody may say that a step is done (rules 003-14 to 003-16). */
const REQUIRED: Partial<Record<StepId, Requirement>> = {
  collect_facts: facts,
  ask_unblocking: facts,
  await_confirmation: async (db, { id }) => {
    const mail = await db
      .selectFrom('recipient_mail')
      .where('incident_id', '=', id)
      .where((eb) => eb.or([eb('accepted', '=', 1), eb.and([eb('accepted', 'is', null), eb('signs', '=', '[]')])]))
      .select('id')
      .executeTakeFirst();
    if (mail === undefined) throw fail('confirmation_missing', {});
  },
};

/** Throws `recipient_facts_missing`, `confirmation_missing` when a step is said to be done without what it needs. */
export async function requireFor(
  db: ReadDb,
  { id, subject }: StoredIncident,
  { step, state }: { readonly step: StepId; readonly state: StepState },
): Promise<void> {
  if (state === 'done') await REQUIRED[step]?.(db, { id, subject });
}
