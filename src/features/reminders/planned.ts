import type { z } from 'zod';
import { ClientId, HostId, OnceId } from '../../contract/ids.ts';
import type { PlannedReminder, PlanState, reminders } from '../../contract/reminders.ts';
import type { ReadDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import { fold } from '../../shared/text.ts';
import { type Details, loadDetails } from './details.repo.ts';
import { followingUntil, pairKey, type Schedule, type ScheduledPlan } from './schedule.ts';

type Query = z.output<NonNullable<(typeof reminders.planned)['~orpc']['inputSchema']>>;
type Page = z.input<NonNullable<(typeof reminders.planned)['~orpc']['outputSchema']>>;

/** Who gets a reminder and when: a page of those the filter leaves. */
export async function listPlanned(db: ReadDb, schedule: Schedule, query: Query): Promise<Page> {
  const found = await searched(db, query.search);
  const chosen = upTo(schedule, query.to).filter((plan) => isAsked(plan, query) && (found === null || found.has(plan.clientId)));
  const counts: Partial<Record<PlanState, number>> = {};
  for (const { state } of chosen) counts[state] = (counts[state] ?? 0) + 1;
  const shown = query.states.length === 0 ? chosen : chosen.filter(({ state }) => query.states.includes(state));
  const page = shown.slice(query.offset, query.offset + query.limit);
  return { total: shown.length, counts, rows: await inWords(db, schedule, page) };
}

/** What is planned, one-offs of later days too; up to a day, with what follows by then. */
function upTo(schedule: Schedule, lastOn: string | undefined): readonly ScheduledPlan[] {
  const following = lastOn === undefined ? [] : followingUntil(schedule, lastOn);
  return following.length === 0 ? inOrder(schedule) : [...inOrder(schedule), ...following].sort(soonestFirst);
}

const ordered = new WeakMap<Schedule, readonly ScheduledPlan[]>();

/** Sorted once for each schedule: a list is asked for page after page. */
function inOrder(schedule: Schedule): readonly ScheduledPlan[] {
  const known = ordered.get(schedule) ?? [...schedule.plans, ...schedule.onceLater].sort(soonestFirst);
  ordered.set(schedule, known);
  return known;
}

/** Plans with the names and addresses people know. */
export async function inWords(db: ReadDb, schedule: Pick<Schedule, 'now' | 'transport'>, plans: readonly ScheduledPlan[]): Promise<PlannedReminder[]> {
  if (plans.length === 0) return [];
  const clientIds = [...new Set(plans.map(({ clientId }) => clientId))];
  const details = await loadDetails(db, clientIds, { now: schedule.now, practice: schedule.transport === 'practice' });
  return plans.map((plan) => plannedRow(plan, details));
}

function plannedRow(plan: ScheduledPlan, { clients, hosts, pairs }: Details): PlannedReminder {
  const client = clients.get(plan.clientId);
  const pair = pairs.get(pairKey(plan));
  const proof = pair?.lastProof ?? null;
  return {
    clientId: ClientId.parse(plan.clientId),
    clientName: client?.name ?? '',
    hostId: HostId.parse(plan.hostId),
    hostName: hosts.get(plan.hostId) ?? '',
    email: client?.email ?? '',
    language: client?.language ?? 'en',
    timeZone: plan.timeZone,
    domains: [...(pair?.domains ?? [])],
    state: plan.state,
    dueOn: plan.dueOn,
    sendAt: plan.sendAt === null ? null : toIso(plan.sendAt),
    stop: plan.stop,
    heldUntil: plan.heldUntil,
    lastProof: proof === null ? null : { at: toIso(proof.at), rung: proof.rung },
    why: [...plan.why],
    follows: plan.follows,
    once: plan.once === null ? null : OnceId.parse(plan.once),
  };
}

async function searched(db: ReadDb, search: string): Promise<ReadonlySet<string> | null> {
  const wanted = fold(search);
  if (wanted === '') return null;
  const rows = await db
    .selectFrom('client')
    .where((eb) => eb(eb.fn<number>('instr', ['search_key', eb.val(wanted)]), '>', 0))
    .select('id')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

function isAsked({ clientId, hostId, sendOn }: ScheduledPlan, query: Query): boolean {
  if (query.clientId !== undefined && query.clientId !== clientId) return false;
  if (query.hostId !== undefined && query.hostId !== hostId) return false;
  if (query.from !== undefined && (sendOn === null || sendOn < query.from)) return false;
  return query.to === undefined || (sendOn !== null && sendOn <= query.to);
}

/** Those without a moment after those with one, then by client. */
function soonestFirst(a: ScheduledPlan, b: ScheduledPlan): number {
  const [first, second] = [a.sendAt ?? Number.POSITIVE_INFINITY, b.sendAt ?? Number.POSITIVE_INFINITY];
  if (first !== second) return first < second ? -1 : 1;
  return compare(a.sortKey, b.sortKey) || compare(a.clientId, b.clientId) || compare(a.hostId, b.hostId);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
