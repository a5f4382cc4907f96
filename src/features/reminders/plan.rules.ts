import type { StopReason } from '../../contract/reminder-runs.ts';
import type { ReminderSettings, Why } from '../../contract/reminders.ts';
import { dateOfDay, dayNumber } from '../../shared/days.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { type Duty, latestDuty, longest, nextDuty, restedDate } from './duty.rules.ts';
import { type HoldBook, holdBook, holdOn, type RuleBook, ruleBook } from './in-force.rules.ts';
import type { Pair, Plan, PlanSource, Standing, StoredHold, StoredRule } from './plan.types.ts';
import { firstSlot, isOver, type Moments, type Slot, spreadOffset, type WorkingDays, workingDays } from './slot.rules.ts';
import { knownZones, type ZoneDays } from './zone.rules.ts';

/** What is the same for every client at one moment of planning, with what was found out about days meanwhile. */
export interface PlanContext {
  readonly now: number;
  readonly settings: ReminderSettings;
  /** The zone of clients without one of their own. */
  readonly zone: ZoneDays;
  /** The zone of that name; null when it is not known. */
  readonly zones: (name: string) => ZoneDays | null;
  readonly rules: RuleBook;
  readonly holds: HoldBook;
  readonly days: WorkingDays;
  readonly sha256: (text: string) => string;
}

/**
 * Makes ready to plan any number of pairs at `now`. With `kept`, a context made before, nothing is asked again about days whose hours and holidays are
 * the same. Throws a RangeError when the zone of the source is not known.
 */
export function planContext(source: PlanSource, kept?: PlanContext): PlanContext {
  const { now, settings, timeZone, sha256 } = source;
  const sameHours = kept !== undefined && isSame(kept.settings.hours, settings.hours);
  const sameDays = kept !== undefined && isSame([kept.settings.workingDays, kept.settings.holidays], [settings.workingDays, settings.holidays]);
  const zones = sameHours ? kept.zones : knownZones(settings.hours);
  const zone = zones(timeZone);
  if (zone === null) throw new RangeError(`unknown time zone: ${timeZone}`);
  const days = sameDays ? kept.days : workingDays(settings, source.holidayOn);
  return { now, settings, zone, zones, sha256, days, rules: ruleBook(source.rules), holds: holdBook(source.holds) };
}
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A reminder that could leave: of a period, or asked for once. */
interface Candidate {
  readonly period: string;
  readonly dueOn: string;
  readonly dueSince: string;
  readonly once: string | null;
  readonly slot: Slot | null;
  /** How its day of duty came about. */
  readonly why: readonly Why[];
  /** What moved it from that day to its slot. */
  readonly moved: readonly Why[];
}

const NOTHING = { period: null, dueOn: null, dueSince: null, once: null, slot: null, why: [], moved: [] } as const;

/** What is asked again and again while one pair is planned. */
interface Desk {
  readonly pair: Pair;
  readonly context: PlanContext;
  readonly moments: Moments;
  readonly today: number;
}

/**
 * Decides about one client at one host. The same input gives the same plan. No day of duty that was served is ever due again: it lies before the anchor, or
 * more than a period ahead of today.
 */
export function planReminder(pair: Pair, context: PlanContext): Plan {
  const desk = deskFor(pair, context);
  const { zone } = desk.moments;
  const holds = context.holds.holdsOf(pair);
  const hold = holdOn(dateOfDay(desk.today), holds);
  const base = { clientId: pair.clientId, hostId: pair.hostId, heldUntil: hold?.untilOn ?? null, timeZone: zone.name };
  const none = { sendAt: null, sendOn: null, stop: null, once: null };
  if (pair.queued !== null) {
    const { period, dueOn, dueAt } = pair.queued;
    const leaves = leavesAt(dueAt, desk, hold);
    return { ...base, ...none, state: 'queued', period, dueOn, dueSince: dueOn, why: [], ...leaves };
  }
  const regular = regularCandidate(desk);
  const candidate = sooner(onceCandidate(desk), typeof regular === 'string' ? null : regular);
  const stop = stopReason(pair.standing) ?? (candidate === null && typeof regular === 'string' ? regular : null);
  const { slot: _, once, moved, ...about } = candidate ?? NOTHING;
  // Where it would have moved to explains nothing of one that does not leave.
  if (stop !== null || candidate === null) return { ...base, ...none, ...about, state: 'stopped', stop };
  const timing = timingOf(candidate, desk, { hold, holds });
  const sendOn = timing.sendAt === null ? null : dateOfDay(zone.dayOf(timing.sendAt));
  const why = [...about.why, ...(timing.why.length === 0 ? moved : moved.filter(({ code }) => code !== 'hours')), ...timing.why];
  return { ...base, ...about, stop: null, once, state: timing.state, sendAt: timing.sendAt, sendOn, why };
}

/** The one-off that is open beside `plan` and leaves after it, by itself: its moment holds if `plan` leaves as planned. Null when `plan` is the one-off. */
export function onceAfter(pair: Pair, plan: Pick<Plan, 'once' | 'sendAt'>, context: PlanContext): Plan | null {
  const open = pair.once.filter(({ id }) => id !== plan.once);
  if (open.length === 0) return null;
  // Without runs and proofs nothing but the one-off is due.
  const mails = plan.sendAt === null ? pair.mails : [...pair.mails, plan.sendAt];
  return planReminder({ ...pair, once: open, queued: null, proofs: [], runs: [], mails, mailWaiting: false }, context);
}

/**
 * When one in the outbox may leave: it obeys holds and working hours as it did before it was queued. Null while there is no telling: the notice goes first,
 * and nothing goes to who left. A blocked address makes the outbox give it up.
 */
function leavesAt(dueAt: number, { pair, context, moments }: Desk, hold: StoredHold | null): Pick<Plan, 'sendAt' | 'sendOn'> {
  if (hold?.untilOn === null || !pair.standing.account || pair.standing.noticePending) return { sendAt: null, sendOn: null };
  const resumes = hold === null ? dueAt : moments.zone.startOf(dayNumber(hold.untilOn) + 1);
  const from = Math.max(dueAt, resumes, context.now);
  // Quiet days were kept when it was queued; the message that waits is this one.
  const at = firstSlot(from, { ...moments, mails: [] })?.at ?? from;
  return { sendAt: at === context.now ? dueAt : at, sendOn: dateOfDay(moments.zone.dayOf(at)) };
}

function deskFor(pair: Pair, context: PlanContext): Desk {
  const { settings, days, now } = context;
  const zone = pair.timeZone === '' ? context.zone : (context.zones(pair.timeZone) ?? context.zone);
  // A message that waits may leave at any moment from now on.
  const mails = pair.mailWaiting ? [...pair.mails, now] : pair.mails;
  return { pair, context, today: zone.dayOf(now), moments: { zone, days, hours: settings.hours, quietDays: settings.quietDays, mails } };
}

/** What the user is told first of several reasons: the one that comes before the others in the life of a client; no notice reaches a blocked address. */
export function stopReason(standing: Standing): StopReason | null {
  if (!standing.account) return 'no_account';
  if (standing.address === 'blocked') return 'address_blocked';
  if (standing.noticePending) return 'notice_first';
  if (!standing.told) return 'never_told';
  if (!standing.text) return 'no_text';
  if (standing.address === 'none') return 'no_address';
  return standing.missingField ? 'missing_field' : null;
}

interface Anchor {
  readonly day: number;
  readonly code: 'proof' | 'last_reminder';
}

/**
 * The newest of proofs and reminders. What is further ahead of today than a period was recorded while a clock was wrong, and would silence the client for
 * that long: it is left out while there is anything else. A period that was passed over in advance is no such thing.
 */
function anchorOf({ pair, today, moments, context }: Desk, rule: StoredRule): Anchor | null {
  const bound = today + longest(rule.period);
  const facts = [
    ...pair.proofs.map((at) => ({ day: moments.zone.dayOf(at), code: 'proof' as const, sure: false })),
    ...pair.runs.flatMap(({ dueOn, at }) => [
      ...(dueOn === null ? [] : [{ day: dayNumber(dueOn), code: 'last_reminder' as const, sure: at <= context.now }]),
      { day: moments.zone.dayOf(at), code: 'last_reminder' as const, sure: false },
    ]),
  ];
  const credible = facts.filter(({ day, sure }) => sure || day <= bound);
  if (credible.length > 0) return credible.reduce((newest, each) => (each.day >= newest.day ? each : newest));
  return facts.reduce<Anchor | null>((oldest, each) => (oldest === null || each.day < oldest.day ? each : oldest), null);
}

function regularCandidate(desk: Desk): Candidate | 'rule_never' | 'never_told' {
  const { pair, context, moments, today } = desk;
  const rule = context.rules.ruleFor(pair);
  if (rule === null || rule.period.every === 'never') return 'rule_never';
  const anchor = anchorOf(desk, rule);
  if (anchor === null) return 'never_told';
  const restUntil = pair.acknowledgedAt === null ? null : moments.zone.dayOf(pair.acknowledgedAt) + context.settings.restDays;
  const duty: Duty = { anchor: anchor.day, period: rule.period, restUntil };
  const first = nextDuty(duty, anchor.day);
  if (first === null) return 'rule_never';
  // The newest duty whose moment has come stands for all that were missed; while none has come, the first.
  let due = latestDuty(duty, today) ?? first;
  let placed = place(due, duty, desk);
  while (due > first && (placed.slot === null || placed.slot.at > context.now)) {
    due = latestDuty(duty, due - 1) ?? first;
    placed = place(due, duty, desk);
  }
  const why = [...explainDuty(anchor, rule, duty), ...explainMissed(duty, first, due)];
  return { period: dateOfDay(due), dueOn: dateOfDay(due), dueSince: dateOfDay(first), once: null, slot: placed.slot, why, moved: placed.why };
}

function place(due: number, duty: Duty, { pair, context, moments }: Desk): { readonly slot: Slot | null; readonly why: readonly Why[] } {
  const { spreadDays } = context.settings;
  const gap = (nextDuty(duty, due) ?? due) - due;
  const offset = spreadDays === 0 ? 0 : spreadOffset(context.sha256(`${pair.clientId} ${pair.hostId} ${dateOfDay(due)}`), spreadDays, gap);
  const spread: Why[] = offset === 0 ? [] : [{ code: 'spread', params: { days: offset, on: dateOfDay(due + offset) } }];
  const slot = firstSlot(moments.zone.startOf(due + offset), moments);
  return { slot, why: [...spread, ...(slot?.why ?? []), ...zoneStep(context, moments.zone)] };
}

function zoneStep(context: PlanContext, zone: ZoneDays): Why[] {
  return zone.name === context.zone.name ? [] : [{ code: 'zone', params: { zone: zone.name } }];
}

function explainDuty(anchor: Anchor, { scope, plan }: StoredRule, duty: Duty): Why[] {
  const { period } = duty;
  const on = dateOfDay(nextDuty(duty, anchor.day) ?? anchor.day);
  const rested = restedDate(duty);
  const counted: Why[] = period.every === 'never' ? [] : [{ code: period.every, params: 'count' in period ? { count: period.count, on } : { on } }];
  return [
    { code: anchor.code, params: { on: dateOfDay(anchor.day) } },
    { code: 'rule_of', params: { scope, plan } },
    ...(rested === null ? [] : [{ code: 'rest' as const, params: { on: dateOfDay(rested) } }]),
    ...counted,
  ];
}

function explainMissed(duty: Duty, first: number, due: number): Why[] {
  let count = 0;
  for (let day: number | null = first; day !== null && day < due; day = nextDuty(duty, day)) count++;
  return count === 0 ? [] : [{ code: 'missed', params: { count, on: dateOfDay(due) } }];
}

function onceCandidate(desk: Desk): Candidate | null {
  const { pair, context, moments } = desk;
  const candidates = pair.once.map((once): Candidate => {
    const dueOn = once.onDay ?? dateOfDay(moments.zone.dayOf(once.madeAt));
    const slot = firstSlot(Math.max(moments.zone.startOf(dayNumber(dueOn)), once.madeAt), moments);
    const why: Why[] = [{ code: 'once', params: { on: dueOn } }];
    const moved = [...(slot?.why ?? []), ...zoneStep(context, moments.zone)];
    return { period: `once ${once.id}`, dueOn, dueSince: dueOn, once: once.id, slot, why, moved };
  });
  return candidates
    .sort((a, b) => (a.period < b.period ? -1 : 1))
    .reduce<Candidate | null>((first, each) => (first === null ? each : sooner(first, each)), null);
}

/** The first of two in doubt: of a one-off and a period at one moment, the one-off serves both. */
function sooner(first: Candidate | null, second: Candidate | null): Candidate | null {
  if (first === null || second === null) return first ?? second;
  return (second.slot?.at ?? Number.POSITIVE_INFINITY) < (first.slot?.at ?? Number.POSITIVE_INFINITY) ? second : first;
}

interface Timing {
  readonly state: 'planned' | 'due' | 'late' | 'paused' | 'excepted';
  readonly sendAt: number | null;
  readonly why: readonly Why[];
}

function timingOf({ slot: own }: Candidate, desk: Desk, kept: { readonly hold: StoredHold | null; readonly holds: readonly StoredHold[] }): Timing {
  const { context, moments } = desk;
  if (kept.hold !== null) {
    const held = heldBy(kept.hold, own, desk);
    if (held !== null) return held;
  }
  if (own === null) return { state: 'planned', sendAt: null, why: [] };
  const slot = afterCatchUp(own, desk) ?? { ...own, why: [] };
  if (slot.at > context.now) return { state: 'planned', sendAt: slot.at, why: slot.why };
  const next = firstSlot(context.now, moments);
  const free = next?.at === context.now;
  if (!isOver(slot, context.now)) {
    return { state: free ? 'due' : 'planned', sendAt: free ? slot.at : (next?.at ?? null), why: [...slot.why, ...(free ? [] : (next?.why ?? []))] };
  }
  return { state: 'late', sendAt: next?.at ?? null, why: [...endedHold(slot, kept.holds, desk), ...slot.why, lateFor(slot), ...(next?.why ?? [])] };
}

/** So many days lie at least between a late reminder to a client and what he missed at another host, however few quiet days are set. */
const AFTER_CATCH_UP_DAYS = 7;

/**
 * Whoever was sent a late reminder of another host since this one should have left has been caught up with, be it on the very day that this one gave up to
 * it: this one is no second late one, it follows on a day of its own. Null where that did not happen, or while its own day is not over.
 */
function afterCatchUp(slot: Slot, { pair: { caughtUpAt }, context, moments }: Desk): Slot | null {
  if (caughtUpAt === null || caughtUpAt < slot.at || !isOver(slot, context.now)) return null;
  const days = Math.max(context.settings.quietDays, AFTER_CATCH_UP_DAYS);
  const next = firstSlot(caughtUpAt + days * DAY_MS, moments);
  if (next === null) return null;
  const quiet: Why = { code: 'quiet', params: { days, on: dateOfDay(moments.zone.dayOf(caughtUpAt)) } };
  return { ...next, why: [lateFor(slot), quiet, ...next.why.filter(({ code }) => code !== 'quiet')] };
}

function lateFor({ day }: Slot): Why {
  return { code: 'late', params: { on: dateOfDay(day) } };
}

/** A hold that ends before the reminder would leave changes nothing. */
function heldBy({ kind, untilOn }: StoredHold, slot: Slot | null, { context, moments }: Desk): Timing | null {
  const state = kind === 'pause' ? 'paused' : 'excepted';
  const held: Why = { code: state, params: { on: untilOn ?? '' } };
  if (untilOn === null) return { state, sendAt: null, why: [held] };
  const resumes = moments.zone.startOf(dayNumber(untilOn) + 1);
  if (slot !== null && slot.at >= resumes) return null;
  const after = firstSlot(Math.max(resumes, context.now), moments);
  return { state, sendAt: after?.at ?? null, why: [held, ...(after?.why ?? [])] };
}

/** The end of the last hold that kept this reminder when its day came. */
function endedHold(slot: Slot, holds: readonly StoredHold[], { moments, today }: Desk): Why[] {
  const ends = holds
    .map(({ untilOn, endedAt }) =>
      Math.min(untilOn === null ? Number.POSITIVE_INFINITY : dayNumber(untilOn), endedAt === null ? Number.POSITIVE_INFINITY : moments.zone.dayOf(endedAt)),
    )
    .filter((end) => end >= slot.day && end <= today);
  return ends.length === 0 ? [] : [{ code: 'hold_ended', params: { on: dateOfDay(Math.max(...ends)) } }];
}
