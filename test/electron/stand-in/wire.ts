import { z } from 'zod';

/** Between main and a utility process. Ids name the ports that go along. */
export const Wire = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message'), data: z.unknown().optional(), ports: z.array(z.number()) }),
  z.object({ type: z.literal('port'), id: z.number(), data: z.unknown().optional() }),
  z.object({ type: z.literal('port-close'), id: z.number() }),
]);
export type Wire = z.infer<typeof Wire>;
