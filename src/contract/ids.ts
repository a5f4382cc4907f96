import { z } from 'zod';

const id = z.uuid();

export const HostId = id.brand<'HostId'>();
export const PackId = id.brand<'PackId'>();
export const ClientId = id.brand<'ClientId'>();
export const ContactId = id.brand<'ContactId'>();
export const AccountId = id.brand<'AccountId'>();
export const BatchId = id.brand<'BatchId'>();
export const PreviewId = id.brand<'PreviewId'>();
export const VersionId = id.brand<'VersionId'>();
export const NoticeId = id.brand<'NoticeId'>();
export const OutboxId = id.brand<'OutboxId'>();
export const EvidenceId = id.brand<'EvidenceId'>();
export const ReplyId = id.brand<'ReplyId'>();
export const BounceId = id.brand<'BounceId'>();
export const SuppressionId = id.brand<'SuppressionId'>();
export const HoldId = id.brand<'HoldId'>();
export const OnceId = id.brand<'OnceId'>();
export const FileRef = id.brand<'FileRef'>();

export type HostId = z.infer<typeof HostId>;
export type PackId = z.infer<typeof PackId>;
export type ClientId = z.infer<typeof ClientId>;
export type ContactId = z.infer<typeof ContactId>;
export type AccountId = z.infer<typeof AccountId>;
export type BatchId = z.infer<typeof BatchId>;
export type PreviewId = z.infer<typeof PreviewId>;
export type VersionId = z.infer<typeof VersionId>;
export type NoticeId = z.infer<typeof NoticeId>;
export type OutboxId = z.infer<typeof OutboxId>;
export type EvidenceId = z.infer<typeof EvidenceId>;
export type ReplyId = z.infer<typeof ReplyId>;
export type BounceId = z.infer<typeof BounceId>;
export type SuppressionId = z.infer<typeof SuppressionId>;
export type HoldId = z.infer<typeof HoldId>;
export type OnceId = z.infer<typeof OnceId>;
export type FileRef = z.infer<typeof FileRef>;
