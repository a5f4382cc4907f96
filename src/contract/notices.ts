import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { Instant, Language, Sha256, streamOf, Window } from './common.ts';
import { errors } from './errors.ts';
import { ClientId, ContactId, FileRef, VersionId } from './ids.ts';
import { MergeField } from './merge-fields.ts';

/** Someone who should get a notice of the version in force and has not. One entry per client and host. */
export const DueRow = z.object({
  clientId: ClientId,
  clientName: z.string(),
  contactId: ContactId.nullable(),
  email: z.string(),
  language: Language,
  versionId: VersionId,
  versionNumber: z.number(),
  hostName: z.string(),
  domains: z.array(z.string()),
  /** Merge fields that have no value; not empty = this notice cannot be issued. */
  missing: z.array(MergeField),
  /** Every address the client has is blocked after bounces or a complaint: this notice cannot be issued either. */
  suppressed: z.boolean(),
  /** Since when, where it is. */
  suppressedSince: Instant.optional(),
  /** Days since the oldest account concerned was recorded. */
  waitingDays: z.number(),
});
export type DueRow = z.infer<typeof DueRow>;

export const NoticePreview = z.object({
  clientId: ClientId,
  clientName: z.string(),
  language: Language,
  /** True when the client's own language had no sibling and another was taken. */
  fallback: z.boolean(),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  /** Over the canonical merged content that mail and PDF are both made from. */
  contentSha256: Sha256,
  missing: z.array(MergeField),
});
export type NoticePreview = z.infer<typeof NoticePreview>;

export const notices = {
  due: oc
    /** `only` narrows the rows and `total`; `ready` and `blocked` count everything the search finds. */
    .input(Window.extend({ search: z.string().max(200).default(''), only: z.enum(['ready', 'blocked']).optional() }))
    .output(z.object({ total: z.number(), ready: z.number(), blocked: z.number(), rows: z.array(DueRow) }))
    .errors(errors()),
  preview: oc
    .input(z.object({ clientId: ClientId, versionId: VersionId.optional(), language: Language.optional() }))
    .output(NoticePreview)
    .errors(errors('client_not_found', 'policy_not_published', 'version_not_found')),
  previewPdf: oc
    .input(z.object({ clientId: ClientId, versionId: VersionId.optional(), language: Language.optional() }))
    .output(z.object({ fileRef: FileRef, contentSha256: Sha256 }))
    .errors(errors('client_not_found', 'policy_not_published', 'version_not_found', 'notice_blocked')),
  /** Composes and queues: one message per person. Blocked clients are named and left due. Never twice for one version. */
  issue: oc
    .input(z.union([z.object({ allDue: z.literal(true) }), z.object({ clientIds: z.array(ClientId).min(1).max(1000) })]))
    .output(
      eventIterator(
        streamOf(
          z.object({
            issued: z.number(),
            alreadyIssued: z.number(),
            blocked: z.array(
              z.object({
                clientId: ClientId,
                clientName: z.string(),
                missing: z.array(MergeField),
                suppressed: z.boolean(),
                suppressedSince: Instant.optional(),
              }),
            ),
            secondsToSend: z.number(),
          }),
        ),
      ),
    )
    .errors(errors('sender_not_set', 'policy_not_published', 'client_not_found', 'disk_full')),
};
