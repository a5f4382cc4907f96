import { z } from 'zod';
import type { TextKind } from './texts.ts';

/** Known of every notice. */
const NOTICE_FIELDS = [
  'client_name',
  'contact_name',
  'domains',
  'plan',
  'ordered_on',
  'host_name',
  'pack_name',
  'reseller_name',
  'support_address',
  'version_number',
  'effective_on',
  'issued_on',
  'text_hash',
  'terms_url',
  'reply_token',
] as const;

/** Filled by a case, or by hand. */
const CASE_FIELDS = [
  'reference',
  'account',
  'ip_address',
  'list_name',
  'list_reference',
  'first_seen',
  'last_seen',
  'window',
  'sent_count',
  'usual_count',
  'recipient_count',
  'failure_count',
  'script_or_mailbox',
  'evidence_found',
  'done_by_reseller',
  'deadline',
  'blocked_since',
  'blocked_object',
  'told_on',
  'told_version',
  'cause',
  'measures',
  'recurrence',
  'innocent_domains',
  'contact_hours',
  'recipient_address',
  'last_mail_on',
  'failure_code',
  'sending_address',
  'server_kind',
  'mailing_kind',
  'volume_per_day',
  'consent_method',
  'traffic_summary',
  'changed_since',
  'asked_now',
  'what_happened',
  'state_now',
  'incidents_before',
  'if_again',
  'trust_steps',
  'listed_object',
  'held_by',
  'sending_stopped',
  'client_answer',
  'ticket_number',
  'account_limit',
  'host_reason',
  'asked_before',
] as const;

/** Everything `{{…}}` may name. */
export const MERGE_FIELDS = [...NOTICE_FIELDS, ...CASE_FIELDS] as const;
export const MergeField = z.enum(MERGE_FIELDS);
export type MergeField = z.infer<typeof MergeField>;

/** Fields that may hold a few sentences, on several lines; the others hold a name or one fact, on one. */
export const LONG_FIELDS: readonly MergeField[] = [
  'domains',
  'evidence_found',
  'done_by_reseller',
  'cause',
  'measures',
  'recurrence',
  'innocent_domains',
  'contact_hours',
  'consent_method',
  'mailing_kind',
  'traffic_summary',
  'changed_since',
  'asked_now',
  'what_happened',
  'state_now',
  'incidents_before',
  'if_again',
  'trust_steps',
  'held_by',
  'sending_stopped',
  'client_answer',
  'account_limit',
  'host_reason',
  'asked_before',
];

/** Longest value of a field, in characters; a longer one is cut and ends with an ellipsis. */
export function valueLimit(field: MergeField): number {
  return LONG_FIELDS.includes(field) ? 5000 : 200;
}

/** Facts of a case without which there is no letter: what the reader is asked to do, and by whom. */
const NEEDED: readonly MergeField[] = [
  'deadline',
  'blocked_object',
  'recipient_address',
  'sending_address',
  'contact_hours',
  'asked_now',
  'what_happened',
  'state_now',
  'incidents_before',
  'if_again',
  'trust_steps',
  'listed_object',
];

/** Said where there is something to say: nobody is asked for it. */
export const SAID_IF_ANY = 'asked_before' satisfies MergeField;

/** True for what a letter asks for, or of whom: it says nothing without it. */
export const isAsked = (field: MergeField): boolean => NEEDED.includes(field);

/** True for a fact of a case that a letter may say is not known. */
export function mayBeUnknown(field: MergeField): boolean {
  return CASE_FIELDS.some((each) => each === field) && !isAsked(field);
}

const CLIENT = [
  'client_name',
  'contact_name',
  'domains',
  'host_name',
  'pack_name',
  'reseller_name',
  'support_address',
  'issued_on',
  'reference',
  'account',
] as const;
const TO_HOST = [
  'reseller_name',
  'support_address',
  'host_name',
  'pack_name',
  'account',
  'domains',
  'client_name',
  'issued_on',
  'reference',
  'contact_hours',
] as const;
const LISTING = [
  'listed_object',
  'ip_address',
  'list_name',
  'list_reference',
  'first_seen',
  'last_seen',
  'cause',
  'measures',
  'recurrence',
  'sending_stopped',
  'asked_before',
] as const;
/** What a host asks about whoever caused it. */
const OF_CLIENT = ['told_on', 'told_version', 'client_answer', 'ticket_number'] as const;

/** The merge fields each text may use. */
export const FIELDS_OF: Readonly<Record<TextKind, readonly MergeField[]>> = {
  notice: NOTICE_FIELDS,
  reminder: [...NOTICE_FIELDS, 'traffic_summary', 'changed_since', 'told_on', 'told_version'],
  spike_warning: [
    ...CLIENT,
    'window',
    'sent_count',
    'usual_count',
    'recipient_count',
    'failure_count',
    'script_or_mailbox',
    'done_by_reseller',
    'deadline',
    'evidence_found',
    'account_limit',
  ],
  care_request: [...CLIENT, 'what_happened', 'first_seen'],
  formal_warning: [...CLIENT, 'what_happened', 'first_seen', 'cause', 'incidents_before', 'if_again', 'deadline', 'told_on', 'told_version'],
  explanation_request: [
    ...CLIENT,
    'what_happened',
    'host_reason',
    'list_name',
    'ip_address',
    'window',
    'sent_count',
    'failure_count',
    'evidence_found',
    'done_by_reseller',
    'deadline',
    'asked_now',
    'told_on',
    'told_version',
  ],
  repermission: [...CLIENT, 'deadline'],
  unblock_request: [...TO_HOST, ...LISTING, ...OF_CLIENT, 'window', 'blocked_since', 'blocked_object', 'innocent_domains', 'account_limit'],
  delist_host: [...TO_HOST, ...LISTING, ...OF_CLIENT],
  delist_list: [...TO_HOST, ...LISTING, 'held_by'],
  whitelist_application: [...TO_HOST, 'ip_address', 'server_kind', 'mailing_kind', 'volume_per_day', 'consent_method', 'sending_address'],
  recipient_unblock: [...CLIENT, 'recipient_address', 'last_mail_on', 'failure_code', 'sending_address'],
  recipient_provider: [...TO_HOST, SAID_IF_ANY, 'recipient_address', 'last_mail_on', 'failure_code', 'sending_address'],
  trusted_sender: [...CLIENT, 'recipient_address', 'sending_address', 'trust_steps'],
  // Neither account nor cause: both may name whoever caused it.
  innocent_notice: [...CLIENT.filter((field) => field !== 'account'), 'what_happened', 'state_now', 'first_seen'],
};

/** True when the text may use the field. */
export function mayUse(kind: TextKind, field: string): field is MergeField {
  return FIELDS_OF[kind].some((each) => each === field);
}
