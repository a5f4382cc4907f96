import type { z } from 'zod';
import type { CatchUp, StopReason } from '../../contract/reminder-runs.ts';
import type { PlanState, reminders } from '../../contract/reminders.ts';
import type { ReadDb } from '../../db/db.ts';
import { addDays, dateIn } from '../../shared/calendar.ts';
import { toIso } from '../../shared/dates.ts';
import type { Core } from '../core.ts';
import { parseOwnRules, parseRules, sendingLimits } from '../hosts/index.ts';
import { readSettings } from '../settings/index.ts';
import { calendarDays, type LoadLimit } from './calendar.rules.ts';
import { requireHost } from './rules.repo.ts';
import { followingUntil, type Schedule, type ScheduledPlan } from './schedule.ts';

type Query = z.output<NonNullable<(typeof reminders.calendar)['~orpc']['inputSchema']>>;
type Answer = z.input<NonNullable<(typeof reminders.calendar)['~orpc']['outputSchema']>>;

/** States of what will leave by itself on its day. */
const LEAVES: readonly PlanState[] = ['planned', 'due', 'late', 'queued', 'paused', 'excepted'];

/** The coming days with their load, and what has no day. Throws `host_not_found`. */
export async function calendarOf(core: Core, schedule: Schedule, { days, hostId }: Query): Promise<Answer> {
  const db = core.db.read;
  if (hostId !== undefined) await requireHost(db, hostId);
  const isAsked = (plan: ScheduledPlan): boolean => hostId === undefined || plan.hostId === hostId;
  const plans = schedule.plans.filter(isAsked);
  const following = followingUntil(schedule, addDays(schedule.today, days - 1)).filter(isAsked);
  const { ownPace } = await readSettings(core, db);
  const reminders = [...plans, ...schedule.onceLater.filter(isAsked), ...following].flatMap(({ state, sendOn, hostId: host }) =>
    sendOn === null || !LEAVES.includes(state) ? [] : [{ on: later(sendOn, schedule.today), hostId: host, reminders: 1, notices: 0 }],
  );
  return {
    at: toIso(schedule.now),
    timeZone: schedule.timeZone,
    days: calendarDays({
      from: schedule.today,
      days,
      working: schedule.context.days,
      hours: schedule.settings.hours,
      load: [...reminders, ...(await waitingNotices(db, schedule, hostId))],
      hosts: await limitsOfHosts(db, hostId),
      own: [{ ...ownPace, owner: 'own', even: true }],
    }),
    stopped: stoppedIn(schedule, hostId),
    paused: plans.filter(({ state }) => state === 'paused').length,
    excepted: plans.filter(({ state }) => state === 'excepted').length,
    catchUp: catchUpOf(schedule),
  };
}

/** Clients by host without a reminder, by reason. */
export function stoppedIn({ plans }: Schedule, hostId?: string): Partial<Record<StopReason, number>> {
  const stopped: Partial<Record<StopReason, number>> = {};
  for (const { stop, hostId: host } of plans) if (stop !== null && (hostId === undefined || host === hostId)) stopped[stop] = (stopped[stop] ?? 0) + 1;
  return stopped;
}

/** What is late, and whether it waits for an answer. */
export function catchUpOf({ backlog, settings, state }: Schedule): CatchUp {
  return {
    asks: backlog.asks,
    late: backlog.late,
    askAbove: settings.askAbove,
    oldestDueOn: backlog.oldestDueOn,
    awaySince: state.awaySince === null ? null : toIso(state.awaySince),
    perDay: state.answer?.perDay ?? null,
  };
}

function later(day: string, today: string): string {
  return day < today ? today : day;
}

async function waitingNotices(db: ReadDb, { today, timeZone }: Schedule, hostId: string | undefined) {
  const rows = await db
    .selectFrom('outbox')
    .where('state', 'in', ['queued', 'deferred', 'sending'])
    .where('kind', '=', 'notice')
    .$if(hostId !== undefined, (messages) => messages.where('host_id', '=', hostId ?? ''))
    .select(['host_id as hostId', 'due_at'])
    .execute();
  return rows.map((row) => ({ on: later(dateIn(row.due_at, timeZone), today), hostId: row.hostId, reminders: 0, notices: 1 }));
}

/** A limit that counts each pack by itself lets as much leave as there are packs. */
async function limitsOfHosts(db: ReadDb, hostId: string | undefined) {
  const rows = await db
    .selectFrom('host')
    .leftJoin('pack', 'pack.host_id', 'host.id')
    .$if(hostId !== undefined, (hosts) => hosts.where('host.id', '=', hostId ?? ''))
    .groupBy('host.id')
    .select(['host.id', 'host.rules', 'host.own_rules'])
    .select((eb) => eb.fn.count<number>('pack.id').as('packs'))
    .execute();
  return rows.map((row) => ({
    hostId: row.id,
    limits: sendingLimits(parseRules(row.rules), parseOwnRules(row.own_rules)).map(({ owner, count, seconds, even, perPack }): LoadLimit => {
      const packs = perPack === true ? Math.max(row.packs, 1) : 1;
      return { owner: owner === 'host' ? 'host' : 'own', count: count * packs, seconds, even };
    }),
  }));
}
