import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { Instant, Language, streamOf, Window } from './common.ts';
import { errors } from './errors.ts';
import { EvidenceRow, NoteKind, Rung } from './evidence.ts';
import { AccountId, ClientId, EvidenceId, FileRef, HostId, NoticeId, PackId, ReplyId, VersionId } from './ids.ts';

/**
 * What a mail that came in is. `acknowledged`: token and phrase in what its writer wrote himself. `to_read`: it answers a notice, but whether it
 * acknowledges a person has to decide. `auto_reply`, `bounce`, `delivery_report`: never an acknowledgement.
 * `unrelated`: answers no notice of ours; nothing of it is kept.
 */
export const ReplyVerdict = z.enum(['acknowledged', 'to_read', 'declined', 'auto_reply', 'bounce', 'complaint', 'delivery_report', 'unrelated']);
export type ReplyVerdict = z.infer<typeof ReplyVerdict>;

/** Why the verdict is what it is. */
export const ReplyReason = z.enum([
  'token_and_phrase',
  'phrase_in_thread',
  'no_phrase',
  'negated',
  'only_quoted',
  'token_unknown',
  'notice_withdrawn',
  'practice_notice',
  'auto_submitted',
  'delivery_status',
  'complained',
  'backscatter',
  'decided_by_hand',
  'no_trace',
  'for_case',
  'already_known',
  'unreadable',
]);

export type ReplyReason = z.infer<typeof ReplyReason>;

export const ReplyRow = z.object({
  id: ReplyId,
  /** The date the mail gives itself, and when it was read here. */
  writtenAt: Instant.nullable(),
  readAt: Instant,
  from: z.object({ name: z.string(), address: z.string() }),
  subject: z.string(),
  verdict: ReplyVerdict,
  reason: ReplyReason,
  /** The address is none of the client's contacts. */
  otherAddress: z.boolean(),
  noticeId: NoticeId,
  clientId: ClientId,
  clientName: z.string(),
  hostName: z.string(),
  versionNumber: z.number(),
  /** The first words its writer wrote himself. */
  excerpt: z.string(),
  source: z.enum(['file', 'imap']),
  decidedBy: z.string(),
});
export type ReplyRow = z.infer<typeof ReplyRow>;

/** What reading mails came to. `unrelated` ones are counted, not kept. */
export const ReadResult = z.object({
  mails: z.number(),
  verdicts: z.record(ReplyVerdict, z.number()),
  /** Of the unrelated ones: how many answer, or may answer, the letter of a case, and are kept there. */
  forCase: z.number(),
  already: z.number(),
  /** Files that are no mail, by name. */
  unreadable: z.array(z.string()),
  rows: z.array(ReplyRow),
});
export type ReadResult = z.infer<typeof ReadResult>;

const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[^\p{Cc}]*$/u);

/** Where replies arrive. Only read: nothing is moved, deleted or marked. */
export const ImapSettings = z.object({
  host: line(253),
  port: z.number().int().min(1).max(65535),
  security: z.enum(['tls', 'starttls', 'none']),
  user: line(254),
  folder: line(300),
  /** Looks by itself every so many minutes; null = only when asked. */
  everyMinutes: z.number().int().min(1).max(1440).nullable(),
});
export type ImapSettings = z.infer<typeof ImapSettings>;

export const ReplyMailbox = ImapSettings.extend({
  password: z.enum(['not_set', 'set', 'stored_by_other_shell']),
  lastReadAt: Instant.nullable(),
  lastError: z.object({ code: z.string(), at: Instant, detail: z.string() }).nullable(),
});
export type ReplyMailbox = z.infer<typeof ReplyMailbox>;

const imapErrors = [
  'imap_not_set',
  'imap_unreachable',
  'imap_timeout',
  'imap_tls_failed',
  'imap_auth_failed',
  'imap_folder_missing',
  'secret_store_unavailable',
] as const;

const NoteWords = z.string().trim().max(4000);

const manualErrors = [
  'client_not_found',
  'account_not_found',
  'version_not_found',
  'date_in_future',
  'date_before_version',
  'file_not_found',
  'file_incomplete',
] as const;

/** By hand: which version, when, and how it is known. Without a notice the accounts are named. */
const manual = z.object({
  clientId: ClientId,
  versionId: VersionId,
  accountIds: z.array(AccountId).min(1).max(1000),
  happenedAt: Instant,
  note: NoteWords.default(''),
  attachment: FileRef.optional(),
});

/** What a heading of a table of ticks can name. `tickedAt` = when the box was ticked; `orderedAt` = any other date, which says nothing about a box. */
export const TickField = z.enum(['number', 'email', 'domain', 'tickedAt', 'orderedAt', 'ticked', 'ip', 'version']);
export type TickField = z.infer<typeof TickField>;

/** One row of a table of ticks: what it says and what becomes of it. */
export const TickRow = z.object({
  line: z.number(),
  verdict: z.enum(['add', 'already', 'reject']),
  reason: z
    .enum(['client_unknown', 'account_unknown', 'other_pack', 'date_missing', 'date_wrong', 'date_in_future', 'version_unknown', 'not_ticked', 'ambiguous'])
    .nullable(),
  text: z.string(),
  clientName: z.string(),
  /** For `other_pack`: the pack the client or his domain is in, or several, with commas; else empty. */
  packName: z.string(),
  domain: z.string(),
  tickedAt: Instant.nullable(),
});
export type TickRow = z.infer<typeof TickRow>;

const ticks = z.object({
  fileRef: FileRef,
  packId: PackId,
  /** The version that stood beside the tick, for rows that name none. */
  versionId: VersionId,
  /** The user's word that every row is a client who ticked the box. Without it a table in which no column says so records nothing. */
  everyRowTicked: z.boolean().default(false),
});
const TickResult = z.object({
  add: z.number(),
  already: z.number(),
  reject: z.number(),
  rows: z.array(TickRow),
  /** Which heading was taken for what. */
  columns: z.array(z.object({ field: TickField, heading: z.string() })),
  /** Whether a column says that the box was ticked: a mark, or a date of ticking. */
  tickColumn: z.boolean(),
});

const tickErrors = [
  'file_not_found',
  'file_incomplete',
  'file_empty',
  'file_binary',
  'pack_not_found',
  'version_not_found',
  'ticks_columns_missing',
  'spreadsheet_unreadable',
  'spreadsheet_too_large',
  'spreadsheet_encrypted',
] as const;

export const acknowledgements = {
  /** Per host and account: what was acknowledged last, and what stands now ("acknowledged v3, current v4"). */
  ofClient: oc
    .input(z.object({ clientId: ClientId }))
    .output(
      z.array(
        z.object({
          hostId: HostId,
          hostName: z.string(),
          current: z.object({ versionId: VersionId, number: z.number() }).nullable(),
          /** The newest material version up to the current one: acknowledging it or a later one is enough. */
          round: z.number().nullable(),
          accounts: z.array(
            z.object({
              accountId: AccountId,
              mainDomain: z.string(),
              state: z.enum(['current', 'older', 'none']),
              acknowledged: z.object({ versionNumber: z.number(), rung: Rung, at: Instant }).nullable(),
            }),
          ),
          /** What the client may reply with, of his newest notice. */
          token: z.string().nullable(),
        }),
      ),
    )
    .errors(errors('client_not_found')),
  /** Mails that answered a notice, newest first. `to_read` wait for a decision. */
  replies: oc
    .input(Window.extend({ verdicts: z.array(ReplyVerdict).default([]), search: z.string().max(200).default(''), clientId: ClientId.optional() }))
    .output(z.object({ total: z.number(), toRead: z.number(), rows: z.array(ReplyRow) }))
    .errors(errors()),
  reply: oc
    .input(z.object({ id: ReplyId }))
    /**
     * `evidenceId` = the proof a person's decision made, while nobody took it back; null for what was recognised by itself.
     * `practised` = the notice it answers was sent to nobody: it can acknowledge nothing.
     */
    .output(ReplyRow.extend({ text: z.string(), html: z.string(), ownWords: z.string(), evidenceId: EvidenceId.nullable(), practised: z.boolean() }))
    .errors(errors('reply_not_found')),
  /** The mail as it came. */
  replyFile: oc
    .input(z.object({ id: ReplyId }))
    .output(z.object({ fileRef: FileRef }))
    .errors(errors('reply_not_found')),
  /** A person says whether a reply acknowledges. */
  decide: oc
    .input(z.object({ id: ReplyId, acknowledges: z.boolean(), note: z.string().trim().max(1000).default('') }))
    .output(ReplyRow)
    .errors(errors('reply_not_found', 'reply_not_decidable', 'reply_practised')),
  /** Reads dropped .eml and .mbox files. The same mail twice is counted once. */
  readFiles: oc
    .input(z.object({ fileRefs: z.array(FileRef).min(1).max(500) }))
    .output(eventIterator(streamOf(ReadResult)))
    .errors(errors('file_not_found', 'file_incomplete')),
  mailbox: oc.input(z.object({})).output(ReplyMailbox).errors(errors()),
  setMailbox: oc.input(ImapSettings.partial()).output(ReplyMailbox).errors(errors('imap_not_set')),
  /** Stores the password; it is never returned. Null forgets it. */
  setMailboxPassword: oc
    .input(z.object({ password: z.string().min(1).max(500).nullable() }))
    .output(ReplyMailbox)
    .errors(errors('secret_store_unavailable')),
  testMailbox: oc
    .input(z.object({}))
    .output(z.object({ greeting: z.string(), tls: z.string().nullable(), folders: z.array(z.string()), messages: z.number() }))
    .errors(errors(...imapErrors)),
  /** Reads what is new in the folder since the last time. */
  fetch: oc
    .input(z.object({}))
    .output(eventIterator(streamOf(ReadResult)))
    .errors(errors(...imapErrors)),
  /** A call, a letter, a draft sent by hand: the reseller's word, labelled as such. It is in words, and not older than the version. */
  note: oc
    .input(manual.extend({ kind: NoteKind, note: NoteWords.min(1) }))
    .output(EvidenceRow)
    .errors(errors(...manualErrors)),
  /** The signed notice, as a file. */
  signed: oc
    .input(manual.extend({ attachment: FileRef }))
    .output(EvidenceRow)
    .errors(errors(...manualErrors, 'attachment_not_a_document', 'attachment_damaged')),
  /** What importing a table of ticks at order would do. Columns are recognised by their headings in the three languages. */
  previewTicks: oc
    .input(ticks)
    .output(TickResult)
    .errors(errors(...tickErrors)),
  importTicks: oc
    .input(ticks)
    .output(eventIterator(streamOf(TickResult)))
    .errors(errors(...tickErrors)),
  /** The phrases and tokens a reply is recognised by, per language, to show and to test. */
  phrases: oc
    .input(z.object({}))
    .output(z.array(z.object({ language: Language, phrase: z.string() })))
    .errors(errors()),
};
