import type { PlanState, ReminderSettings } from '../../contract/reminders.ts';
import type { ReadDb } from '../../db/db.ts';
import { dateIn } from '../../shared/calendar.ts';
import { dayNumber } from '../../shared/days.ts';
import type { Core } from '../core.ts';
import { readSettings, type StoredSettings } from '../settings/index.ts';
import { fewestDaysBetween, plansAhead } from './ahead.rules.ts';
import { type Backlog, type BacklogSource, backlog } from './backlog.rules.ts';
import { planHolds } from './holds.repo.ts';
import { holidayBook } from './holiday-book.ts';
import { type FoundPair, loadPairs } from './pairs.repo.ts';
import { onceAfter, type PlanContext, planContext, planReminder } from './plan.rules.ts';
import type { Pair, Plan, StoredRule } from './plan.types.ts';
import { planRules } from './rules.repo.ts';
import { readReminderSettings } from './settings.repo.ts';
import { readWorkState, type WorkState } from './work-state.repo.ts';

/** A plan, and where it stands among all. */
export interface ScheduledPlan extends Omit<Plan, 'state'> {
  readonly state: PlanState;
  /** Of the client. */
  readonly sortKey: string;
  /** The one that decides; null = none. */
  readonly rule: StoredRule | null;
  /** It holds if the one before leaves as planned. */
  readonly follows: boolean;
}

type Made = Plan & Pick<ScheduledPlan, 'sortKey' | 'rule' | 'follows'>;

/** What is planned at one moment, for everybody or for some. */
export interface Schedule {
  readonly now: number;
  /** Day in `timeZone`, the zone of clients without one of their own. */
  readonly today: string;
  readonly timeZone: string;
  readonly transport: StoredSettings['transport'];
  readonly settings: ReminderSettings;
  readonly context: PlanContext;
  readonly plans: readonly ScheduledPlan[];
  /** One-offs for a day after the next reminder of the same client at the same host. */
  readonly onceLater: readonly ScheduledPlan[];
  /** What each was planned from, by `pairKey`. */
  readonly pairs: ReadonlyMap<string, Pair>;
  readonly backlog: Backlog;
  readonly state: WorkState;
}

export interface ScheduleQuery {
  /** Epoch milliseconds; in place of the clock. */
  readonly now: number;
  readonly clientIds?: readonly string[] | undefined;
  /** Pairs (`client host`) whose reminder could not be composed lately. */
  readonly broken?: ReadonlySet<string> | undefined;
  /** A context made before, so that nothing is found out again about days. */
  readonly kept?: PlanContext | undefined;
}

/** Pairs planned before other work gets a turn. */
const SLICE = 2000;

/** The name of a pair among all. */
export function pairKey({ clientId, hostId }: { readonly clientId: string; readonly hostId: string }): string {
  return `${clientId} ${hostId}`;
}

/** Plans every client at every host, or those of the clients asked for: then nothing is said about whether too much is late. */
export async function makeSchedule(core: Core, db: ReadDb, query: ScheduleQuery): Promise<Schedule> {
  const { now, clientIds } = query;
  const settings = await readReminderSettings(core, db);
  const { transport } = await readSettings(core, db);
  const timeZone = settings.timeZone ?? core.clock.timeZone();
  const [rules, holds] = [await planRules(db), await planHolds(db, now)];
  const holidayOn = holidayBook(core.holidays, settings.holidays);
  const context = planContext({ now, settings, timeZone, rules, holds, holidayOn, sha256: core.hasher.sha256 }, query.kept);
  const pairs = await loadPairs(core, db, { now, practice: transport === 'practice', clientIds });
  const plans = await planAll(core, pairs, { context, query });
  const state = await readWorkState(db);
  const today = dateIn(now, timeZone);
  const judged = judge(plans, { now, today, settings, state });
  const byKey = new Map(pairs.map((pair) => [pairKey(pair), pair]));
  return { now, today, timeZone, transport, settings, context, state, pairs: byKey, onceLater: onceLater(judged.plans, byKey, context), ...judged };
}

function onceLater(plans: readonly ScheduledPlan[], pairs: ReadonlyMap<string, Pair>, context: PlanContext): ScheduledPlan[] {
  return plans.flatMap((plan) => {
    const pair = pairs.get(pairKey(plan));
    // One that could not be planned at all has no rest either.
    const later = pair === undefined || plan.stop === 'missing_field' ? null : onceAfter(pair, plan, context);
    return later === null ? [] : [{ ...later, sortKey: plan.sortKey, rule: plan.rule, follows: true }];
  });
}

async function planAll(core: Core, pairs: readonly FoundPair[], { context, query }: { readonly context: PlanContext; readonly query: ScheduleQuery }) {
  const plans: Made[] = [];
  for (const [index, pair] of pairs.entries()) {
    if (index % SLICE === SLICE - 1) await core.clock.yield();
    const { clientId, hostId, sortKey } = pair;
    const about = { sortKey, rule: context.rules.ruleFor(pair), follows: false };
    const missingField = pair.standing.missingField || query.broken?.has(pairKey(pair)) === true;
    try {
      plans.push({ ...planReminder(missingField ? { ...pair, standing: { ...pair.standing, missingField } } : pair, context), ...about });
    } catch (error) {
      // One client's data must not keep the others waiting.
      core.logger.error('reminder_not_planned', error, { clientId, hostId });
      const nothing = {
        period: null,
        dueOn: null,
        dueSince: null,
        sendAt: null,
        sendOn: null,
        heldUntil: null,
        once: null,
        timeZone: context.zone.name,
        why: [],
      };
      plans.push({ clientId, hostId, ...about, state: 'stopped', stop: 'missing_field', ...nothing });
    }
  }
  return plans;
}

interface Judging {
  readonly now: number;
  readonly today: string;
  readonly settings: ReminderSettings;
  readonly state: WorkState;
}

/** Decides over all of them what may leave. After a clock was set far forward whatever is due by then waits for an answer, however little it is. */
function judge(plans: readonly Made[], judging: Judging): Pick<Schedule, 'plans' | 'backlog'> {
  const { askUntil } = judging.state;
  const doubted =
    askUntil === null ? plans : plans.map((plan) => (plan.state === 'due' && (plan.sendAt ?? 0) <= askUntil ? { ...plan, state: 'late' as const } : plan));
  const decided = backlog(sourceOf(judging, doubted));
  const shown = doubted.map((plan): ScheduledPlan => ({ ...plan, state: decided.asks && plan.state === 'late' ? 'asks' : plan.state }));
  return { plans: shown, backlog: decided };
}

function sourceOf({ now, today, settings, state: { askUntil, answer } }: Judging, plans: readonly Plan[]): BacklogSource {
  const lateToday = answer?.on === today ? answer.sent : 0;
  return { now, plans, answer, lateToday, askAbove: askUntil === null ? settings.askAbove : 0, quietDays: settings.quietDays };
}

const following = new WeakMap<Schedule, Map<string, readonly ScheduledPlan[]>>();

/** What leaves up to a day after the next reminder of everybody, where periods are short, without `onceLater`; worked out once for each schedule and day. */
export function followingUntil(schedule: Schedule, lastOn: string): readonly ScheduledPlan[] {
  const byDay = following.get(schedule) ?? new Map<string, readonly ScheduledPlan[]>();
  following.set(schedule, byDay);
  const known = byDay.get(lastOn) ?? schedule.plans.flatMap((plan) => followingOf(plan, schedule, lastOn));
  byDay.set(lastOn, known);
  return known;
}

function followingOf(plan: ScheduledPlan, { pairs, context }: Schedule, lastOn: string): ScheduledPlan[] {
  const { sortKey, rule, state, sendOn } = plan;
  const pair = pairs.get(pairKey(plan));
  if (pair === undefined || rule === null || sendOn === null || state === 'asks') return [];
  if (dayNumber(sendOn) + fewestDaysBetween(rule.period) > dayNumber(lastOn)) return [];
  const ahead = plansAhead(pair, { ...plan, state }, { context, lastOn });
  return ahead.filter(({ once }) => once === null).map((next) => ({ ...next, sortKey, rule, follows: true }));
}

/** The quiet days after another mail are not over: unlike a night, they are not waited for in the outbox, since more mail may leave meanwhile. */
export function isResting({ sendAt, why }: Pick<Plan, 'sendAt' | 'why'>, now: number): boolean {
  return (sendAt ?? 0) > now && why.slice(why.findIndex(({ code }) => code === 'late') + 1).some(({ code }) => code === 'quiet');
}

/** What may be queued when the user asks for it, at whatever hour: late ones too that may leave only when the next working day begins. */
export function queueByHand(schedule: Schedule): readonly Plan[] {
  const asked = schedule.plans.map((plan): Plan => {
    const late = plan.state === 'late' || plan.state === 'asks';
    return {
      ...plan,
      state: plan.state === 'asks' ? 'late' : plan.state,
      sendAt: late && plan.sendAt !== null && !isResting(plan, schedule.now) ? Math.min(plan.sendAt, schedule.now) : plan.sendAt,
    };
  });
  return backlog(sourceOf(schedule, asked)).queue;
}
