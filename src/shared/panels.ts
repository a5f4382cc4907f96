import { DAY_MS } from './durations.ts';

/** The control panels there is a connector for. */
export const PANEL_KINDS = ['whm', 'directadmin', 'plesk', 'ispmanager', 'virtualmin', 'hestia', 'ispconfig'] as const;
export type PanelKind = (typeof PANEL_KINDS)[number];

/** What may be asked of a panel. */
export const NEEDS = [
  'accounts',
  'emails',
  'suspended',
  'suspended_why',
  'suspended_since',
  'locked',
  'outgoing_mail',
  'limits',
  'sent',
  'outcomes',
  'recipients',
  'bytes',
  'messages',
  'warnings',
] as const;
export type Need = (typeof NEEDS)[number];

/** Four answers, never three: the panel gives it, does not publish it, would with a privilege, or it could not be checked. */
export const GIVEN = ['given', 'not_given', 'needs_privilege', 'unknown'] as const;
export type Given = (typeof GIVEN)[number];

export interface Capability {
  readonly need: Need;
  readonly given: Given;
  /** The privilege that lacks, in the panel's own spelling; '' where none is known to. */
  readonly privilege: string;
  /** The call that was made or would be, as the panel names it; '' = none. */
  readonly call: string;
}

/** States of an account at its host, the heaviest last. */
export const HOSTED_STATES = ['active', 'mail_held', 'mail_suspended', 'suspended', 'locked', 'pack_suspended', 'unknown'] as const;
export type HostedState = (typeof HOSTED_STATES)[number];

/** What kind of reason a suspension has, read from its words. */
export const REASON_CLASSES = ['mail', 'payment', 'security', 'resources', 'other', 'not_given'] as const;
export type ReasonClass = (typeof REASON_CLASSES)[number];

/** Who may lift a suspension. */
export const LIFTERS = ['host', 'reseller', 'client', 'itself', 'unknown'] as const;
export type Lifter = (typeof LIFTERS)[number];

/**
 * What a figure counts; panels that count differently are never added up unsaid.
 * `messages_events`: messages sent, and one event for each recipient and try (WHM). `deliveries`: outgoing deliveries, tries included (DirectAdmin).
 * `smtp_bytes`: bytes of outgoing SMTP traffic, no count of messages (Plesk). `per_mailbox`: messages of each mailbox by what became of them (DirectAdmin logs).
 * `report`: what a report that was put in says. `log`: counted in a mail log.
 */
export const DEFINITIONS = ['messages_events', 'deliveries', 'per_mailbox', 'smtp_bytes', 'report', 'log'] as const;
export type Definition = (typeof DEFINITIONS)[number];

/** At most `count` messages in `seconds`; `scope` whose. */
export interface PanelLimit {
  readonly count: number;
  readonly seconds: number;
  readonly scope: 'mailbox' | 'domain' | 'account';
  /** `set`: of this account; `observed`: read in an answer about a limit that was reached. */
  readonly source: 'set' | 'observed';
}

/** A limit as it is kept. `at`: when an observed one was named, or since when one that was set is this one; 0 = not known. Epoch milliseconds. */
export interface KeptLimit extends PanelLimit {
  readonly at: number;
}

/** Hosts change the limits of their servers and tell nobody: what was named so long ago is no limit any more. */
const OBSERVED_HOLDS_MS = 30 * DAY_MS;

/** Whether a limit counts: one that was set does; one that was only observed for 30 days, unless the reseller set one of his own since (`setAt`, null = he did not). */
export function holdsStill({ source, at }: Pick<KeptLimit, 'source' | 'at'>, now: number, setAt: number | null): boolean {
  return source === 'set' || (now - at < OBSERVED_HOLDS_MS && (setAt === null || setAt < at));
}

/** States in which nothing of an account's mail leaves. */
export const STOPPED: readonly HostedState[] = ['suspended', 'locked', 'mail_suspended', 'pack_suspended'];
