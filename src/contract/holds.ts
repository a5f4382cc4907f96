import { z } from 'zod';
import { CalendarDate, Instant, PlannableDate } from './common.ts';
import { ClientId, HoldId, HostId } from './ids.ts';

/** A pause of everybody, a host or a client, or an exception: one client, with reason and end. Ended ones stay in the list. */
export const Hold = z.object({
  id: HoldId,
  kind: z.enum(['pause', 'exception']),
  scope: z.enum(['all', 'host', 'client']),
  hostId: HostId.nullable(),
  clientId: ClientId.nullable(),
  name: z.string(),
  reason: z.string(),
  author: z.string(),
  madeAt: Instant,
  /** Last day of it; null = until it is ended by hand. */
  untilOn: CalendarDate.nullable(),
  ended: z.object({ at: Instant, author: z.string() }).nullable(),
  active: z.boolean(),
});
export type Hold = z.infer<typeof Hold>;

const Reason = z.string().trim().min(1).max(1000);
const paused = { kind: z.literal('pause'), reason: Reason.optional(), untilOn: PlannableDate.nullable().default(null) } as const;
/** Whom to leave in peace, and until when. */
export const HoldInput = z.discriminatedUnion('kind', [
  z.discriminatedUnion('scope', [
    z.object({ ...paused, scope: z.literal('all') }),
    z.object({ ...paused, scope: z.literal('host'), hostId: HostId }),
    z.object({ ...paused, scope: z.literal('client'), clientId: ClientId }),
  ]),
  /** Of one host, or of all hosts of the client. */
  z.object({ kind: z.literal('exception'), scope: z.literal('client'), clientId: ClientId, hostId: HostId.optional(), reason: Reason, untilOn: PlannableDate }),
]);
