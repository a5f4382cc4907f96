import { z } from 'zod';
import { DEFINITIONS, GIVEN, HOSTED_STATES, LIFTERS, NEEDS, PANEL_KINDS, REASON_CLASSES } from '../shared/panels.ts';
import { Instant } from './common.ts';
import { AccountId, ClientId, HostedId, HostId, PackId } from './ids.ts';

export const PanelKind = z.enum(PANEL_KINDS);
export const Need = z.enum(NEEDS);
export const HostedState = z.enum(HOSTED_STATES);
export const ReasonClass = z.enum(REASON_CLASSES);
export const Lifter = z.enum(LIFTERS);
export const Definition = z.enum(DEFINITIONS);
export const Capability = z.object({ need: Need, given: z.enum(GIVEN), privilege: z.string(), call: z.string() });

/** Where a fact about an account comes from. */
export const HostedOrigin = z.enum(['panel', 'report', 'hand']);

/** One limit on messages: `host` as the rules of the host say, `panel` as the panel shows it, `observed` in an answer, `own` the reseller's own, below it. */
export const AccountLimit = z.object({
  count: z.number().int().positive(),
  seconds: z.number().int().positive(),
  scope: z.enum(['mailbox', 'domain', 'account', 'pack']),
  from: z.enum(['host', 'panel', 'observed', 'own']),
});
export type AccountLimit = z.infer<typeof AccountLimit>;

/** An account as its host shows it, and the account and client of ours it belongs to. */
export const HostedAccount = z.object({
  id: HostedId,
  packId: PackId,
  packName: z.string(),
  hostId: HostId,
  hostName: z.string(),
  /** null while no panel was read: known from reports only. */
  kind: PanelKind.nullable(),
  login: z.string(),
  domain: z.string(),
  otherDomains: z.array(z.string()),
  emails: z.array(z.string()),
  plan: z.string(),
  own: z.boolean(),
  accountId: AccountId.nullable(),
  clientId: ClientId.nullable(),
  clientName: z.string(),
  firstSeenAt: Instant,
  lastSeenAt: Instant,
  /** Since when complete lists of the host do not hold it; null = it is there. */
  notSeenSince: Instant.nullable(),
});
export type HostedAccount = z.infer<typeof HostedAccount>;

/** What state an account is in. It changed after `after` (when it was last seen otherwise) and by `since`; `hostSince` is what the host itself says. */
export const StateNow = z.object({
  state: HostedState,
  after: Instant.nullable(),
  since: Instant,
  hostSince: Instant.nullable(),
  reason: z.string(),
  reasonClass: ReasonClass,
  lifter: Lifter,
  origin: HostedOrigin,
  /** When the panel last said so. */
  seenAt: Instant,
});
export type StateNow = z.infer<typeof StateNow>;
