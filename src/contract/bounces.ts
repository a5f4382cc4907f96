import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { CalendarDate, Instant, streamOf, Window } from './common.ts';
import { errors } from './errors.ts';
import { BounceId, ClientId, FileRef, OutboxId, ReplyId, SuppressionId } from './ids.ts';

/** What a mail is: a message that came back, a complaint by feedback loop (RFC 5965), a machine answering for a person, or anything else. */
export const MailKind = z.enum(['bounce', 'complaint', 'auto-reply', 'other']);
export type MailKind = z.infer<typeof MailKind>;

/** `temporary` may arrive later, `permanent` never will, `blocked` was refused for what the sender is or sent. */
export const BounceClass = z.enum(['temporary', 'permanent', 'blocked']);
export type BounceClass = z.infer<typeof BounceClass>;

/** What failed, and so who has to act. Only `address` and `domain` say anything about the address itself. */
export const BounceTarget = z.enum([
  'address',
  'mailbox',
  'domain',
  'sender-ip',
  'sender-auth',
  'content',
  'recipient-policy',
  'host-limit',
  'rate',
  'suppressed',
  'message',
  'network',
  'system',
  'unknown',
]);
export type BounceTarget = z.infer<typeof BounceTarget>;

/** One recipient a report is about. `code` is the enhanced status code (RFC 3463) that decided, else the reply code, else empty. */
export const BouncedRecipient = z.object({
  address: z.string(),
  class: BounceClass,
  target: BounceTarget,
  code: z.string(),
  /** Whether the address should get nothing more: never for a failure on the sender's side. */
  suppress: z.boolean(),
});
export type BouncedRecipient = z.infer<typeof BouncedRecipient>;

export const ClassifiedMail = z.object({ file: z.string(), kind: MailKind, recipients: z.array(BouncedRecipient) });
export type ClassifiedMail = z.infer<typeof ClassifiedMail>;

/** A message of ours that came back, was refused at once, or was complained about. */
export const BounceRow = z.object({
  id: BounceId,
  at: Instant,
  recordedAt: Instant,
  kind: z.enum(['bounce', 'complaint']),
  /** `smtp`: refused while it was handed over; `mail`: reported by a mail later. */
  origin: z.enum(['smtp', 'mail']),
  clientId: ClientId,
  clientName: z.string(),
  outboxId: OutboxId,
  subject: z.string(),
  replyId: ReplyId.nullable(),
  address: z.string(),
  class: BounceClass,
  target: BounceTarget,
  code: z.string(),
  /** What the server said, on one line. */
  diagnostic: z.string(),
  /** Whether the address, or its domain, gets nothing now. */
  suppressed: z.boolean(),
});
export type BounceRow = z.infer<typeof BounceRow>;

/** Nothing is sent to an address or a whole domain. `until` null = never again (a complaint). */
export const Suppression = z.object({
  id: SuppressionId,
  scope: z.enum(['address', 'domain']),
  value: z.string(),
  reason: z.enum(['permanent', 'complaint', 'by_hand']),
  since: Instant,
  until: Instant.nullable(),
  author: z.string(),
  note: z.string(),
  bounceId: BounceId.nullable(),
  /** Clients with a contact it concerns. */
  clients: z.array(z.object({ id: ClientId, name: z.string() })),
  lifted: z.object({ at: Instant, author: z.string(), reason: z.string() }).nullable(),
});
export type Suppression = z.infer<typeof Suppression>;

const search = z.string().max(200).default('');

export const bounces = {
  list: oc
    .input(
      Window.extend({
        search,
        clientId: ClientId.optional(),
        classes: z.array(BounceClass).default([]),
        targets: z.array(BounceTarget).default([]),
        kind: z.enum(['bounce', 'complaint']).optional(),
      }),
    )
    .output(z.object({ total: z.number(), rows: z.array(BounceRow) }))
    .errors(errors()),
  /**
   * Per day, oldest first, every day of the window named: how many messages left, how many a server was asked to take (`tried`: those and the ones
   * it refused at once), and what came of those that failed, by the day they left.
   */
  trend: oc
    .input(z.object({ days: z.number().int().min(1).max(366).default(30) }))
    .output(
      z.object({
        at: Instant,
        days: z.array(
          z.object({
            on: CalendarDate,
            sent: z.number(),
            tried: z.number(),
            temporary: z.number(),
            permanent: z.number(),
            blocked: z.number(),
            complaints: z.number(),
          }),
        ),
        targets: z.array(z.object({ target: BounceTarget, count: z.number() })),
      }),
    )
    .errors(errors()),
  /** What mails are, without keeping anything of them. */
  classify: oc
    .input(z.object({ fileRefs: z.array(FileRef).min(1).max(500) }))
    .output(eventIterator(streamOf(z.array(ClassifiedMail))))
    .errors(errors('file_not_found', 'file_incomplete')),
  /** What is in force, newest first; `lifted` = what was lifted or has passed, instead. */
  suppressions: oc
    .input(Window.extend({ search, lifted: z.boolean().default(false), clientId: ClientId.optional() }))
    .output(z.object({ total: z.number(), rows: z.array(Suppression) }))
    .errors(errors()),
  /** By hand, until a day (its end) or for good. */
  suppress: oc
    .input(
      z.object({
        scope: z.enum(['address', 'domain']),
        value: z.string().trim().min(1).max(254),
        until: CalendarDate.nullable(),
        note: z.string().trim().min(1).max(1000),
      }),
    )
    .output(Suppression)
    .errors(errors('date_in_past', 'suppression_exists')),
  /** The address was corrected or works again. A complaint is never lifted. */
  lift: oc
    .input(z.object({ id: SuppressionId, reason: z.string().trim().min(1).max(1000) }))
    .output(Suppression)
    .errors(errors('suppression_not_found', 'suppression_kept')),
};
