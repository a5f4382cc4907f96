import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { createHolidays } from '../src/adapters/holidays.ts';
import type { Period, ReminderSettings } from '../src/contract/reminders.ts';
import { backlog } from '../src/features/reminders/backlog.rules.ts';
import { planContext, planReminder } from '../src/features/reminders/plan.rules.ts';
import type { Pair, Plan, PlanSource, StoredRule } from '../src/features/reminders/plan.types.ts';
import { measure, ratio, report } from './measure.ts';

const CLIENTS = Number(process.argv[2] ?? 100_000);
const RUNS = Number(process.argv[3] ?? 5);
const DAY = 86_400_000;
const NOW = Date.parse('2026-06-10T10:00:00Z');
const ZONES = ['', 'Europe/Paris', 'Europe/Moscow', 'America/New_York', 'Asia/Kathmandu', 'Asia/Yekaterinburg', 'America/Montreal', 'Africa/Dakar'];

const settings: ReminderSettings = {
  automatic: true,
  timeZone: null,
  workingDays: [1, 2, 3, 4, 5],
  hours: { from: '09:00', to: '18:00' },
  holidays: { countries: ['FR', 'RU'], own: [] },
  spreadDays: 14,
  quietDays: 7,
  restDays: 30,
  askAbove: 20,
};
const rule = (scope: StoredRule['scope'], period: Period, more: Partial<StoredRule> = {}): StoredRule => ({
  scope,
  hostId: '',
  plan: '',
  clientId: '',
  period,
  ...more,
});
const rules = [
  rule('all', { every: 'months', count: 6 }),
  rule('host', { every: 'weeks', count: 13 }, { hostId: 'host 1' }),
  rule('host', { every: 'dates', dates: ['01-15', '07-15'] }, { hostId: 'host 2' }),
  rule('plan', { every: 'months', count: 3 }, { hostId: 'host 0', plan: 'Pro' }),
];
const pairs = Array.from({ length: CLIENTS }, (_, index): Pair => {
  const told = NOW - ((index * 7919) % 300) * DAY - (index % 1000) * 60_000;
  return {
    clientId: `0197c7a0-0000-7000-8000-${String(index).padStart(12, '0')}`,
    hostId: `host ${index % 3}`,
    timeZone: ZONES[index % ZONES.length] ?? '',
    plans: [index % 5 === 0 ? 'Pro' : 'Basic'],
    standing: { account: true, told: true, noticePending: false, text: true, address: 'ok', missingField: false },
    proofs: [told],
    acknowledgedAt: index % 4 === 0 ? told : null,
    runs: index % 2 === 0 ? [{ dueOn: new Date(told - 3 * DAY).toISOString().slice(0, 10), at: told }] : [],
    mails: [told],
    mailWaiting: false,
    caughtUpAt: null,
    queued: null,
    once: [],
  };
});

const holidays = createHolidays();
const years = new Map<string, ReadonlyMap<string, string>>();
function holidayOn(day: string): string | null {
  const year = day.slice(0, 4);
  const known =
    years.get(year) ?? new Map(settings.holidays.countries.flatMap((country) => holidays.of(country, Number(year))).map(({ on, name }) => [on, name]));
  years.set(year, known);
  return known.get(day) ?? null;
}
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const source: PlanSource = { now: NOW, settings, timeZone: 'Europe/Paris', rules, holds: [], holidayOn, sha256 };

let plans: Plan[] = [];
/** Everything: what is known of days, the decision about each client with its explanation, and what may leave. */
const whole = await measure(RUNS, async () => {
  const context = planContext(source);
  plans = pairs.map((pair) => planReminder(pair, context));
  backlog({ now: NOW, plans, askAbove: settings.askAbove, quietDays: settings.quietDays, answer: null, lateToday: 0 });
  return undefined;
});

/** What nobody does without: one date for each client, by Temporal, and by the plain dates of the language. */
const anchors = pairs.map(({ proofs }) => new Date(proofs[0] ?? 0).toISOString().slice(0, 10));
let sum = 0;
const temporal = await measure(RUNS, async () => {
  for (const anchor of anchors) sum += Temporal.PlainDate.from(anchor).add({ months: 6 }).toString().length;
  return undefined;
});
const plainDates = await measure(RUNS, async () => {
  for (const anchor of anchors) {
    const date = new Date(anchor);
    date.setUTCMonth(date.getUTCMonth() + 6);
    sum += date.toISOString().length;
  }
  return undefined;
});
if (sum !== CLIENTS * RUNS * 34) throw new Error('a date came out wrong');

const states = Object.groupBy(plans, ({ state }) => state);
report(
  'planning',
  {
    clients: CLIENTS,
    ratioToTemporal: ratio(whole, temporal),
    ratioToPlainDates: ratio(whole, plainDates),
    microsecondsPerClient: Math.round((whole.cpuMs.median * 10_000) / CLIENTS) / 10,
    seconds: Math.round(whole.cpuMs.median / 10) / 100,
  },
  { planned: states.planned?.length ?? 0, due: states.due?.length ?? 0, late: states.late?.length ?? 0, whole, temporal, plainDates },
);
