import { z } from 'zod';
import { CalendarDate } from '../../contract/common.ts';
import { OutboxState, Transport } from '../../contract/outbox.ts';
import type { ReadDb } from '../../db/db.ts';
import { addDays, startOfDay } from '../../shared/calendar.ts';
import type { Core } from '../core.ts';
import { COUNTING, fallen } from '../evidence/index.ts';
import { readSettings } from '../settings/index.ts';
import { among } from '../statuses/index.ts';
import { isOver } from './procedures.rules.ts';
import { hasLeft, stateByMessage } from './reached.rules.ts';
import type { StepFacts } from './unmet.rules.ts';
import { untoldOf } from './untold.repo.ts';
import type { Case } from './view.ts';

const HOUR_MS = 3_600_000;
const Answer = z.object({ on: CalendarDate });
const GRANTED = '%"outcome":"granted"%';

/** What is kept of a case that tells whether its steps did what they are for. */
export async function stepFactsOf(core: Core, db: ReadDb, found: Case): Promise<Omit<StepFacts, 'isIntentSaid'>> {
  const letters = await lettersOf(core, db, found.stored.id);
  const since = await answeredAt(core, db, found);
  return {
    isCauseNamed: found.concerned.some(({ role }) => role === 'caused'),
    rounds: await roundsOf(db, found.stored.id),
    letters: (step) => letters.filter((letter) => letter.step === step),
    isGranted: letters.some(({ isGranted }) => isGranted),
    plans: await plansOf(db, found.stored.id),
    warned: await warnedOf(db, found),
    untold: (await untoldOf(core, db, found)).length,
    watchedHours: since === null ? null : (core.clock.now() - since) / HOUR_MS,
  };
}

/** When host or list said yes, in epoch milliseconds; null = not yet. */
export async function answeredAt(core: Core, db: ReadDb, { stored, said }: Case): Promise<number | null> {
  const awaited = said.find(({ step }) => step === 'await_answer');
  if (awaited === undefined || !isOver(awaited.state) || awaited.changed === null) return null;
  return (await grantedAt(core, db, { incidentId: stored.id, after: await cameBackAt(db, stored.id) })) ?? awaited.changed.at;
}

/** When something of a case was last noticed that came back, in epoch milliseconds; 0 = nothing was. */
async function cameBackAt(db: ReadDb, incidentId: string): Promise<number> {
  const last = await db
    .selectFrom('relapse_sign')
    .where('incident_id', '=', incidentId)
    .select((eb) => eb.fn.max('noticed_at').as('at'))
    .executeTakeFirst();
  return last?.at ?? 0;
}

/**
 * When the last letter of a case was answered with yes after a moment (epoch milliseconds); null = none was. What happens on the day of the answer before it was written down is taken to be older, unless it
 * was written down later.
 */
export async function grantedAt(
  core: Core,
  db: ReadDb,
  { incidentId, after }: { readonly incidentId: string; readonly after: number },
): Promise<number | null> {
  const granted = await db
    .selectFrom('letter')
    .where('incident_id', '=', incidentId)
    .where('withdrawn_at', 'is', null)
    .where('answer', 'like', GRANTED)
    .where('answered_at', '>', after)
    .orderBy('answered_at', 'desc')
    .select(['answered_at', 'answer'])
    .executeTakeFirst();
  if (granted?.answer == null || granted.answered_at === null) return null;
  return Math.min(granted.answered_at, startOfDay(addDays(Answer.parse(JSON.parse(granted.answer)).on, 1), core.clock.timeZone()));
}

/** Those that count: after a relapse, what was asked and answered before it does not. */
async function lettersOf(core: Core, db: ReadDb, incidentId: string) {
  const rows = await db
    .selectFrom('letter')
    .leftJoin('outbox', 'outbox.id', 'letter.outbox_id')
    .where('letter.incident_id', '=', incidentId)
    .where('letter.withdrawn_at', 'is', null)
    .where('letter.created_at', '>=', await cameBackAt(db, incidentId))
    .select(['letter.step', 'letter.given', 'outbox.state', 'outbox.transport'])
    .select((eb) => eb('letter.answer', 'like', GRANTED).as('isGranted'))
    .execute();
  const { transport } = await readSettings(core, db);
  return rows.map(({ step, given, state, transport: by, isGranted }) => ({
    ...{ step, given: given !== null, isGranted: Boolean(isGranted) },
    left: state !== null && hasLeft(stateByMessage(OutboxState.parse(state), Transport.parse(by)), transport),
  }));
}

async function roundsOf(db: ReadDb, incidentId: string): Promise<StepFacts['rounds']> {
  const rows = await db
    .selectFrom('explanation')
    .leftJoin('explanation_answer', (join) => join.onRef('explanation_answer.explanation_id', '=', 'explanation.id').on('back_at', 'is', null))
    .where('incident_id', '=', incidentId)
    .where('withdrawn_at', 'is', null)
    .groupBy('explanation.id')
    .select(['client_id', 'round', 'verdict'])
    .select((eb) => eb.fn.count<number>('explanation_answer.id').as('answers'))
    .execute();
  return rows.map(({ client_id, round, verdict, answers }) => ({
    isAnswered: answers > 0,
    verdict,
    isLast: !rows.some((other) => other.client_id === client_id && other.round > round),
  }));
}

/** What was told after it happened proves nothing of what whoever caused it could know. */
async function warnedOf(db: ReadDb, { stored, concerned }: Case): Promise<boolean[]> {
  const caused = concerned.filter(({ role }) => role === 'caused');
  const meant = caused.length > 0 ? caused : concerned.filter(({ role }) => role === 'suspected');
  const ids = meant.flatMap(({ clientId }) => clientId ?? []);
  const told = await db
    .selectFrom('evidence')
    .where('client_id', 'in', among(ids))
    .where('host_id', '=', stored.hostId)
    .where('rung', 'in', COUNTING)
    .where('happened_at', '<=', stored.occurredAt)
    .where('id', 'not in', fallen(db))
    .select('client_id')
    .distinct()
    .execute();
  return meant.map(({ clientId }) => told.some(({ client_id }) => client_id === clientId));
}

async function plansOf(db: ReadDb, incidentId: string): Promise<StepFacts['plans']> {
  const rows = await db.selectFrom('repermission').where('incident_id', '=', incidentId).select('over_on').execute();
  return rows.map(({ over_on }) => ({ isOver: over_on !== null }));
}
