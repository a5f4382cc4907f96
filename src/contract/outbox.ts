import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { BounceClass, BounceTarget } from './bounces.ts';
import { Instant, Language, streamOf, Window } from './common.ts';
import { errors } from './errors.ts';
import { ClientId, FileRef, HostId, OutboxId } from './ids.ts';

export const OutboxState = z.enum(['queued', 'sending', 'sent', 'deferred', 'failed', 'uncertain', 'cancelled', 'bounced']);
export type OutboxState = z.infer<typeof OutboxState>;

/** Where a message goes: `smtp` a real server, `practice` the built-in mailbox, `draft` a folder of .eml files. */
export const Transport = z.enum(['practice', 'smtp', 'draft']);
export type Transport = z.infer<typeof Transport>;

/** Why a message has not left yet. `greylisted`: its destination wants to be asked again later; `destination`: so do others for the same destination. */
export const WaitReason = z.enum(['pace', 'paused', 'retry', 'smtp_down', 'limit_hour', 'limit_day', 'planned', 'next', 'greylisted', 'destination']);

export const OutboxRow = z.object({
  id: OutboxId,
  clientId: ClientId,
  client: z.string(),
  kind: z.enum(['notice', 'reminder', 'letter', 'test']),
  state: OutboxState,
  transport: Transport,
  to: z.string(),
  subject: z.string(),
  language: Language,
  dueAt: Instant,
  sentAt: Instant.optional(),
  serverReply: z.string().optional(),
  errorCode: z.string().optional(),
  attempts: z.number(),
  /** Of one that failed or came back: what failed, and so what to do. */
  failure: z.object({ class: BounceClass, target: BounceTarget }).optional(),
  waiting: z.object({ reason: WaitReason, until: Instant.nullable() }).optional(),
});
export type OutboxRow = z.infer<typeof OutboxRow>;

export const OutboxSummary = z.object({
  counts: z.record(OutboxState, z.number()),
  paused: z.boolean(),
  /** `restored`: a backup was put back, and what left since it was made is not known here. */
  pausedBecause: z.enum(['by_hand', 'restored']).nullable(),
  transport: Transport,
  /** The pace in force, and whose it is. */
  pace: z.object({ count: z.number(), seconds: z.number(), owner: z.enum(['host', 'own']), hostId: HostId.nullable() }),
  sentLastMinute: z.number(),
  sentLastHour: z.number(),
  nextAt: Instant.nullable(),
  /** When the queue will be empty at this pace; null when nothing waits or the queue stands. */
  emptyAt: Instant.nullable(),
  /** Domains that put messages off, the longest wait first. */
  destinations: z.array(z.object({ domain: z.string(), until: Instant, waiting: z.number(), reply: z.string() })),
  /** Why nothing leaves by this transport; `retryAt` null = not before the settings change or a message is tried again by hand. */
  trouble: z.object({ code: z.string(), since: Instant, reply: z.string(), retryAt: Instant.nullable() }).nullable(),
});
export type OutboxSummary = z.infer<typeof OutboxSummary>;

/** What became of the messages, and why some may still wait: what the outbox itself stands still for. */
const Flushed = z
  .object({ sent: z.number(), failed: z.number(), deferred: z.number(), uncertain: z.number(), waiting: z.number() })
  .extend(OutboxSummary.pick({ paused: true, pausedBecause: true, trouble: true }).shape);

const one = z.object({ id: OutboxId });

export const outbox = {
  list: oc
    .input(
      Window.extend({ states: z.array(OutboxState).default([]), kinds: z.array(OutboxRow.shape.kind).default([]), search: z.string().max(200).default('') }),
    )
    .output(z.object({ total: z.number(), rows: z.array(OutboxRow) }))
    .errors(errors()),
  get: oc
    .input(one)
    .output(
      OutboxRow.extend({
        messageId: z.string(),
        from: z.string(),
        events: z.array(z.object({ at: Instant, state: OutboxState, reply: z.string(), errorCode: z.string() })),
      }),
    )
    .errors(errors('outbox_not_found')),
  /** The message exactly as it leaves or left. */
  eml: oc
    .input(one)
    .output(z.object({ fileRef: FileRef }))
    .errors(errors('outbox_not_found')),
  summary: oc.input(z.object({})).output(OutboxSummary).errors(errors()),
  pause: oc.input(z.object({})).output(OutboxSummary).errors(errors()),
  /** Goes on; a server that was left alone after a failure is tried again at once. */
  resume: oc.input(z.object({})).output(OutboxSummary).errors(errors()),
  /** Takes waiting or failed messages out of the queue, and gives up on returned ones; their notices are due again, to the address the client has then. */
  cancel: oc
    .input(z.object({ ids: z.array(OutboxId).min(1).max(1000) }))
    .output(z.object({ cancelled: z.number() }))
    .errors(errors('outbox_not_found', 'outbox_wrong_state')),
  /** Queues a failed or deferred, or after the user's own decision an uncertain, message again, with the same Message-ID. */
  retry: oc.input(one).output(OutboxRow).errors(errors('outbox_not_found', 'outbox_wrong_state')),
  /** Sends what is due, at the pace of the rules, until nothing waits or nothing more can leave now. */
  flush: oc
    .input(z.object({}))
    .output(eventIterator(streamOf(Flushed)))
    .errors(errors('smtp_not_set')),
};
