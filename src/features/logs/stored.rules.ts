import { z } from 'zod';
import { type LogLine, LogMark } from '../../contract/logs.ts';
import { toIso } from '../../shared/dates.ts';
import { LOG_ABSENT, LOG_FILE_NOTES, LOG_GAPS, LOG_IDENTITIES, LOG_LIMITS, LOG_MEASURES, LOG_TRACES, type LogTraceSlot } from '../../shared/logs.ts';

/** What is stored of a log as JSON. Times are epoch seconds. */
export const StoredLine = z.object({ file: z.number(), line: z.number(), at: z.number(), text: z.string() });
export const StoredFiles = z.array(
  z.object({
    ...{ name: z.string(), bytes: z.number(), lines: z.number(), from: z.number().nullable(), to: z.number().nullable() },
    notes: z.array(z.object({ kind: z.enum(LOG_FILE_NOTES), other: z.string() })).default([]),
  }),
);
export const StoredGaps = z.array(z.object({ kind: z.enum(LOG_GAPS), from: z.number(), to: z.number() }));
export const LimitSlot = z.object({ start: z.number(), times: z.number(), firstAt: z.number(), lastAt: z.number() });
export const StoredLimits = z.array(
  z
    .object({
      kind: z.enum(LOG_LIMITS),
      account: z.string(),
      allowed: z.number().nullable(),
      counted: z.number().nullable(),
      times: z.number(),
      lastAt: z.number(),
      first: StoredLine,
      slots: z.array(LimitSlot).optional(),
    })
    // Logs that earlier versions read: when, and how often altogether.
    .transform(({ slots, ...limit }) => ({
      ...limit,
      slots: slots ?? [{ start: limit.first.at, times: limit.times, firstAt: limit.first.at, lastAt: limit.lastAt }],
    })),
);
export const StoredMarks = z.array(z.object({ kind: LogMark.shape.kind, account: z.string(), line: StoredLine }));
export const StoredAbsent = z.array(z.enum(LOG_ABSENT));
export const StoredUnattributed = z.object({ messages: z.number(), recipients: z.number(), examples: z.array(StoredLine) });
export const StoredCounts = z.record(z.enum(LOG_MEASURES), z.number());
export const StoredIdentities = z.record(z.enum(LOG_IDENTITIES), z.number());
export const StoredHours = z.array(z.object({ start: z.number(), uniqueRecipients: z.number() }));
/** Stretches of a trace as rows: a month of a busy account has thousands of them. */
export const StoredTraceSlots = z.array(
  z
    .tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number(), z.number()])
    .transform(([start, seconds, messages, recipients, failed, sources, fresh]) => ({ start, seconds, messages, recipients, failed, sources, fresh })),
);
/** Of logs that earlier versions read: whole hours, without which addresses were new. */
const StoredTraceHours = z.array(
  z
    .object({ start: z.number(), messages: z.number(), recipients: z.number(), failed: z.number(), sources: z.number() })
    .transform((hour) => ({ ...hour, seconds: 3600, fresh: 0 })),
);
export const StoredTraces = z.array(
  z
    .object({
      kind: z.enum(LOG_TRACES),
      value: z.string(),
      foreign: z.boolean(),
      messages: z.number(),
      recipients: z.number(),
      failed: z.number(),
      sources: z.number(),
      slots: StoredTraceSlots.optional(),
      hours: StoredTraceHours.default([]),
      first: StoredLine,
      lastAt: z.number(),
    })
    .transform(({ slots, hours, ...trace }) => ({
      ...trace,
      slots: slots ?? hours.map((hour, place) => ({ ...hour, fresh: place === 0 ? trace.sources : 0 })),
    })),
);

/** The rows of `StoredTraceSlots`. */
export function slotRows(slots: readonly LogTraceSlot[]): z.input<typeof StoredTraceSlots> {
  return slots.map(({ start, seconds, messages, recipients, failed, sources, fresh }) => [start, seconds, messages, recipients, failed, sources, fresh]);
}

export const StoredRefusals = z.array(z.object({ reply: z.number(), line: StoredLine }));
export const StoredTrend = z.array(z.number());
/** Reply, failed, deferred, and so on. */
export const StoredOutcomes = z.array(z.number());

/** An instant of epoch seconds for the contract. */
export function instant(seconds: number): string {
  return toIso(seconds * 1000);
}

/** The same, or null. */
export function instantOrNull(seconds: number | null): string | null {
  return seconds === null ? null : instant(seconds);
}

/** A place in a log for the contract. `files`: names by place. */
export function lineView({ file, line, at, text }: z.infer<typeof StoredLine>, files: readonly { readonly name: string }[]): z.input<typeof LogLine> {
  return { file: files[file]?.name ?? '', line, at: instant(at), text };
}

/** A trace for the contract. */
export function traceView(
  { kind, value, foreign, messages, recipients, failed, sources, first, lastAt }: Omit<z.infer<typeof StoredTraces>[number], 'slots'>,
  files: readonly { readonly name: string }[],
) {
  return { kind, value, foreign, messages, recipients, failed, sources, first: lineView(first, files), lastAt: instant(lastAt) };
}
