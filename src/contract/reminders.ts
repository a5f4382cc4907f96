import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { CalendarDate, Instant, Language, PlannableDate, streamOf, Window } from './common.ts';
import { errors } from './errors.ts';
import { Rung } from './evidence.ts';
import { Hold, HoldInput } from './holds.ts';
import { ClientId, HoldId, HostId, NoticeId, OnceId, OutboxId } from './ids.ts';
import { NoticePreview } from './notices.ts';
import { OutboxState, Transport } from './outbox.ts';
import { CalendarDay, CatchUp, RunResult, StopReason } from './reminder-runs.ts';

/** How often: so long after the last proof, or on days of the year (MM-DD; 02-29 falls on 28 February in other years), or never. */
export const Period = z.discriminatedUnion('every', [
  z.object({ every: z.literal('months'), count: z.number().int().min(1).max(60) }),
  z.object({ every: z.literal('weeks'), count: z.number().int().min(1).max(260) }),
  z.object({
    every: z.literal('dates'),
    dates: z
      .array(z.string().regex(/^((0[1-9]|1[0-2])-(0[1-9]|[12]\d)|(0[13-9]|1[0-2])-30|(0[13578]|1[02])-31)$/))
      .min(1)
      .max(24),
  }),
  z.object({ every: z.literal('never') }),
]);
export type Period = z.infer<typeof Period>;

/** Whom a rule is for. The narrowest one wins: client, plan, host, all. */
export const RuleScope = z.discriminatedUnion('scope', [
  z.object({ scope: z.literal('all') }),
  z.object({ scope: z.literal('host'), hostId: HostId }),
  z.object({ scope: z.literal('plan'), hostId: HostId, plan: z.string().trim().min(1).max(120) }),
  z.object({ scope: z.literal('client'), clientId: ClientId }),
]);
export type RuleScope = z.infer<typeof RuleScope>;

export const ReminderRule = z.object({
  on: RuleScope,
  period: Period,
  /** The host's or client's name; empty for all. */
  name: z.string(),
  /** Active clients it decides for. */
  clients: z.number(),
  /** Who set it; empty for the rule there is from the start. */
  author: z.string(),
  changedAt: Instant.nullable(),
});
export type ReminderRule = z.infer<typeof ReminderRule>;

/** What the newest notice of a host says about reminders, beside the rule that decides for most of its clients. */
export const ReminderPromise = z.object({
  hostId: HostId,
  hostName: z.string(),
  versionNumber: z.number(),
  /** Reminders come every so many months, as it was published. */
  months: z.number(),
  period: Period,
  kept: z.boolean(),
});
export type ReminderPromise = z.infer<typeof ReminderPromise>;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Names an IANA time zone; that there is such a zone is checked when it is stored. */
export const TimeZone = z.string().trim().min(1).max(64);

export const ReminderSettings = z.object({
  /** Sends by itself what is due; otherwise only when asked. */
  automatic: z.boolean(),
  /** Zone of the clients that have none of their own; null = this computer's, wherever it is. */
  timeZone: TimeZone.nullable(),
  /** ISO days of the week on which reminders leave, Monday = 1. */
  workingDays: z.array(z.number().int().min(1).max(7)).min(1).max(7),
  /** Local time of the client. `to` is later than `from`. */
  hours: z.object({ from: time, to: time }),
  /** Public holidays of these countries (ISO 3166-1), and days of one's own. */
  holidays: z.object({ countries: z.array(z.string().regex(/^[A-Z]{2}$/)).max(10), own: z.array(CalendarDate).max(400) }),
  /** Clients whose duty falls on one day are spread over so many days; 0 = none. */
  spreadDays: z.number().int().min(0).max(90),
  /** Days between any two mails to one client. */
  quietDays: z.number().int().min(0).max(90),
  /** Days after an acknowledgement during which a date of the year is passed over. */
  restDays: z.number().int().min(0).max(366),
  /** More late reminders than this are not sent without asking. */
  askAbove: z.number().int().min(0).max(100_000),
});
export type ReminderSettings = z.infer<typeof ReminderSettings>;

/**
 * `planned` for later, `due` now, `late` = its day has passed, `queued` = of this period, in the outbox, `asks` = late and waiting for the user's answer,
 * `paused` and `excepted` by a hold, `stopped` for a reason.
 */
export const PlanState = z.enum(['planned', 'due', 'late', 'asks', 'queued', 'paused', 'excepted', 'stopped']);
export type PlanState = z.infer<typeof PlanState>;

/** One step of how a date came about; `params` fill its sentence (`reminders:why.<code>`). In the order they applied. */
export const Why = z.object({
  code: z.enum([
    'proof',
    'last_reminder',
    'after',
    'months',
    'weeks',
    'dates',
    'rule_of',
    'spread',
    'weekend',
    'holiday',
    'hours',
    'quiet',
    'rest',
    'late',
    'missed',
    'hold_ended',
    'paused',
    'excepted',
    'once',
    'zone',
    'clock_shift',
  ]),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Why = z.infer<typeof Why>;

export const PlannedReminder = z.object({
  clientId: ClientId,
  clientName: z.string(),
  hostId: HostId,
  hostName: z.string(),
  email: z.string(),
  language: Language,
  timeZone: z.string(),
  domains: z.array(z.string()),
  state: PlanState,
  /** Day of duty, in the client's zone; null while there is none. */
  dueOn: CalendarDate.nullable(),
  /** First instant at which it may leave; null when it is stopped or held without end. */
  sendAt: Instant.nullable(),
  stop: StopReason.nullable(),
  /** Day (its end) of the pause or exception; null without one or without end. */
  heldUntil: CalendarDate.nullable(),
  lastProof: z.object({ at: Instant, rung: Rung }).nullable(),
  why: z.array(Why),
  /** It follows another, and its day holds if that one leaves as planned: nothing can be done about it yet. */
  follows: z.boolean(),
  once: OnceId.nullable(),
});
export type PlannedReminder = z.infer<typeof PlannedReminder>;

const days = z.number().int().min(1).max(366).default(30);
const search = z.string().max(200).default('');

export const reminders = {
  settings: oc.input(z.object({})).output(ReminderSettings).errors(errors()),
  update: oc.input(ReminderSettings.partial()).output(ReminderSettings).errors(errors('time_zone_unknown')),
  /** Countries whose holidays are known, by ISO 3166-1 code. */
  countries: oc
    .input(z.object({}))
    .output(z.array(z.object({ code: z.string(), name: z.string() })))
    .errors(errors()),
  rules: oc.input(z.object({})).output(z.array(ReminderRule)).errors(errors()),
  setRule: oc
    .input(z.object({ on: RuleScope, period: Period }))
    .output(z.array(ReminderRule))
    .errors(errors('host_not_found', 'client_not_found')),
  /** The next wider rule decides again. The rule for all cannot be removed. */
  removeRule: oc
    .input(z.object({ on: RuleScope }))
    .output(z.array(ReminderRule))
    .errors(errors('rule_not_found')),
  /** What was promised in notices about reminders, by host; notices that promise nothing are left out. */
  promises: oc.input(z.object({})).output(z.array(ReminderPromise)).errors(errors()),
  calendar: oc
    .input(z.object({ days, hostId: HostId.optional() }))
    .output(
      z.object({
        at: Instant,
        timeZone: z.string(),
        days: z.array(CalendarDay),
        /** Clients by host without a date, by reason. */
        stopped: z.partialRecord(StopReason, z.number()),
        paused: z.number(),
        excepted: z.number(),
        catchUp: CatchUp,
      }),
    )
    .errors(errors('host_not_found')),
  /** Who gets one and when, soonest first; those without a date after them. */
  planned: oc
    .input(
      Window.extend({
        from: CalendarDate.optional(),
        to: CalendarDate.optional(),
        states: z.array(PlanState).default([]),
        hostId: HostId.optional(),
        clientId: ClientId.optional(),
        search,
      }),
    )
    .output(z.object({ total: z.number(), counts: z.partialRecord(PlanState, z.number()), rows: z.array(PlannedReminder) }))
    .errors(errors()),
  /** What was sent or passed over, newest first. */
  history: oc
    .input(Window.extend({ clientId: ClientId.optional(), search }))
    .output(
      z.object({
        total: z.number(),
        rows: z.array(
          z.object({
            clientId: ClientId,
            clientName: z.string(),
            hostName: z.string(),
            dueOn: CalendarDate,
            at: Instant,
            outcome: z.enum(['queued', 'skipped']),
            noticeId: NoticeId.nullable(),
            outboxId: OutboxId.nullable(),
            state: OutboxState.nullable(),
            /** What "sent" means here: into the practice mailbox is not to the client. */
            transport: Transport.nullable(),
            author: z.string(),
          }),
        ),
      }),
    )
    .errors(errors()),
  holds: oc
    .input(Window.extend({ active: z.boolean().default(true), clientId: ClientId.optional() }))
    .output(z.object({ total: z.number(), rows: z.array(Hold) }))
    .errors(errors()),
  hold: oc
    .input(HoldInput)
    .output(Hold)
    .errors(errors('host_not_found', 'client_not_found', 'date_in_past')),
  /** Ends a pause or an exception now. What became late meanwhile is caught up once. */
  endHold: oc
    .input(z.object({ id: HoldId }))
    .output(Hold)
    .errors(errors('hold_not_found')),
  /** One reminder more, on a day or as soon as may be; it counts as the one of its period. Clients who are stopped are named, not queued. */
  once: oc
    .input(z.object({ clientIds: z.array(ClientId).min(1).max(1000), on: PlannableDate.nullable() }))
    .output(
      z.object({
        planned: z.array(PlannedReminder),
        refused: z.array(z.object({ clientId: ClientId, clientName: z.string(), hostName: z.string(), reason: StopReason })),
      }),
    )
    .errors(errors('client_not_found', 'date_in_past')),
  cancelOnce: oc
    .input(z.object({ id: OnceId }))
    .output(z.object({ cancelled: z.boolean() }))
    .errors(errors('once_not_found')),
  /** Passes over the one of this period: the next is a period later. */
  skip: oc
    .input(z.object({ clientId: ClientId, hostId: HostId }))
    .output(z.array(PlannedReminder))
    .errors(errors('client_not_found', 'reminder_not_planned')),
  preview: oc
    .input(z.object({ clientId: ClientId, hostId: HostId, language: Language.optional() }))
    .output(NoticePreview)
    .errors(errors('client_not_found', 'host_not_found', 'policy_not_published', 'client_not_told')),
  /**
   * Composes and queues what is due, whether automatic or not. `now` takes the place of the clock in planning and in what is noted about each period, to try
   * out or to make up for it: who was reminded at that instant is due again a period after it. What is late above `askAbove` only asks.
   */
  run: oc
    .input(z.object({ now: Instant.optional() }))
    .output(eventIterator(streamOf(RunResult)))
    .errors(errors('sender_not_set')),
  /** Answers what `catchUp.asks`: send the late ones (all, or so many a day, oldest duty first), or pass them over. `now` in place of the clock, as in `run`. */
  answer: oc
    .input(
      z.discriminatedUnion('decision', [
        z.object({ decision: z.literal('send'), perDay: z.number().int().min(1).max(100_000).nullable(), now: Instant.optional() }),
        z.object({ decision: z.literal('skip'), now: Instant.optional() }),
      ]),
    )
    .output(
      z.object({
        late: z.number(),
        skipped: z.number(),
        /** When the first of them may leave; null when none is to. */
        leavesFrom: Instant.nullable(),
      }),
    )
    .errors(errors()),
};
