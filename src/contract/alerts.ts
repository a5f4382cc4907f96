import { oc } from '@orpc/contract';
import { z } from 'zod';
import { CalendarDate, Instant, PlannableDate, Window } from './common.ts';
import { errors } from './errors.ts';
import { HostedState } from './hosted.ts';
import { AlertId, AnnouncementId, ClientId, HostedId, HostId, PackId } from './ids.ts';
import { Figures } from './usage.ts';

/**
 * `near_limit` part of the reseller's own threshold, `spike` above what is usual, `failures` share of failures, `state` suspended, held or locked, `pack_suspended`,
 * `several_bad` two or more accounts of a pack with bad signs, `connection_lost` nothing could be read for long, `limit_changed` a limit at the host is another one,
 * `warned` the host or its panel wrote, `listed` an address of the pack is on a block list.
 */
export const AlertKind = z.enum([
  'near_limit',
  'spike',
  'failures',
  'state',
  'pack_suspended',
  'several_bad',
  'connection_lost',
  'limit_changed',
  'warned',
  'listed',
]);
export type AlertKind = z.infer<typeof AlertKind>;
/** How heavy: `info` to know, `warn` to look, `act` now. */
export const AlertLevel = z.enum(['info', 'warn', 'act']);
export type AlertLevel = z.infer<typeof AlertLevel>;

/** What the sentence of an alert says (`alerts:why.<kind>`): numbers, instants as ISO text, words as they stood. */
export const AlertFacts = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
export type AlertFacts = z.infer<typeof AlertFacts>;

export const Alert = z.object({
  id: AlertId,
  kind: AlertKind,
  level: AlertLevel,
  packId: PackId,
  packName: z.string(),
  hostId: HostId,
  hostName: z.string(),
  hostedId: HostedId.nullable(),
  login: z.string(),
  domain: z.string(),
  clientId: ClientId.nullable(),
  clientName: z.string(),
  openedAt: Instant,
  changedAt: Instant,
  closedAt: Instant.nullable(),
  facts: AlertFacts,
  /** Number of the host's ticket and the day by which he wants an answer, where it began with a mail of his that was put in; empty and null = none is known. */
  ticket: z.string().default(''),
  answerBy: CalendarDate.nullable().default(null),
  /** Seen by somebody: it counts no more in the badge. */
  seen: z.object({ at: Instant, author: z.string() }).nullable(),
  snoozedUntil: Instant.nullable(),
  /** Data frozen when a pack was suspended: the last that was known. */
  frozen: z
    .object({
      at: Instant,
      accounts: z.array(z.object({ hostedId: HostedId, login: z.string(), domain: z.string(), state: HostedState, h24: Figures, d7: Figures })),
    })
    .nullable(),
});
export type Alert = z.infer<typeof Alert>;

export const AlertSettings = z.object({
  /** The reseller's own threshold: this share of the limit of the host, 0.1…1. */
  ownShare: z.number().min(0.1).max(1),
  /** Percent of the own threshold at which to speak up. */
  levels: z.array(z.number().int().min(10).max(200)).min(1).max(5),
  /** How often a quiet account may be called a spike by chance, for each window. */
  warnBelow: z.number().min(1e-9).max(0.05),
  actBelow: z.number().min(1e-12).max(0.05),
  /** A spike is at least so many times what is usual, and so many messages above it. */
  times: z.number().min(1).max(100),
  above: z.number().int().min(1).max(100_000),
  /** Failures: at least so many, and surely more than this share. */
  failuresLeast: z.number().int().min(1).max(100_000),
  failuresWarn: z.number().min(0.001).max(1),
  failuresAct: z.number().min(0.001).max(1),
  /** Minutes without a good answer of a panel before it is an alert. */
  lostMinutes: z.number().int().min(15).max(10_080),
  /** Desktop notifications from this level on; null = none. */
  notifyFrom: AlertLevel.nullable(),
});
export type AlertSettings = z.infer<typeof AlertSettings>;

/** A threshold of the reseller's own, for a pack or an account, with reason, author and last day. */
export const Threshold = z.object({
  packId: PackId,
  hostedId: HostedId.nullable(),
  name: z.string(),
  perHour: z.number().int().positive().nullable(),
  perDay: z.number().int().positive().nullable(),
  reason: z.string(),
  author: z.string(),
  untilOn: PlannableDate.nullable(),
  madeAt: Instant,
  active: z.boolean(),
});
export type Threshold = z.infer<typeof Threshold>;
/** A mailing the client told of beforehand: its windows are no spike up to that many messages, and teach the baseline nothing. */
export const Announcement = z.object({
  id: AnnouncementId,
  hostedId: HostedId,
  name: z.string(),
  from: Instant,
  to: Instant,
  messages: z.number().int().positive().nullable(),
  note: z.string(),
  author: z.string(),
  madeAt: Instant,
  endedAt: Instant.nullable(),
});
export type Announcement = z.infer<typeof Announcement>;
export const AlertSummary = z.object({ open: z.number(), unseen: z.number(), worst: AlertLevel.nullable(), newest: z.array(Alert) });

export const alerts = {
  /** `now`: open and not snoozed. Heaviest first, then newest; of open ones, what is told of one account stands together. */
  list: oc
    .input(
      Window.extend({
        show: z.enum(['now', 'snoozed', 'closed', 'all']).default('now'),
        kinds: z.array(AlertKind).default([]),
        packId: PackId.optional(),
        hostedId: HostedId.optional(),
        clientId: ClientId.optional(),
      }),
    )
    .output(z.object({ total: z.number(), rows: z.array(Alert), counts: z.record(z.enum(['now', 'snoozed', 'closed']), z.number()) }))
    .errors(errors()),
  get: oc
    .input(z.object({ id: AlertId }))
    .output(Alert)
    .errors(errors('alert_not_found')),
  summary: oc.input(z.object({})).output(AlertSummary).errors(errors()),
  /**
   * For the shell that tells of alerts outside its window: those from the level of `notifyFrom` on that were not told yet, at this weight or at this
   * doubling, and how many are unseen. Asked once, each counts as told.
   */
  news: oc
    .input(z.object({}))
    .output(z.object({ unseen: z.number(), fresh: z.array(Alert) }))
    .errors(errors()),
  /** Somebody has seen them. Empty = all that are open. */
  see: oc
    .input(z.object({ ids: z.array(AlertId).max(1000).default([]) }))
    .output(AlertSummary)
    .errors(errors('alert_not_found')),
  /** Nothing is said of this episode until then, unless it doubles, gets heavier or reaches the next level; null wakes it. */
  snooze: oc
    .input(z.object({ id: AlertId, until: Instant.nullable() }))
    .output(Alert)
    .errors(errors('alert_not_found', 'date_in_past')),
  settings: oc.input(z.object({})).output(AlertSettings).errors(errors()),
  setSettings: oc.input(AlertSettings.partial()).output(AlertSettings).errors(errors()),
  thresholds: oc
    .input(z.object({ packId: PackId.optional(), hostedId: HostedId.optional() }))
    .output(z.array(Threshold))
    .errors(errors()),
  /** Sets or replaces; both numbers null takes it away. It may not be above what the host allows. */
  setThreshold: oc
    .input(
      Threshold.pick({ packId: true, hostedId: true, perHour: true, perDay: true, untilOn: true }).extend({ reason: z.string().trim().max(1000).default('') }),
    )
    .output(z.array(Threshold))
    .errors(errors('pack_not_found', 'hosted_not_found', 'threshold_above_host', 'date_in_past')),
  announcements: oc
    .input(z.object({ hostedId: HostedId.optional(), ended: z.boolean().default(false) }))
    .output(z.array(Announcement))
    .errors(errors()),
  announce: oc
    .input(Announcement.pick({ hostedId: true, from: true, to: true, messages: true }).extend({ note: z.string().trim().max(1000).default('') }))
    .output(Announcement)
    .errors(errors('hosted_not_found', 'announcement_span_invalid')),
  endAnnouncement: oc
    .input(z.object({ id: AnnouncementId }))
    .output(Announcement)
    .errors(errors('announcement_not_found')),
};
