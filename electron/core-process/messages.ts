import { z } from 'zod';

/** What the core process is started with, as its one argument. */
export const CoreOptions = z.object({ dataFolder: z.string() });
export type CoreOptions = z.infer<typeof CoreOptions>;

/** From main to the core process. `page` carries one message port: the line of a page. */
export const ToCore = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('page') }),
  z.object({ kind: z.literal('drain') }),
  z.object({
    kind: z.literal('secret'),
    id: z.number(),
    /** Null: the system's key store refused or is not there. */
    answer: z.object({ value: z.string(), resealed: z.string().nullable() }).nullable(),
  }),
]);
export type ToCore = z.infer<typeof ToCore>;

/** From the core process to main. `value` of `secret` is the plain text to seal, or the sealed text to open. */
export const FromCore = z.discriminatedUnion('kind', [
  /** A declared error, and for the log what was thrown. */
  z.object({ kind: z.literal('failed'), code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])), cause: z.string() }),
  z.object({ kind: z.literal('appearance'), language: z.enum(['en', 'fr', 'ru']).nullable(), theme: z.enum(['system', 'light', 'dark']) }),
  /** How many alerts nobody has seen, and what is to be told of those that are new; `path` = where the page shows it. */
  z.object({
    kind: z.literal('alerts'),
    unseen: z.number(),
    notice: z.object({ title: z.string(), body: z.string(), path: z.string() }).nullable(),
  }),
  z.object({ kind: z.literal('secret'), id: z.number(), verb: z.enum(['seal', 'open']), value: z.string() }),
]);
export type FromCore = z.infer<typeof FromCore>;
