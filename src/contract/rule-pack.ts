import { z } from 'zod';
import { CalendarDate } from './common.ts';

/**
 * A value of a host's rules. `unknown` prints as "ask your host", never as a number.
 * `source` says where it was read (a page, a clause, or a rule id of the source documents such as "000-16"), `readOn` when.
 */
function dated<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('state', [
    z.object({ state: z.literal('known'), value, source: z.string(), readOn: CalendarDate.nullable() }),
    z.object({ state: z.literal('unknown') }),
  ]);
}

/** At most `count` in `seconds`; `contractual` false for an example the host gives without binding itself. */
export const Rate = z.object({ count: z.number().int().positive(), seconds: z.number().int().positive(), contractual: z.boolean() });
export type Rate = z.infer<typeof Rate>;

export const BulkPolicy = z.enum(['forbidden', 'tolerated_small', 'not_intended', 'service_mail_only', 'whitelist_only', 'ask']);
export const Channel = z.enum(['client_area_ticket', 'client_area', 'assistance_button', 'support', 'ask']);
export const SuspensionScope = z.enum(['script', 'ip', 'account', 'pack', 'reseller_pack', 'port_25', 'recipient']);
export const Trigger = z.enum(['failures', 'deferrals', 'bounces', 'spike', 'complaints', 'script', 'bulk', 'deliverability']);

/** The host's sending rules as dated data. */
export const RulePack = z.object({
  country: z.string().length(2).nullable(),
  accountKind: dated(z.enum(['shared', 'platform', 'vps'])),
  termsUrl: z.string().nullable(),
  bulkPolicy: dated(BulkPolicy),
  /** Largest mailing still tolerated, in recipients. */
  smallMailingMax: dated(z.number().int().positive()),
  /** To + Cc + Bcc of one message. */
  maxRecipientsPerMessage: dated(z.number().int().positive()),
  perHour: dated(z.number().int().positive()),
  perDay: dated(z.number().int().positive()),
  pacing: dated(Rate),
  /** Share of failed messages the host accepts, in percent. */
  maxFailurePercent: dated(z.number().min(0).max(100)),
  fromMustMatchDomain: dated(z.boolean()),
  unsubscribe: dated(z.enum(['possible', 'simple', 'without_login'])),
  consent: dated(z.enum(['registered', 'explicit', 'double_opt_in_preferred', 'documented'])),
  whitelist: dated(z.object({ possible: z.boolean(), kvmOnly: z.boolean() })),
  triggers: dated(z.array(Trigger)),
  suspension: dated(z.object({ scopes: z.array(SuspensionScope), withoutNotice: z.boolean() })),
  /** Days during which a recipient that failed for good is refused. */
  recipientBlockDays: dated(z.number().int().positive()),
  channel: dated(Channel),
  delistByHost: dated(z.boolean()),
});
export type RulePack = z.infer<typeof RulePack>;
export type Dated<T> = { readonly state: 'known'; readonly value: T; readonly source: string; readonly readOn: string | null } | { readonly state: 'unknown' };
