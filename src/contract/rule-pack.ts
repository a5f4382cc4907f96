import { z } from 'zod';
import { CalendarDate } from './common.ts';

const source = z.string().trim().min(1).max(500);

/**
 * A value of a host's rules. `unknown` prints as "ask your host", never as a number.
 * `source` says where it was read (a page, a clause, or a rule id of the source documents such as "000-16"), `readOn` when.
 */
function dated<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('state', [
    z.object({ state: z.literal('known'), value, source, readOn: CalendarDate.nullable() }),
    z.object({ state: z.literal('unknown') }),
  ]);
}

const count = z.number().int().positive().max(1_000_000_000);
const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}]*$/u);

/** Id of a rule of the source documents, such as "000-16". */
export const RuleId = z.string().regex(/^00\d-\d\d$/);

/** At most `count` in `seconds`; `contractual` false for an example the host gives without binding itself. */
export const Rate = z.object({ count, seconds: count, contractual: z.boolean() });
export type Rate = z.infer<typeof Rate>;

/** What a limit counts, whose sending it adds up, and in what window. One message to three people is one message and three recipients. */
export const Limit = Rate.extend({
  counts: z.enum(['messages', 'recipients', 'failures']),
  scope: z.enum(['mailbox', 'domain', 'account', 'script', 'pack', 'ip']),
});
export type Limit = z.infer<typeof Limit>;

/** What the host lets his customers do with mass mailing; `ask` = he wants to be asked in each case. */
export const BulkPolicy = z.enum(['forbidden', 'tolerated_small', 'not_intended', 'allowed_paced', 'service_mail_only', 'whitelist_only', 'allowed', 'ask']);
/** By what way the host is reached. */
export const Channel = z.enum(['client_area_ticket', 'client_area', 'assistance_button', 'support', 'email', 'phone', 'form', 'ask']);
/** For what the host is reached. */
export const ChannelPurpose = z.enum(['unblock', 'delist', 'whitelist', 'recipient', 'questions', 'abuse']);
/** What a host stops. */
export const SuspensionScope = z.enum(['script', 'ip', 'account', 'pack', 'reseller_pack', 'port_25', 'recipient']);
/** Signs that make a host act. */
export const Trigger = z.enum(['failures', 'deferrals', 'bounces', 'spike', 'complaints', 'script', 'bulk', 'deliverability']);
/** Kinds of server a host admits to his white list. */
export const ServerKind = z.enum(['shared', 'platform', 'vps', 'kvm', 'dedicated']);
/** What a host wants to see before he admits somebody to his white list. */
export const WhitelistEvidence = z.enum([
  'consent_wording',
  'subscription_form',
  'registration_form',
  'rules_extract',
  'sample_source',
  'sample_screenshot',
  'unsubscribe_page',
  'no_login',
  'volume',
]);

/** What the host stops, and how suddenly. `unstated` = it says nothing about a warning, which is not a promise of one. */
export const Sanction = z.object({
  scope: SuspensionScope,
  warning: z.enum(['none', 'given', 'unstated']),
  /** Hours of warning; null while not stated. */
  warningHours: count.nullable(),
  /** Hours after which the block lifts by itself; null = not stated. */
  liftsAfterHours: count.nullable(),
});
export type Sanction = z.infer<typeof Sanction>;

/** The host's sending rules as dated data. */
export const RulePack = z.object({
  country: dated(z.string().regex(/^[A-Z]{2}$/)),
  /** Languages the host reads, ISO 639-1: requests are written in the first one there is a text in. */
  languages: dated(z.array(z.string().regex(/^[a-z]{2}$/)).min(1)),
  accountKind: dated(z.enum(['shared', 'platform', 'vps'])),
  termsUrl: dated(z.url({ protocol: /^https?$/ }).max(500)),
  /** The clause that carries the ban, as the host numbers it. */
  termsClause: dated(line(200)),
  bulkPolicy: dated(BulkPolicy),
  /** Largest mailing still tolerated, in recipients. */
  smallMailingMax: dated(count),
  /** To + Cc + Bcc of one message. */
  maxRecipientsPerMessage: dated(count),
  /** Every window and scope the host publishes; known and empty = it says that there is none. */
  limits: dated(z.array(Limit).max(40)),
  pacing: dated(Rate),
  /** Share of failed messages the host accepts, in percent. */
  maxFailurePercent: dated(z.number().min(0).max(100)),
  fromMustMatchDomain: dated(z.boolean()),
  /** Whether a mailing tool may be used at all. */
  automation: dated(z.enum(['forbidden', 'paced', 'allowed'])),
  duplicates: dated(z.enum(['forbidden', 'allowed'])),
  reasonInMail: dated(z.boolean()),
  unsubscribe: dated(z.enum(['possible', 'simple', 'without_login'])),
  consent: dated(z.enum(['registered', 'explicit', 'double_opt_in_preferred', 'documented'])),
  whitelist: dated(z.object({ possible: z.boolean(), servers: z.array(ServerKind), evidence: z.array(WhitelistEvidence) })),
  triggers: dated(z.array(Trigger)),
  sanctions: dated(z.array(Sanction).max(20)),
  /** Days during which a recipient that failed for good is refused. */
  recipientBlockDays: dated(count),
  channels: dated(z.array(z.object({ purpose: ChannelPurpose, channel: Channel, address: z.string().trim().max(300) })).max(20)),
  /** Steps to be unblocked, in order: a rule id whose sentence is printed, or the reseller's own words. */
  unblockSteps: dated(z.array(line(500)).max(20)),
  /** Who may ask a block list to remove the address mail leaves from. */
  delisting: dated(z.enum(['host', 'reseller', 'both'])),
  /** The host's own service, or the ones it names, for mailings. */
  platforms: dated(z.array(line(200)).max(30)),
  logRetentionDays: dated(count),
  /** Rules of the source documents that this host has, worded by `locales/<language>/rules.json`. */
  statements: z.array(RuleId),
  /** What else the reseller read at his host, in the host's words. */
  quotes: z.array(z.object({ text: line(2000), source, readOn: CalendarDate.nullable() })).max(100),
});
export type RulePack = z.infer<typeof RulePack>;
/** The rules that have a dated value. */
export type RuleField = Exclude<keyof RulePack, 'statements' | 'quotes'>;
/** A value as `dated` makes it. */
export type Dated<T> = { readonly state: 'known'; readonly value: T; readonly source: string; readonly readOn: string | null } | { readonly state: 'unknown' };

/** The reseller's own rules, never looser than the host's; null = none of his own. The stricter is printed, with whose it is. */
export const OwnRules = z.object({
  smallMailingMax: count.nullable(),
  maxRecipientsPerMessage: count.nullable(),
  limits: z.array(Limit).max(40),
  pacing: Rate.nullable(),
  maxFailurePercent: z.number().min(0).max(100).nullable(),
  unsubscribe: z.enum(['possible', 'simple', 'without_login']).nullable(),
  /** Months after which somebody who never answered is written to no more. */
  maxSilenceMonths: z.number().int().positive().max(120).nullable(),
});
export type OwnRules = z.infer<typeof OwnRules>;
