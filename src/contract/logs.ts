import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { LOG_ABSENT, LOG_FILE_NOTES, LOG_FORMATS, LOG_GAPS, LOG_IDENTITIES, LOG_LIMITS, LOG_MEASURES, LOG_TRACES } from '../shared/logs.ts';
import { BounceClass, BounceTarget } from './bounces.ts';
import { Instant, streamOf, Window } from './common.ts';
import { ASKING_PANELS, type ErrorCode, errors } from './errors.ts';
import { ClientId, FileRef, HostedId, LogId, PackId } from './ids.ts';

export const LogFormat = z.enum(LOG_FORMATS);
/** As `LOG_MEASURES` defines them. */
export const LogCounts = z.record(z.enum(LOG_MEASURES), z.number());

/** Why files cannot be read as a log. After all but `log_unreadable` and `log_empty` they are still there for another try. */
const NO_LOGS = [
  'log_not_recognised',
  'log_unreadable',
  'log_empty',
  'log_other_format',
  'log_formats_mixed',
  'log_not_understood',
] as const satisfies readonly ErrorCode[];

/** A place in a log that was read; the name before the @ of recipients and subjects are left out of `text`. */
export const LogLine = z.object({ file: z.string(), line: z.number(), at: Instant, text: z.string() });

export const LogSummary = z.object({
  id: LogId,
  packId: PackId.nullable(),
  packName: z.string(),
  format: LogFormat,
  files: z.array(
    z.object({
      ...{ name: z.string(), bytes: z.number(), lines: z.number(), from: Instant.nullable(), to: Instant.nullable() },
      notes: z.array(z.object({ kind: z.enum(LOG_FILE_NOTES), other: z.string() })),
    }),
  ),
  lines: z.number(),
  skipped: z.number(),
  from: Instant.nullable(),
  to: Instant.nullable(),
  zone: z.string(),
  accounts: z.number(),
  gaps: z.array(z.object({ kind: z.enum(LOG_GAPS), from: Instant, to: Instant })),
  absent: z.array(z.enum(LOG_ABSENT)),
  unattributed: z.object({ messages: z.number(), recipients: z.number(), examples: z.array(LogLine) }),
  author: z.string(),
  readAt: Instant,
});
export type LogSummary = z.infer<typeof LogSummary>;

/** An account of a log, and the one of ours that it was recognised as. `hostedId` null = nobody knows it here. */
export const LogAccountRow = z.object({
  account: z.string(),
  domain: z.string(),
  hostedId: HostedId.nullable(),
  clientId: ClientId.nullable(),
  clientName: z.string(),
  counts: LogCounts,
  uniqueRecipients: z.number(),
  /** Failed of those that were decided, 0…1; null = none was. */
  failedShare: z.number().nullable(),
  peak: z.object({ at: Instant, recipients: z.number() }).nullable(),
  /** Recipients in equal parts of the log, oldest first. */
  trend: z.array(z.number()),
});
export type LogAccountRow = z.infer<typeof LogAccountRow>;

/** `hour` starts. */
export const LogHour = z.object({ hour: Instant, counts: LogCounts, uniqueRecipients: z.number().nullable() });

export const LogTrace = z.object({
  kind: z.enum(LOG_TRACES),
  value: z.string(),
  foreign: z.boolean(),
  messages: z.number(),
  recipients: z.number(),
  failed: z.number(),
  sources: z.number(),
  first: LogLine,
  lastAt: Instant,
});
export type LogTrace = z.infer<typeof LogTrace>;

/** Something on the axis of time that a person should see: the first refusal for what was sent or for the address of the server, a limit, a suspension. */
export const LogMark = z.object({
  kind: z.enum(['first_block', 'first_content', 'limit', 'suspended', 'held', 'login_blocked']),
  account: z.string(),
  line: LogLine,
});
export type LogMark = z.infer<typeof LogMark>;

export const Refusal = z.object({
  class: BounceClass,
  target: BounceTarget,
  text: z.string(),
  failed: z.number(),
  deferred: z.number(),
  lines: z.array(LogLine),
});

export const logs = {
  /** Reads log files, or tables of delivery events of a panel, and keeps what they say by account and quarter of an hour. The files themselves are not kept. */
  scan: oc
    .input(
      z.object({
        files: z.array(FileRef).min(1).max(200),
        packId: PackId.nullable().default(null),
        format: z.enum(['auto', 'exim', 'postfix', 'events']).default('auto'),
        /** IANA zone of stamps without one; left out = the one of the pack, else this machine's. */
        zone: z.string().optional(),
        /** Year of the first line, for stamps without one. */
        year: z.number().int().min(1990).max(2100).optional(),
      }),
    )
    .output(eventIterator(streamOf(LogSummary)))
    .errors(errors('file_not_found', 'file_incomplete', 'pack_not_found', ...NO_LOGS, 'time_zone_unknown')),
  /** Reads delivery events from the panel of a pack, as far as it gives them message by message. */
  fetch: oc
    .input(z.object({ packId: PackId, from: Instant, to: Instant }))
    .output(eventIterator(streamOf(LogSummary)))
    .errors(errors(...ASKING_PANELS, 'panel_not_published')),
  list: oc
    .input(z.object({ packId: PackId.optional() }))
    .output(z.array(LogSummary))
    .errors(errors()),
  get: oc
    .input(z.object({ id: LogId }))
    .output(LogSummary)
    .errors(errors('log_not_found')),
  accounts: oc
    .input(
      Window.extend({
        id: LogId,
        search: z.string().max(200).default(''),
        sort: z.enum(['account', 'messages', 'recipients', 'delivered', 'failed', 'failed_share', 'deferred', 'bounces', 'peak']).default('recipients'),
        descending: z.boolean().default(true),
      }),
    )
    .output(z.object({ total: z.number(), rows: z.array(LogAccountRow) }))
    .errors(errors('log_not_found')),
  /** All accounts together, quarter by quarter, and what should be seen on the axis. */
  timeline: oc
    .input(z.object({ id: LogId }))
    .output(
      z.object({
        quarters: z.array(z.object({ at: Instant, recipients: z.number(), delivered: z.number(), failed: z.number(), deferred: z.number() })),
        marks: z.array(LogMark),
      }),
    )
    .errors(errors('log_not_found')),
  account: oc
    .input(z.object({ id: LogId, account: z.string().max(300) }))
    .output(
      z.object({
        row: LogAccountRow,
        identities: z.record(z.enum(LOG_IDENTITIES), z.number()),
        hours: z.array(LogHour),
        traces: z.array(LogTrace),
        refusals: z.array(Refusal),
        limits: z.array(
          z.object({
            kind: z.enum(LOG_LIMITS),
            allowed: z.number().nullable(),
            counted: z.number().nullable(),
            times: z.number(),
            lastAt: Instant,
            first: LogLine,
          }),
        ),
      }),
    )
    .errors(errors('log_not_found')),
  remove: oc
    .input(z.object({ id: LogId }))
    .output(z.object({}))
    .errors(errors('log_not_found')),
};
