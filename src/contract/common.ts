import { z } from 'zod';
import { LANGUAGES } from '../shared/language.ts';

export const Language = z.enum(LANGUAGES);

/** An instant: ISO 8601, UTC. */
export const Instant = z.iso.datetime();

/** A calendar date without a time zone: YYYY-MM-DD. */
export const CalendarDate = z.iso.date();

/** A day that something is planned for: no later than can be reckoned with, so that a year mistyped is refused. */
export const PlannableDate = CalendarDate.refine((day) => day <= '2100-12-31');

/** SHA-256 in lower-case hexadecimal. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A window of a long list. */
export const Window = z.object({
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(500).default(100),
});

/** Progress of long work: `done` of `total` units of `phase` (a translation key under `phase`). `total` 0 = not known yet. */
export const Progress = z.object({
  kind: z.literal('progress'),
  phase: z.string(),
  done: z.number().int().min(0),
  total: z.number().int().min(0),
});
export type Progress = z.infer<typeof Progress>;

/** What a streamed operation yields: any number of `progress`, then one `done` that carries the result. */
export function streamOf<T extends z.ZodType>(result: T) {
  return z.discriminatedUnion('kind', [Progress, z.object({ kind: z.literal('done'), result })]);
}
