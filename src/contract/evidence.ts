import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { Instant, Language, Sha256, streamOf, Window } from './common.ts';
import { errors } from './errors.ts';
import { ClientId, EvidenceId, FileRef, HostId, NoticeId, OutboxId, PackId, VersionId } from './ids.ts';
import { Transport } from './outbox.ts';

/** The ladder, weakest first. `practised` proves nothing to anybody outside and never counts as told. */
export const Rung = z.enum(['practised', 'prepared', 'handed_to_smtp', 'accepted_by_server', 'no_bounce_72h', 'replied', 'signed']);
export type Rung = z.infer<typeof Rung>;

export const EvidenceRow = z.object({
  id: EvidenceId,
  noticeId: NoticeId,
  outboxId: OutboxId,
  clientId: ClientId,
  clientName: z.string(),
  hostName: z.string(),
  domains: z.array(z.string()),
  versionId: VersionId,
  versionNumber: z.number(),
  versionSha256: Sha256,
  contentSha256: Sha256,
  language: Language,
  to: z.string(),
  transport: Transport,
  rung: Rung,
  /** When it happened, and when it was written down. */
  happenedAt: Instant,
  recordedAt: Instant,
  messageId: z.string(),
  serverReply: z.string(),
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

export const evidence = {
  coverage: oc
    .input(z.object({ hostId: HostId.optional(), packId: PackId.optional() }))
    .output(Coverage)
    .errors(errors()),
  list: oc
    .input(Window.extend({ clientId: ClientId.optional(), search: z.string().max(200).default(''), rungs: z.array(Rung).default([]) }))
    .output(z.object({ total: z.number(), rows: z.array(EvidenceRow) }))
    .errors(errors('client_not_found')),
  /** One client's proof as a ZIP: readable index in `language`, PDFs, .eml files, JSON of everything. */
  export: oc
    .input(z.object({ clientId: ClientId, language: Language }))
    .output(eventIterator(streamOf(z.object({ fileRef: FileRef, notices: z.number() }))))
    .errors(errors('client_not_found', 'evidence_not_found', 'disk_full')),
};
