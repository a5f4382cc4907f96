import { z } from 'zod';
import { CalendarDate, Instant } from './common.ts';
import { ClientId } from './ids.ts';

/** Why nothing is planned, beside pauses and exceptions. */
export const StopReason = z.enum(['no_account', 'address_blocked', 'no_address', 'notice_first', 'never_told', 'no_text', 'rule_never', 'missing_field']);
export type StopReason = z.infer<typeof StopReason>;

/** What waits for an answer because too much is late at once. */
export const CatchUp = z.object({
  asks: z.boolean(),
  late: z.number(),
  askAbove: z.number(),
  oldestDueOn: CalendarDate.nullable(),
  /** When reminders were last worked on before; null = never. */
  awaySince: Instant.nullable(),
  /** Given by an answer: so many late ones a day, until none is left. */
  perDay: z.number().nullable(),
});
export type CatchUp = z.infer<typeof CatchUp>;

export const RunResult = z.object({
  at: Instant,
  queued: z.number(),
  /** Due and left alone: waiting for an answer, held by pauses and exceptions, stopped; by reason. */
  asks: z.number(),
  paused: z.number(),
  excepted: z.number(),
  stopped: z.partialRecord(StopReason, z.number()),
  /** Clients whose reminder could not be composed, and what is missing. */
  blocked: z.array(z.object({ clientId: ClientId, clientName: z.string(), missing: z.array(z.string()) })),
});
export type RunResult = z.infer<typeof RunResult>;

export const CalendarDay = z.object({
  on: CalendarDate,
  /** Reminders planned, and notices that wait in the outbox for that day. */
  reminders: z.number(),
  notices: z.number(),
  /** How many messages may leave that day by the tightest of the limits that apply, and whose it is; null = nothing limits a day. */
  capacity: z.number().nullable(),
  capacityOwner: z.enum(['host', 'own']).nullable(),
  over: z.boolean(),
  off: z.enum(['weekend', 'holiday']).nullable(),
  /** Name of the holiday in its own language; empty for a day of one's own. */
  holiday: z.string(),
});
export type CalendarDay = z.infer<typeof CalendarDay>;
