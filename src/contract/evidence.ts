import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { CalendarDate, Instant, Language, Sha256, streamOf, Window } from './common.ts';
import { errors } from './errors.ts';
import { AccountId, ClientId, EvidenceId, FileRef, HostId, NoticeId, OutboxId, PackId, VersionId } from './ids.ts';
import { Transport } from './outbox.ts';

/**
 * The ladder, weakest first. `practised` proves nothing to anybody outside and never counts as told; `noted` is the reseller's own word
 * (a phone call, a letter, a draft sent by hand).
 */
export const RUNGS = [
  'practised',
  'prepared',
  'noted',
  'handed_to_smtp',
  'accepted_by_server',
  'no_bounce_72h',
  'replied',
  'ticked_at_order',
  'signed',
] as const;
export const Rung = z.enum(RUNGS);
export type Rung = z.infer<typeof Rung>;

/** Rungs by which the client himself acknowledged. */
export const ACKNOWLEDGED = ['replied', 'ticked_at_order', 'signed'] as const satisfies readonly Rung[];

/** Rungs that say how far a message of ours came: they fall when it comes back. */
export const BY_MESSAGE = ['handed_to_smtp', 'accepted_by_server', 'no_bounce_72h'] as const satisfies readonly Rung[];

/** Where a proof comes from: our own sending, a mail that came back, a table that was imported, somebody's hand, or the passing of time. */
export const Origin = z.enum(['sending', 'mail', 'import', 'hand', 'time']);
export type Origin = z.infer<typeof Origin>;

/** The word for where a proof comes from: the signed notice is no word of the reseller, he only attached it. */
export function originWord({ origin, rung }: { readonly origin: Origin; readonly rung: Rung }): Origin | 'attached' {
  return origin === 'hand' && rung === 'signed' ? 'attached' : origin;
}
/** How the reseller knows what he noted or attached. */
export const NoteKind = z.enum(['phone', 'letter', 'in_person', 'sent_by_hand', 'other']);
export type NoteKind = z.infer<typeof NoteKind>;

export const EvidenceRow = z.object({
  id: EvidenceId,
  noticeId: NoticeId.nullable(),
  outboxId: OutboxId.nullable(),
  clientId: ClientId,
  clientName: z.string(),
  hostName: z.string(),
  domains: z.array(z.string()),
  versionId: VersionId,
  /** Whether it is about a notice or a reminder. */
  kind: z.enum(['notice', 'reminder']),
  versionNumber: z.number(),
  versionSha256: Sha256,
  contentSha256: Sha256.nullable(),
  language: Language.nullable(),
  to: z.string(),
  transport: Transport.nullable(),
  rung: Rung,
  origin: Origin,
  noteKind: NoteKind.nullable(),
  /** Who recorded it by hand; empty otherwise. */
  author: z.string(),
  note: z.string(),
  attachment: z.object({ name: z.string(), mime: z.string(), sizeBytes: z.number(), sha256: Sha256 }).nullable(),
  /** When it happened, and when it was written down. */
  happenedAt: Instant,
  recordedAt: Instant,
  /** The clock of this computer had been set back when it was written down. */
  clockWentBack: z.boolean(),
  messageId: z.string(),
  serverReply: z.string(),
  /** Taken back later, by whom and why; it counts no more and is still shown. */
  revoked: z.object({ at: Instant, author: z.string(), reason: z.string() }).nullable(),
  /** It rests on a message that came back: it counts no more and is still shown. */
  returned: z.boolean(),
  /** Its place in the ledger. */
  ledgerSeq: z.number().nullable(),
});
export type EvidenceRow = z.infer<typeof EvidenceRow>;

/** Coverage of active accounts by the version in force. Every active account is in exactly one of the parts. */
export const Coverage = z.object({
  at: Instant,
  activeAccounts: z.number(),
  told: z.number(),
  practised: z.number(),
  queued: z.number(),
  failed: z.number(),
  due: z.number(),
  noPolicy: z.number(),
  /** told / activeAccounts × 100, rounded down to one decimal; null without active accounts: unknown is not zero. */
  toldPercent: z.number().nullable(),
});
export type Coverage = z.infer<typeof Coverage>;

const scope = z.object({ hostId: HostId.optional(), packId: PackId.optional() });
const search = z.string().max(200).default('');

/** An account as a report names it. */
const AccountName = z.object({
  accountId: AccountId,
  clientId: ClientId,
  clientName: z.string(),
  mainDomain: z.string(),
  hostName: z.string(),
});

/** `told` = of the round in force that day, `older` = only of an earlier material version, `not_told` = nothing that counts. */
export const ToldOnState = z.enum(['told', 'older', 'not_told', 'no_policy']);
export type ToldOnState = z.infer<typeof ToldOnState>;
export const ToldOnRow = AccountName.extend({
  inForce: z.number().nullable(),
  state: ToldOnState,
  best: z.object({ evidenceId: EvidenceId, rung: Rung, versionNumber: z.number(), happenedAt: Instant, recordedAt: Instant }).nullable(),
  /** The proof that decides was written down after that day. */
  recordedLater: z.boolean(),
});
export type ToldOnRow = z.infer<typeof ToldOnRow>;

export const GapRow = AccountName.extend({
  /** The round in force; null while nothing is published. */
  versionNumber: z.number().nullable(),
  /** Since when nothing covers the account: its order or the day the version came into force, whichever is later. */
  since: Instant,
  days: z.number(),
  reason: z.enum(['due', 'failed', 'queued', 'practised', 'no_policy']),
});
export type GapRow = z.infer<typeof GapRow>;

export const DelayBucket = z.enum(['same_day', 'day', 'three_days', 'week', 'month', 'longer']);
export type DelayBucket = z.infer<typeof DelayBucket>;

const reportScope = z.union([z.object({ clientId: ClientId }), z.object({ hostId: HostId }), z.object({ everything: z.literal(true) })]);

export const evidence = {
  coverage: oc.input(scope).output(Coverage).errors(errors()),
  list: oc
    .input(Window.extend({ clientId: ClientId.optional(), search, rungs: z.array(Rung).default([]) }))
    .output(z.object({ total: z.number(), rows: z.array(EvidenceRow) }))
    .errors(errors('client_not_found')),
  /** Active accounts by the strongest proof of the round in force; `rung` null = none. Weakest first, every rung named. */
  ladder: oc
    .input(scope)
    .output(z.object({ at: Instant, activeAccounts: z.number(), rungs: z.array(z.object({ rung: Rung.nullable(), accounts: z.number() })) }))
    .errors(errors()),
  /** Who had been told on that day (its end, in the zone of this computer)? Accounts that existed then, those closed since included. */
  toldOn: oc
    .input(Window.extend({ ...scope.shape, on: CalendarDate, search, only: z.array(ToldOnState).default([]) }))
    .output(z.object({ total: z.number(), counts: z.record(ToldOnState, z.number()), rows: z.array(ToldOnRow) }))
    .errors(errors()),
  /** Active accounts without proof of the round in force, the longest gap first. */
  gaps: oc
    .input(Window.extend({ ...scope.shape, search }))
    .output(z.object({ total: z.number(), rows: z.array(GapRow) }))
    .errors(errors()),
  /** From the order of an account (or its record here, where no order date is known) to the first proof that its client was told. */
  delay: oc
    .input(scope)
    .output(
      z.object({
        at: Instant,
        /** Accounts with both dates, those with a proof that is older than the order (told before), and those never told. */
        measured: z.number(),
        toldBefore: z.number(),
        neverTold: z.number(),
        /** Of those measured, ordered before their host had a version in force: their time counts days on which there was nothing to tell. */
        orderedBeforePolicy: z.number(),
        /** Hours; null while nothing is measured. An order date without an hour counts from the start of its day. */
        medianHours: z.number().nullable(),
        p90Hours: z.number().nullable(),
        maxHours: z.number().nullable(),
        buckets: z.array(z.object({ bucket: DelayBucket, accounts: z.number() })),
        slowest: z.array(AccountName.extend({ hours: z.number(), toldAt: Instant })),
      }),
    )
    .errors(errors()),
  /** A report to print or keep: per client, per host or of everything, as things stand or stood at the end of `on`. */
  report: oc
    .input(z.object({ scope: reportScope, on: CalendarDate.optional(), language: Language, format: z.enum(['pdf', 'csv', 'xlsx']) }))
    .output(eventIterator(streamOf(z.object({ fileRef: FileRef, accounts: z.number() }))))
    .errors(errors('client_not_found', 'host_not_found')),
  attachment: oc
    .input(z.object({ id: EvidenceId }))
    .output(z.object({ fileRef: FileRef }))
    .errors(errors('evidence_not_found')),
  /** Takes back what was noted, attached or decided by hand. It stays in the ledger, and so does this. */
  revoke: oc
    .input(z.object({ id: EvidenceId, reason: z.string().trim().min(1).max(1000) }))
    .output(EvidenceRow)
    .errors(errors('evidence_not_found', 'evidence_not_by_hand')),
};
