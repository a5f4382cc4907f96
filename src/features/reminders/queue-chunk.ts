import type { WriteDb } from '../../db/db.ts';
import { AppError } from '../../shared/app-error.ts';
import type { Core } from '../core.ts';
import { type Desk, type Enqueue, type Envelope, insertNotice, type Letter, seal, takenTokens } from '../notices/index.ts';
import { composeReminder, type Facts, factsOf } from './letters.ts';
import { endOnce } from './once.repo.ts';
import type { Plan } from './plan.types.ts';
import { insertRun, isServed } from './runs.repo.ts';
import { isResting, makeSchedule, pairKey, type Schedule } from './schedule.ts';
import { changeWorkState, takeWriteLock } from './work-state.repo.ts';

/** With what reminders are queued. */
export interface Press {
  readonly core: Core;
  readonly desk: Desk;
  readonly enqueue: Enqueue;
  /** What was planned when the work began: its instant counts for all of it. */
  readonly schedule: Schedule;
  /** Who asked for it; empty = the app by itself. */
  readonly author: string;
}

/** One that cannot be composed: `missing` has no value; empty when what is wrong is in the log. */
export interface Blocked {
  readonly plan: Plan;
  readonly missing: readonly string[];
}

export interface Queued {
  readonly written: number;
  /** Still due, but not as it was composed. */
  readonly changed: readonly Plan[];
  readonly blocked: readonly Blocked[];
}

interface Draft {
  readonly plan: Plan;
  readonly facts: Facts;
  readonly envelope: Envelope;
}

/** Composes some reminders and queues them in one transaction: each with its period, its notice and its message, or not at all. */
export async function queueChunk(press: Press, plans: readonly Plan[]): Promise<Queued> {
  const facts = await allFacts(press, plans);
  const blocked: Blocked[] = [];
  const drafts: Draft[] = [];
  for (const plan of plans) {
    const known = facts.get(plan.clientId);
    if (known === undefined) {
      blocked.push({ plan, missing: [] });
      continue;
    }
    const own = known.get(pairKey(plan));
    if (own === undefined) continue;
    const made = await drafted(press, plan, own);
    if ('missing' in made) blocked.push(made);
    else drafts.push(made);
  }
  return { blocked, ...(drafts.length === 0 ? { written: 0, changed: [] } : await press.core.db.write((tx) => writeDrafts(press, tx, drafts))) };
}

/** The facts of each client, for all at once; where that fails, for each by himself, so that he alone is left out whose data cannot be read. */
async function allFacts({ core, desk }: Press, plans: readonly Plan[]): Promise<ReadonlyMap<string, ReadonlyMap<string, Facts>>> {
  const clientIds = [...new Set(plans.map(({ clientId }) => clientId))];
  try {
    const facts = await factsOf(desk, core.db.read, clientIds);
    return new Map(clientIds.map((clientId) => [clientId, facts]));
  } catch (error) {
    if (error instanceof AppError) throw error;
    const known = new Map<string, ReadonlyMap<string, Facts>>();
    for (const clientId of clientIds) {
      try {
        known.set(clientId, await factsOf(desk, core.db.read, [clientId]));
      } catch (cause) {
        core.logger.error('reminder_not_composed', cause, { clientId });
      }
    }
    return known;
  }
}

/** One client's data must not keep the others waiting: whatever goes wrong with it is logged and named. */
async function drafted({ core, desk }: Press, plan: Plan, facts: Facts): Promise<Draft | Blocked> {
  try {
    const letter = await composeReminder(desk, facts, plan);
    const missing = missingIn(letter);
    return missing.length > 0 ? { plan, missing } : { plan, facts, envelope: await seal(desk, letter) };
  } catch (error) {
    core.logger.error('reminder_not_composed', error, { clientId: plan.clientId, hostId: plan.hostId });
    return { plan, missing: [] };
  }
}

/** An address that is blocked is as good as none. */
function missingIn({ missing, recipient }: Letter): readonly string[] {
  return missing.length === 0 && (recipient.contact?.suppressedSince ?? null) !== null ? ['contact_name'] : missing;
}

/**
 * Plans the clients of the drafts once more inside the transaction, so that whatever happened meanwhile counts, and writes what is still to leave.
 * What was composed from something else comes back.
 */
async function writeDrafts(press: Press, tx: WriteDb, drafts: readonly Draft[]): Promise<{ written: number; changed: Plan[] }> {
  await takeWriteLock(tx);
  const { core, desk, schedule } = press;
  const clientIds = [...new Set(drafts.map(({ plan }) => plan.clientId))];
  const fresh = await makeSchedule(core, tx, { now: schedule.now, clientIds, kept: schedule.context });
  if (fresh.transport !== desk.transport) return { written: 0, changed: [] };
  const plans = new Map(fresh.plans.map((plan) => [pairKey(plan), plan]));
  const facts = await factsOf(desk, tx, clientIds);
  const taken = await takenTokens(
    tx,
    drafts.filter(({ facts: { told } }) => told.token === null).map(({ envelope }) => envelope),
  );
  const day = { on: fresh.today, sent: fresh.state.answer?.on === fresh.today ? fresh.state.answer.sent : 0 };
  const changed: Plan[] = [];
  let written = 0;
  for (const draft of drafts) {
    const plan = plans.get(pairKey(draft.plan));
    if (plan === undefined || plan.period !== draft.plan.period || (plan.state !== 'due' && plan.state !== 'late')) continue;
    if (isResting(plan, schedule.now)) continue;
    const isLate = plan.state === 'late';
    if (isLate && day.sent >= (fresh.state.answer?.perDay ?? Number.POSITIVE_INFINITY)) continue;
    const { token } = draft.envelope.letter;
    if (JSON.stringify(facts.get(pairKey(plan))) !== JSON.stringify(draft.facts) || taken.has(token)) {
      changed.push(draft.plan);
      continue;
    }
    if (!(await writeReminder(press, tx, { ...draft, sendAt: plan.sendAt, isLate }))) continue;
    taken.add(token);
    written++;
    if (isLate) day.sent++;
  }
  if (fresh.state.answer !== null) await changeWorkState(tx, { answer: { ...fresh.state.answer, ...day } });
  return { written, changed };
}

/** The period, the notice and the message, together. False when the period was served: the primary key of the runs is the last word on that. */
async function writeReminder(
  press: Press,
  tx: WriteDb,
  { plan, envelope, sendAt, isLate }: Draft & Pick<Plan, 'sendAt'> & { readonly isLate: boolean },
): Promise<boolean> {
  const { core, desk, enqueue, schedule, author } = press;
  const { clientId, hostId, period, dueOn, once } = plan;
  const practice = desk.transport === 'practice';
  if (period === null || dueOn === null || (await isServed(tx, { clientId, hostId, practice, period }))) return false;
  const noticeId = await insertNotice({ tx, desk, enqueue, dueAt: core.clock.now() + Math.max(0, (sendAt ?? 0) - schedule.now) }, envelope);
  await insertRun(tx, { clientId, hostId, practice, period, dueOn, noticeId, late: isLate, author, at: schedule.now });
  if (once !== null) await endOnce(tx, once, core.clock.now());
  return true;
}
