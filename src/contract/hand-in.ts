import { z } from 'zod';
import { CalendarDate } from './common.ts';
import { Channel, ChannelPurpose } from './rule-pack.ts';

/** How a letter was handed in. */
export const Handover = z.object({
  on: CalendarDate,
  channel: z.enum(['ticket', 'assistance', 'form', 'email', 'phone', 'other']),
  /** Number of the ticket, as the host gave it; empty = none. */
  ticket: z.string().trim().max(200).default(''),
});
export type Handover = z.infer<typeof Handover>;

/** By what way the host's rules in force say that it is asked. `purpose` = what they name it for: its own, or questions of any kind. */
export const HandInWay = z.object({
  purpose: ChannelPurpose,
  /** As `give` takes it. */
  channel: Handover.shape.channel,
  /** What the host's rules call it. */
  named: Channel.exclude(['ask']),
  /** Link or address; empty = none is known. */
  address: z.string(),
  source: z.string(),
  readOn: CalendarDate.nullable(),
});
export type HandInWay = z.infer<typeof HandInWay>;
