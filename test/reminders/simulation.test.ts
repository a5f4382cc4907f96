import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Period } from '../../src/contract/reminders.ts';
import { longest } from '../../src/features/reminders/duty.rules.ts';
import { DAY_MS, HOUR_MS } from '../../src/shared/durations.ts';
import { type Recorded, ruleOfAll, SETTINGS, type Setting, type Tick, WAITING, World } from './support/world.ts';

const ZONES = ['Europe/Paris', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia', 'Pacific/Pago_Pago', 'Australia/Lord_Howe'];

const period: fc.Arbitrary<Period> = fc.oneof(
  fc.record({ every: fc.constant('months' as const), count: fc.integer({ min: 1, max: 7 }) }),
  fc.record({ every: fc.constant('weeks' as const), count: fc.integer({ min: 1, max: 9 }) }),
  fc.record({
    every: fc.constant('dates' as const),
    dates: fc.uniqueArray(fc.constantFrom('01-01', '02-29', '03-15', '06-30', '07-01', '12-31'), { minLength: 1 }),
  }),
);

const setting: fc.Arbitrary<Setting> = fc
  .record({
    period,
    zones: fc.array(fc.constantFrom('', ...ZONES), { minLength: 1, maxLength: 4 }),
    hosts: fc.integer({ min: 1, max: 2 }),
    zone: fc.constantFrom(...ZONES),
    start: fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2029-01-01') }),
    workingDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    hours: fc.constantFrom({ from: '09:00', to: '18:00' }, { from: '00:00', to: '23:59' }, { from: '02:10', to: '02:50' }, { from: '01:30', to: '05:00' }),
    own: fc.array(fc.constantFrom('2026-07-14', '2027-01-01', '2028-02-29', '2026-12-25'), { maxLength: 3 }),
    spreadDays: fc.constantFrom(0, 3, 40),
    quietDays: fc.constantFrom(0, 1, 10),
    askAbove: fc.constantFrom(0, 1, 1000),
  })
  .map(({ zones, hosts, own, zone, start, period, ...rest }) => ({
    period,
    start,
    zone,
    settings: { ...SETTINGS, ...rest, holidays: { countries: [], own } },
    people: zones.map((timeZone, index) => ({ clientId: `client ${index}`, timeZone, hosts: ['one', 'two'].slice(0, hosts) })),
  }));

/** What may happen; `n` says how much of it. */
const CALM = ['awake', 'awake', 'awake', 'sleep', 'sleep', 'crash', 'outbox', 'answer'] as const;
const WILD = [...CALM, 'clock', 'zone', 'moved', 'rule', 'once', 'hold', 'unhold', 'pass'] as const;
type Event = { readonly what: (typeof WILD)[number]; readonly n: number; readonly period: Period };
const events = (kinds: readonly Event['what'][]): fc.Arbitrary<Event[]> =>
  fc.array(fc.record({ what: fc.constantFrom(...kinds), n: fc.double({ min: 0, max: 1, noNaN: true }), period }), { minLength: 5, maxLength: 40 });

function awake(world: World, hours: number): void {
  for (let passed = 0; passed < hours; passed += 3) {
    world.pass(3 * HOUR_MS - 7 * 60_000);
    check(world, world.tick());
  }
}

const ACTIONS: Readonly<Record<Event['what'], (world: World, event: Event) => void>> = {
  awake: (world, { n }) => awake(world, 3 + n * 120),
  sleep: (world, { n }) => {
    world.pass(n ** 3 * 400 * DAY_MS);
    check(world, world.tick());
  },
  crash: (world, { n }) => check(world, world.tick(Math.floor(n * 3))),
  outbox: (world, { n }) => {
    world.outboxPaused = n < 0.4;
  },
  answer: (world, { n }) => {
    world.answer = { perDay: n < 0.5 ? null : 1 };
  },
  clock: (world, { n }) => {
    world.skew += Math.round((n - 0.5) ** 3 * 8 * 500 * DAY_MS);
    check(world, world.tick());
  },
  zone: (world, { n }) => {
    world.zone = ZONES[Math.floor(n * ZONES.length)] ?? 'UTC';
  },
  moved: (world, { n }) => {
    const person = world.setting.people[Math.floor(n * world.setting.people.length)];
    if (person !== undefined) person.timeZone = ZONES[Math.floor(n * 97) % ZONES.length] ?? '';
  },
  rule: (world, event) => {
    world.rules = [ruleOfAll(event.period)];
  },
  once: (world, { n }) => {
    const onDay = n < 0.5 ? null : new Date(world.now + n * 20 * DAY_MS).toISOString().slice(0, 10);
    world.once.push({ id: `${world.looks} ${n}`, onDay, madeAt: world.now, clientId: 'client 0', hostId: 'one' });
  },
  hold: (world, { n }) => {
    const untilOn = n < 0.3 ? null : new Date(world.now + n * 90 * DAY_MS).toISOString().slice(0, 10);
    const scope = n < 0.6 ? ('all' as const) : ('client' as const);
    world.holds.push({ kind: 'pause', scope, hostId: null, clientId: scope === 'all' ? null : 'client 0', untilOn, endedAt: null });
  },
  unhold: (world) => {
    world.holds = world.holds.map((hold) => ({ ...hold, endedAt: hold.endedAt ?? world.now }));
  },
  pass: (world) => world.passOver(),
};

/** What has to be true of every look at the plans, whatever the clocks did. */
function check(world: World, tick: Tick): void {
  for (const run of tick.recorded) {
    inHours(world, run);
    farFromMails(world, run);
  }
  oldestFirst(tick);
  if (tick.decided.asks) expect(tick.recorded.filter(({ state }) => state === 'late')).toEqual([]);
}

function inHours({ setting: { settings } }: World, { at, timeZone }: Recorded): void {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  expect(time >= settings.hours.from && time < settings.hours.to, `${local} is outside the hours`).toBe(true);
  expect(settings.workingDays.includes(local.dayOfWeek), `${local} is a day off`).toBe(true);
  expect(settings.holidays.own).not.toContain(local.toPlainDate().toString());
}

function farFromMails({ runs, setting }: World, run: Recorded): void {
  const quiet = setting.settings.quietDays * DAY_MS;
  for (const other of runs.values()) {
    if (other === run || other.clientId !== run.clientId || quiet === 0) continue;
    expect(other.sentAt, 'two messages wait for one client').not.toBe(WAITING);
    if (other.sentAt !== null) expect(Math.abs(other.sentAt - run.at)).toBeGreaterThanOrEqual(quiet);
  }
}

function oldestFirst({ decided, plans, at }: Tick): void {
  const days = decided.queue.map(({ dueSince }) => dueSince ?? '');
  expect(days).toEqual([...days].sort());
  const left = plans.filter((plan) => plan.state === 'late' && (plan.sendAt ?? Number.POSITIVE_INFINITY) <= at && !decided.queue.includes(plan));
  const taken = decided.queue.filter(({ state }) => state === 'late');
  for (const plan of left) {
    const sameClient = decided.queue.some(({ clientId }) => clientId === plan.clientId);
    if (!sameClient) for (const other of taken) expect((other.dueSince ?? '') <= (plan.dueSince ?? '')).toBe(true);
  }
}

/** Days until a duty that stands is served, when nothing hinders: over days off, the hours that a change of clocks takes away, and the quiet periods of two hosts. */
const PATIENCE = 60;

/** Nothing hinders any more, the user agrees, and the computer stays awake for some weeks. */
function settleDown(world: World): void {
  world.outboxPaused = false;
  world.holds = world.holds.map((hold) => ({ ...hold, endedAt: hold.endedAt ?? world.now }));
  const end = world.trueNow + PATIENCE * DAY_MS;
  while (world.trueNow < end) {
    const tick = world.tick();
    check(world, tick);
    const { plans, decided } = tick;
    if (decided.asks) world.answer = { perDay: null };
    toNextMoment(world, plans, 12);
  }
}

/** Looks again after so many hours, or when the next reminder may leave: an app that runs misses no moment. */
function toNextMoment(world: World, plans: Tick['plans'], hours: number): void {
  const next = Math.min(...plans.map(({ sendAt }) => sendAt ?? Number.POSITIVE_INFINITY).filter((at) => at > world.now));
  world.pass(Math.max(60_000, Math.min(next - world.now, hours * HOUR_MS)));
}

/** Awake and at work for so many hours: unlike `awake`, whose looks are so far apart that a short rest of a day passes between two of them. */
function watchful(world: World, hours: number): void {
  const end = world.trueNow + hours * HOUR_MS;
  while (world.trueNow < end) {
    const tick = world.tick();
    check(world, tick);
    toNextMoment(world, tick.plans, 6);
  }
}

function nobodyForgotten(world: World): void {
  const rule = world.rules[0];
  if (rule === undefined) throw new Error('no rule');
  const { spreadDays } = world.setting.settings;
  for (const plan of world.plans()) {
    const runs = [...world.runs.values()].filter((run) => run.clientId === plan.clientId && run.hostId === plan.hostId);
    const started = world.setting.start - (plan.hostId === 'one' ? 30 : 60) * DAY_MS;
    const last = Math.max(started, ...runs.map(({ at }) => at).filter((at) => at <= world.now));
    const ahead = runs.some((run) => run.at > world.now);
    if (!ahead)
      expect((world.now - last) / DAY_MS, `${plan.clientId} ${plan.hostId} ${plan.state}`).toBeLessThan(longest(rule.period) + spreadDays + PATIENCE + 2);
  }
}

/** On a busy machine it tries fewer worlds. */
const TIME_MS = 12_000;

describe('reminders in a world of sleep, crashes and wrong clocks', () => {
  it('never repeat a period, never press a client, forget nobody', () => {
    fc.assert(
      fc.property(setting, events(CALM), (start, happened) => {
        const world = new World(start);
        for (const event of happened) ACTIONS[event.what](world, event);
        settleDown(world);
        nobodyForgotten(world);
        spaced(world);
      }),
      { numRuns: 400, interruptAfterTimeLimit: TIME_MS },
    );
  });

  it('catch up with a client once after an absence, at however many hosts he missed one', () => {
    const three = fc.constantFrom(['one', 'two'], ['one', 'two', 'three']);
    fc.assert(
      fc.property(setting, three, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 }), (start, hosts, lengths) => {
        afterAbsences(start, hosts, lengths);
      }),
      { numRuns: 300, interruptAfterTimeLimit: TIME_MS },
    );
  });

  it('are not late after the quiet days of two others, one of which was', () => {
    const settings = { ...SETTINGS, workingDays: [1], quietDays: 10 };
    const people = [{ clientId: 'client 0', timeZone: '', hosts: [] }];
    const start = { period: { every: 'weeks', count: 5 } as const, start: Date.parse('2024-01-01'), zone: 'Europe/Paris', settings, people };
    const world = afterAbsences(start, ['one', 'two', 'three'], [0]);
    const first = [...world.runs.values()].slice(0, 3);
    expect(first.map(({ hostId, dueOn, state }) => `${hostId} ${dueOn} ${state}`)).toEqual([
      'three 2023-12-12 late',
      'two 2024-01-11 due',
      'one 2024-01-06 due',
    ]);
  });

  it('are not late after a day that they gave up to one that was', () => {
    const settings = { ...SETTINGS, workingDays: [1, 3], quietDays: 1 };
    const people = [{ clientId: 'client 0', timeZone: '', hosts: [] }];
    const start = { period: { every: 'weeks', count: 1 } as const, start: Date.parse('2024-01-01'), zone: 'America/New_York', settings, people };
    const world = afterAbsences(start, ['one', 'two', 'three'], [0, 0, 0]);
    expect([...world.runs.values()].filter(({ state }) => state === 'late').map(({ hostId, dueOn }) => `${hostId} ${dueOn}`)).toEqual(['three 2024-01-01']);
  });

  it('keep to it when clocks jump, clients and computers move, rules change and people pause', () => {
    fc.assert(
      fc.property(setting, events(WILD), (start, happened) => {
        const world = new World(start);
        for (const event of happened) ACTIONS[event.what](world, event);
        settleDown(world);
        nobodyForgotten(world);
      }),
      { numRuns: 600, interruptAfterTimeLimit: TIME_MS },
    );
  });
});

/** Everybody at all of `hosts`; by turns the app runs for a while and is away for a while, each by a length from 0 to 1. */
function afterAbsences(start: Setting, hosts: readonly string[], lengths: readonly number[]): World {
  const people = start.people.map((person) => ({ ...person, hosts }));
  const world = new World({ ...start, people, settings: { ...start.settings, askAbove: 1000, hours: { from: '00:00', to: '23:59' } } });
  const absences: number[] = [];
  for (const n of lengths) {
    watchful(world, n * 400);
    world.pass((1 + n * 200) * DAY_MS);
    absences.push(world.trueNow);
  }
  settleDown(world);
  nobodyForgotten(world);
  caughtUpOnce(world, absences);
  return world;
}

/** After each absence one late reminder to a client at most: the others that he missed follow on days of their own. */
function caughtUpOnce(world: World, absences: readonly number[]): void {
  const seen = new Set<string>();
  for (const { clientId, state, trueAt } of world.runs.values()) {
    if (state !== 'late') continue;
    const key = `${clientId} after absence ${absences.filter((end) => end <= trueAt).length}`;
    expect(seen.has(key), key).toBe(false);
    seen.add(key);
  }
}

/** One clock and one rule: two reminders of one client at one host are a period apart, so that after any sleep there is one of each at most. */
function spaced(world: World): void {
  const last = new Map<string, number>();
  const { period: rule } = world.setting;
  const least = rule.every === 'months' ? 28 * rule.count : rule.every === 'weeks' ? 7 * rule.count : 1;
  for (const { clientId, hostId, at } of [...world.runs.values()].sort((a, b) => a.at - b.at)) {
    const before = last.get(`${clientId} ${hostId}`);
    if (before !== undefined) expect((at - before) / DAY_MS).toBeGreaterThanOrEqual(least - 1);
    last.set(`${clientId} ${hostId}`, at);
  }
}
