import { z } from 'zod';
import { CalendarDate } from './common.ts';
import { MailService } from './recipients.ts';

/**
 * What happened: an address or a domain is on a block list; a client or the whole pack was suspended; the host blocked a script, an address or an account; the way out
 * for mail (port 25) was closed; one recipient is written to no more.
 */
export const IncidentKind = z.enum(['listing', 'suspension', 'blocked_object', 'port_25', 'recipient']);
export type IncidentKind = z.infer<typeof IncidentKind>;

const Short = z.string().trim().max(300);
const Told = z.string().trim().max(5000);

/** What the case is about; an empty text = not known. */
export const IncidentSubject = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('listing'),
    listed: Short.min(1),
    list: Short.min(1),
    reference: Short.default(''),
    holder: z.enum(['host', 'reseller', 'unknown']).default('unknown'),
  }),
  z.object({
    kind: z.literal('suspension'),
    scope: z.enum(['account', 'pack']),
    /** Everything of it, its sites too, or only the mail it sends: another thing is asked of the host. */
    stopped: z.enum(['hosting', 'mail']).default('hosting'),
    /** Account, as the host or the panel names it; empty = not known, or it is the pack. */
    name: Short.default(''),
    reason: Told.default(''),
  }),
  z.object({ kind: z.literal('blocked_object'), object: z.enum(['script', 'ip', 'account']), name: Short.default(''), reason: Told.default('') }),
  z.object({ kind: z.literal('port_25'), server: Short.default(''), reason: Told.default('') }),
  z.object({
    kind: z.literal('recipient'),
    address: z.email(),
    /** Who wrote to it (name and role), and when the last mail left: the host asks for both. */
    writer: Short.default(''),
    lastMailOn: CalendarDate.nullable().default(null),
    answer: Told.default(''),
    /** Whose address it is: the host asks which family receives nothing. */
    family: Short.default(''),
    /** Address that was written from. */
    sender: z.union([z.literal(''), z.email()]).default(''),
    /** The address it was meant to be; empty = it is right, or nobody looked. */
    corrected: z.union([z.literal(''), z.email()]).default(''),
    /** Where he reads his mail; null = as his address says. */
    service: MailService.nullable().default(null),
  }),
]);
export type IncidentSubject = z.infer<typeof IncidentSubject>;
