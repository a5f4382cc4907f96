import { createHash } from 'node:crypto';
import type { Period, ReminderSettings } from '../../../src/contract/reminders.ts';
import { type Backlog, backlog, type CatchUpAnswer, clockJumped } from '../../../src/features/reminders/backlog.rules.ts';
import { type PlanContext, planContext, planReminder } from '../../../src/features/reminders/plan.rules.ts';
import type { OpenOnce, Pair, Plan, StoredHold, StoredRule } from '../../../src/features/reminders/plan.types.ts';
import { DAY_MS } from '../../../src/shared/durations.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const SETTINGS: ReminderSettings = {
  automatic: true,
  timeZone: null,
  workingDays: [1, 2, 3, 4, 5],
  hours: { from: '09:00', to: '18:00' },
  holidays: { countries: [], own: [] },
  spreadDays: 0,
  quietDays: 0,
  restDays: 0,
  askAbove: 1000,
};

export const ruleOfAll = (period: Period): StoredRule => ({ scope: 'all', hostId: '', plan: '', clientId: '', period });

/** A client at a host whom nothing keeps from being reminded. */
export const pairOf = (more: Partial<Pair> = {}): Pair => ({
  clientId: 'client',
  hostId: 'host',
  timeZone: '',
  plans: ['Pro'],
  standing: { account: true, told: true, noticePending: false, text: true, address: 'ok', missingField: false },
  proofs: [],
  acknowledgedAt: null,
  runs: [],
  mails: [],
  mailWaiting: false,
  caughtUpAt: null,
  queued: null,
  once: [],
  ...more,
});

export interface Person {
  readonly clientId: string;
  timeZone: string;
  readonly hosts: readonly string[];
}

/** A reminder that was decided on. */
export interface Recorded {
  readonly clientId: string;
  readonly hostId: string;
  readonly period: string;
  readonly dueOn: string;
  /** By the clock on the wall, which may be wrong, and in truth. */
  readonly at: number;
  readonly trueAt: number;
  readonly timeZone: string;
  readonly state: Plan['state'];
  sentAt: number | null;
}

/** What one look at the plans came to. */
export interface Tick {
  readonly at: number;
  readonly plans: readonly Plan[];
  readonly decided: Backlog;
  readonly recorded: readonly Recorded[];
}

export interface Setting {
  readonly settings: ReminderSettings;
  readonly period: Period;
  readonly start: number;
  readonly zone: string;
  readonly people: readonly Person[];
}

/** A store with the unique key of the database, two clocks, and the rules between them. The process may die between deciding and recording. */
export class World {
  readonly runs = new Map<string, Recorded>();
  looks = 0;
  holds: StoredHold[] = [];
  once: (OpenOnce & { readonly clientId: string; readonly hostId: string })[] = [];
  rules: StoredRule[];
  zone: string;
  trueNow: number;
  /** Clock on the wall minus the truth. */
  skew = 0;
  answer: CatchUpAnswer | null = null;
  outboxPaused = false;
  readonly setting: Setting;
  #context: PlanContext | undefined;
  #before: { wall: number; mono: number } | null = null;
  #lateBy = new Map<string, number>();

  constructor(setting: Setting) {
    this.setting = setting;
    this.rules = [ruleOfAll(setting.period)];
    this.zone = setting.zone;
    this.trueNow = setting.start;
  }

  get now(): number {
    return this.trueNow + this.skew;
  }

  pass(ms: number): void {
    this.trueNow += Math.round(ms);
  }

  /** Wakes the calculation once. `dies`: so many of the decided ones are recorded before the process ends. */
  tick(dies = Number.POSITIVE_INFINITY): Tick {
    const now = this.now;
    const clocks = { wall: now, mono: this.trueNow };
    const jump = this.#before === null ? 'none' : clockJumped(this.#before, clocks).direction;
    this.#before = dies === Number.POSITIVE_INFINITY ? clocks : null;
    this.#deliver();
    const plans = this.plans();
    const { askAbove, quietDays } = this.setting.settings;
    const today = new Date(now).toISOString().slice(0, 10);
    const decided = backlog({ now, plans, askAbove, quietDays, answer: this.answer, lateToday: this.#lateBy.get(today) ?? 0 });
    if (decided.answered) this.answer = null;
    const queue = jump === 'far' ? [] : decided.queue.slice(0, dies);
    const recorded = queue.map((plan) => this.#record(plan));
    this.#lateBy.set(today, (this.#lateBy.get(today) ?? 0) + recorded.filter(({ state }) => state === 'late').length);
    this.looks++;
    return { at: now, plans, decided, recorded };
  }

  plans(): Plan[] {
    const { settings } = this.setting;
    const holidayOn = (day: string): string | null => (settings.holidays.own.includes(day) ? '' : null);
    this.#context = planContext({ now: this.now, settings, timeZone: this.zone, rules: this.rules, holds: this.holds, holidayOn, sha256 }, this.#context);
    const context = this.#context;
    return this.setting.people.flatMap((person) => person.hosts.map((hostId) => planReminder(this.#pair(person, hostId), context)));
  }

  /** Passes over what is late, as `reminders.answer` does. */
  passOver(): void {
    for (const plan of this.plans()) if (plan.state === 'late') this.#record(plan).sentAt = null;
    for (const run of this.runs.values()) if (run.sentAt === WAITING && run.trueAt === this.trueNow) run.sentAt = null;
  }

  #record(plan: Plan): Recorded {
    const { clientId, hostId, period, dueOn, timeZone, state } = plan;
    const key = `${clientId} ${hostId} ${period}`;
    if (period === null || dueOn === null) throw new Error('nothing to record');
    if (this.runs.has(key)) throw new Error(`a period a second time: ${key}`);
    const run = { clientId, hostId, period, dueOn, at: this.now, trueAt: this.trueNow, timeZone, state, sentAt: WAITING };
    this.runs.set(key, run);
    this.once = this.once.filter(({ id }) => `once ${id}` !== period);
    return run;
  }

  #deliver(): void {
    if (this.outboxPaused) return;
    for (const run of this.runs.values()) if (run.sentAt === WAITING) run.sentAt = this.now;
  }

  /** What the database gives: every mail, and of runs the nearest on either side of now. */
  #pair({ clientId, timeZone, hosts }: Person, hostId: string): Pair {
    const now = this.now;
    const ofClient = [...this.runs.values()].filter((run) => run.clientId === clientId);
    const mails = ofClient.flatMap(({ sentAt }) => (sentAt === null || sentAt === WAITING ? [] : [sentAt]));
    const mine = ofClient.filter((run) => run.hostId === hostId);
    const caughtUp = ofClient.filter((run) => run.hostId !== hostId && run.state === 'late' && run.sentAt !== null && run.at <= now);
    const waiting = mine.find(({ sentAt }) => sentAt === WAITING);
    const started = this.setting.start - (hosts.indexOf(hostId) + 1) * 30 * DAY_MS;
    return pairOf({
      clientId,
      hostId,
      timeZone,
      proofs: [started],
      runs: nearestRuns(mine, now),
      mails,
      mailWaiting: ofClient.some(({ sentAt }) => sentAt === WAITING),
      caughtUpAt: caughtUp.length === 0 ? null : Math.max(...caughtUp.map(({ at }) => at)),
      queued: waiting === undefined ? null : { period: waiting.period, dueOn: waiting.dueOn, dueAt: waiting.at },
      once: this.once.filter((each) => each.clientId === clientId && each.hostId === hostId),
    });
  }
}

/** Of a message that is queued and has not left. */
export const WAITING = -1;

function nearestRuns(runs: readonly Recorded[], now: number): Pair['runs'] {
  const newestDay = (rows: readonly Recorded[]): string | null =>
    rows.map(({ dueOn }) => dueOn).reduce<string | null>((a, b) => (a !== null && a > b ? a : b), null);
  const before = runs.filter(({ at }) => at <= now);
  const after = runs.filter(({ at }) => at > now);
  const tomorrow = new Date(now + DAY_MS).toISOString().slice(0, 10);
  const known = before.length === 0 ? [] : [{ dueOn: newestDay(before), at: Math.max(...before.map(({ at }) => at)) }];
  if (after.length === 0) return known;
  return [...known, { dueOn: newestDay(runs.filter(({ dueOn }) => dueOn <= tomorrow)), at: Math.min(...after.map(({ at }) => at)) }];
}
