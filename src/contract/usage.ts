import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { BounceClass, BounceTarget } from './bounces.ts';
import { Instant, Language, streamOf, Window } from './common.ts';
import { ASKING_PANELS, errors } from './errors.ts';
import { AccountLimit, Definition, HostedAccount, HostedOrigin, HostedState } from './hosted.ts';
import { ClientId, FileRef, HostedId, HostId, PackId, ViewId } from './ids.ts';

/** Counts; null = not published by this panel, which is not 0. */
export const Figures = z.object({
  sent: z.number().nullable(),
  delivered: z.number().nullable(),
  deferred: z.number().nullable(),
  failed: z.number().nullable(),
  recipients: z.number().nullable(),
  bytes: z.number().nullable(),
});
export type Figures = z.infer<typeof Figures>;

/**
 * Where figures come from, what they count, and how old they are. `covered`: part of the window that was read, 0…1; the rest is unknown, not zero. `from`, `to`:
 * the window they are of; `wholeDays`: hours were asked for, and only days are known.
 */
export const Provenance = z.object({
  origin: HostedOrigin,
  definition: Definition,
  readAt: Instant,
  covered: z.number(),
  from: Instant,
  to: Instant,
  wholeDays: z.boolean(),
});

/** `day`: the current one, `h24`: the last full 24 hours, or yesterday and today where only days are known, `d7`/`d30`: that many days up to yesterday and today so far. */
export const Span = z.enum(['hour', 'h24', 'day', 'd7', 'd30']);

export const UsageRow = z.object({
  account: HostedAccount.omit({ otherDomains: true, emails: true, firstSeenAt: true }),
  state: HostedState,
  figures: Figures,
  /** Failed of those that were decided (delivered or failed), 0…1; null = not known. */
  failedShare: z.number().nullable(),
  limit: AccountLimit.nullable(),
  /** Share of that limit in its own window, the most of this span, 0…; null = no limit or no figures. */
  limitShare: z.number().nullable(),
  /** Sent in equal parts of the span, oldest first; null = that part is not known. */
  trend: z.array(z.number().nullable()),
  lastSentAt: Instant.nullable(),
  provenance: Provenance.nullable(),
});
export type UsageRow = z.infer<typeof UsageRow>;

export const UsageFilter = z.object({
  search: z.string().max(200).default(''),
  hostId: HostId.optional(),
  packId: PackId.optional(),
  /** The accounts of this client alone. */
  clientId: ClientId.optional(),
  states: z.array(HostedState).default([]),
  only: z.array(z.enum(['near_limit', 'failing', 'with_alert', 'silent', 'not_published', 'not_seen'])).default([]),
});
export const UsageSort = z.enum(['login', 'client', 'sent', 'delivered', 'deferred', 'failed', 'failed_share', 'recipients', 'limit_share', 'last_sent']);
const Question = z.object({ span: Span, filter: UsageFilter.prefault({}), sort: UsageSort.default('sent'), descending: z.boolean().default(true) });

/** One window of a curve. `complete` false = it is not over, or was not read to its end. */
export const Point = Figures.extend({ from: Instant, to: Instant, complete: z.boolean() });

export const Curve = z.object({
  /** The one that was asked for; days where no hour is known. */
  grain: z.enum(['hour', 'day']),
  points: z.array(Point),
  limits: z.array(AccountLimit),
  /** What is usual in one window of this grain; null while it is learned. */
  usual: z.object({ low: z.number(), median: z.number(), high: z.number(), windows: z.number() }).nullable(),
  /** Windows that still have to be seen before anything is usual; 0 too where nothing can be learned, as from bytes. */
  learning: z.number(),
  provenance: z.array(Provenance),
});
export type Curve = z.infer<typeof Curve>;

export const SavedView = z.object({ id: ViewId, name: z.string(), question: Question });

export const usage = {
  /** One row an account. Sums are apart for each definition, and where only days are known: what counts differently is never added up. */
  overview: oc
    .input(Window.extend(Question.shape))
    .output(
      z.object({
        total: z.number(),
        rows: z.array(UsageRow),
        sums: z.array(z.object({ definition: Definition, wholeDays: z.boolean(), accounts: z.number(), figures: Figures, packs: z.array(z.string()) })),
        from: Instant,
        to: Instant,
      }),
    )
    .errors(errors()),
  account: oc
    .input(z.object({ hostedId: HostedId, from: Instant, to: Instant, grain: z.enum(['hour', 'day']) }))
    .output(z.object({ account: HostedAccount, curve: Curve, domains: z.array(z.object({ domain: z.string(), figures: Figures })) }))
    .errors(errors('hosted_not_found')),
  pack: oc
    .input(z.object({ packId: PackId, from: Instant, to: Instant, grain: z.enum(['hour', 'day']) }))
    .output(z.object({ curve: Curve, accounts: z.number() }))
    .errors(errors('pack_not_found')),
  /** Failures that were read, by class and target, over days. `read` false = nobody looked, which is not none; so are days that are not in `readDays`. */
  failures: oc
    .input(z.object({ packId: PackId, hostedId: HostedId.optional(), from: Instant, to: Instant }))
    .output(
      z.object({
        read: z.boolean(),
        readAt: Instant.nullable(),
        /** Calendar days that were read of all that is asked for, the first one first, and when last. */
        readDays: z.array(z.object({ on: z.string(), readAt: Instant })),
        days: z.array(z.object({ on: z.string(), class: BounceClass, target: BounceTarget, count: z.number() })),
        samples: z.array(z.object({ at: Instant, login: z.string(), recipientDomain: z.string(), class: BounceClass, target: BounceTarget, text: z.string() })),
      }),
    )
    .errors(errors('pack_not_found', 'hosted_not_found')),
  /** Reads the failures of a span from the panel, message by message, and keeps their counts and a few texts without recipients. */
  readFailures: oc
    .input(z.object({ packId: PackId, hostedId: HostedId.optional(), from: Instant, to: Instant }))
    .output(eventIterator(streamOf(z.object({ failures: z.number() }))))
    .errors(errors(...ASKING_PANELS, 'hosted_not_found', 'panel_not_published')),
  /** The table as it is asked for, all of its rows, formula-safe, with source, window and definition in every row. */
  export: oc
    .input(Question.extend({ format: z.enum(['csv', 'xlsx']), language: Language }))
    .output(eventIterator(streamOf(z.object({ fileRef: FileRef, rows: z.number() }))))
    .errors(errors()),
  views: oc.input(z.object({})).output(z.array(SavedView)).errors(errors()),
  saveView: oc
    .input(z.object({ id: ViewId.optional(), name: z.string().trim().min(1).max(80), question: Question }))
    .output(SavedView)
    .errors(errors('view_not_found')),
  removeView: oc
    .input(z.object({ id: ViewId }))
    .output(z.object({}))
    .errors(errors('view_not_found')),
};
