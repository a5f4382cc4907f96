import { z } from 'zod';
import { IncidentId } from './ids.ts';
import { StepNeed } from './story.ts';

/**
 * The closed list of expected failures, each with the values its sentence may use.
 * `locales/<language>/errors.json` words every one of them (test).
 */
export const ERRORS = {
  // any operation; `values` = of a choice what may be chosen
  invalid_input: z.object({ path: z.string().optional(), values: z.string().optional() }),
  field_unknown: z.object({ path: z.string() }),
  internal: z.object({ correlationId: z.string() }),
  cancelled: z.object({}),
  // files
  file_not_found: z.object({}),
  file_empty: z.object({}),
  file_too_large: z.object({ sizeMb: z.number(), limitMb: z.number() }),
  file_incomplete: z.object({}),
  file_binary: z.object({}),
  disk_full: z.object({}),
  // import
  spreadsheet_unreadable: z.object({}),
  spreadsheet_too_large: z.object({ limitMb: z.number() }),
  spreadsheet_encrypted: z.object({}),
  encoding_unsuitable: z.object({ encoding: z.string() }),
  table_without_columns: z.object({}),
  table_too_wide: z.object({ columns: z.number(), limit: z.number() }),
  mapping_without_email: z.object({}),
  mapping_field_twice: z.object({ field: z.string() }),
  preview_not_found: z.object({}),
  preview_stale: z.object({}),
  nothing_to_import: z.object({}),
  batch_not_found: z.object({}),
  batch_already_undone: z.object({}),
  batch_changed_since: z.object({ count: z.number(), clients: z.string() }),
  batch_has_evidence: z.object({ count: z.number(), clients: z.string() }),
  batch_in_cases: z.object({ count: z.number(), clients: z.string() }),
  // hosts, clients
  preset_not_found: z.object({}),
  host_not_found: z.object({}),
  pack_not_found: z.object({}),
  client_not_found: z.object({}),
  own_rule_looser: z.object({ field: z.string(), host: z.string() }),
  account_not_found: z.object({}),
  client_email_taken: z.object({ email: z.string(), client: z.string() }),
  // policy and notices
  version_not_found: z.object({}),
  section_not_found: z.object({}),
  policy_incomplete: z.object({ missing: z.string() }),
  policy_date_in_past: z.object({}),
  policy_not_editorial: z.object({}),
  policy_not_published: z.object({}),
  notice_blocked: z.object({ client: z.string(), fields: z.string() }),
  notice_not_found: z.object({}),
  sender_not_set: z.object({}),
  // sending
  outbox_not_found: z.object({}),
  outbox_wrong_state: z.object({ state: z.string() }),
  smtp_not_set: z.object({}),
  smtp_unreachable: z.object({ host: z.string(), port: z.number() }),
  smtp_timeout: z.object({ host: z.string(), port: z.number() }),
  smtp_tls_failed: z.object({ reason: z.string() }),
  smtp_auth_failed: z.object({ reply: z.string() }),
  smtp_refused: z.object({ reply: z.string() }),
  secret_store_unavailable: z.object({}),
  message_not_found: z.object({}),
  evidence_not_found: z.object({}),
  evidence_not_by_hand: z.object({}),
  // acknowledgements
  reply_not_found: z.object({}),
  reply_not_decidable: z.object({}),
  reply_practised: z.object({}),
  date_in_future: z.object({}),
  date_before_version: z.object({}),
  attachment_not_a_document: z.object({}),
  attachment_damaged: z.object({}),
  ticks_columns_missing: z.object({ missing: z.string() }),
  imap_not_set: z.object({}),
  imap_unreachable: z.object({ host: z.string(), port: z.number() }),
  imap_timeout: z.object({ host: z.string(), port: z.number() }),
  imap_tls_failed: z.object({ reason: z.string() }),
  imap_auth_failed: z.object({ reply: z.string() }),
  imap_folder_missing: z.object({ folder: z.string() }),
  // reminders
  rule_not_found: z.object({}),
  hold_not_found: z.object({}),
  once_not_found: z.object({}),
  reminder_not_planned: z.object({}),
  client_not_told: z.object({}),
  date_in_past: z.object({}),
  time_zone_unknown: z.object({ zone: z.string() }),
  // bounces
  suppression_not_found: z.object({}),
  suppression_exists: z.object({ value: z.string() }),
  suppression_kept: z.object({}),
  // panels of hosts
  connection_not_found: z.object({}),
  hosted_not_found: z.object({}),
  panel_address_invalid: z.object({}),
  panel_secret_missing: z.object({}),
  panel_unreachable: z.object({ host: z.string(), port: z.number() }),
  panel_timeout: z.object({ host: z.string(), seconds: z.number() }),
  panel_tls_failed: z.object({ host: z.string(), reason: z.string() }),
  panel_answer_too_large: z.object({ limitMb: z.number() }),
  panel_auth_refused: z.object({ status: z.number() }),
  panel_privilege_missing: z.object({ call: z.string(), privilege: z.string() }),
  panel_not_an_api: z.object({ status: z.number() }),
  panel_unreadable: z.object({ call: z.string() }),
  panel_refused: z.object({ call: z.string(), reason: z.string() }),
  panel_busy: z.object({ seconds: z.number() }),
  panel_not_published: z.object({}),
  report_unknown: z.object({}),
  report_not_found: z.object({}),
  report_window_missing: z.object({}),
  view_not_found: z.object({}),
  alert_not_found: z.object({}),
  threshold_above_host: z.object({ limit: z.number() }),
  announcement_not_found: z.object({}),
  announcement_span_invalid: z.object({}),
  // logs and who caused it
  log_not_found: z.object({}),
  log_not_recognised: z.object({ name: z.string() }),
  log_unreadable: z.object({ name: z.string() }),
  log_empty: z.object({ name: z.string() }),
  log_other_format: z.object({ name: z.string(), found: z.string(), chosen: z.string() }),
  log_formats_mixed: z.object({ name: z.string(), format: z.string(), other: z.string(), otherFormat: z.string() }),
  log_not_understood: z.object({ name: z.string(), skipped: z.number(), lines: z.number() }),
  verdict_not_found: z.object({}),
  nothing_to_judge: z.object({}),
  logs_of_two_packs: z.object({ one: z.string(), other: z.string() }),
  // block lists
  blocklist_not_found: z.object({}),
  blocklists_not_agreed: z.object({}),
  blocklists_busy: z.object({}),
  ip_invalid: z.object({ value: z.string() }),
  ip_not_found: z.object({}),
  resolver_invalid: z.object({ value: z.string() }),
  zone_invalid: z.object({ zone: z.string() }),
  // incidents
  incident_not_found: z.object({}),
  incident_closed: z.object({}),
  incident_open: z.object({}),
  incident_other_kind: z.object({}),
  step_not_found: z.object({}),
  incident_exists: z.object({ id: IncidentId, reference: z.string() }),
  host_mail_kept: z.object({}),
  host_mail_not_found: z.object({}),
  step_too_early: z.object({ count: z.number() }),
  steps_open: z.object({ count: z.number() }),
  step_unmet: z.object({ missing: StepNeed }),
  reason_missing: z.object({}),
  findings_missing: z.object({}),
  // letters of a case
  letter_not_found: z.object({}),
  letter_wrong_state: z.object({}),
  letter_day_early: z.object({}),
  letter_incomplete: z.object({ fields: z.string() }),
  letter_not_entitled: z.object({}),
  letter_no_contact: z.object({ client: z.string() }),
  letter_nobody_named: z.object({}),
  // one blocked recipient
  not_about_recipient: z.object({}),
  recipient_facts_missing: z.object({ count: z.number() }),
  confirmation_missing: z.object({}),
  confirmation_not_found: z.object({}),
  confirmation_known: z.object({}),
  recipient_not_paused: z.object({}),
  recipient_domain_held: z.object({ domain: z.string() }),
  // white-list dossiers
  dossier_not_found: z.object({}),
  dossier_not_admitted: z.object({ host: z.string() }),
  dossier_rule_unknown: z.object({ host: z.string() }),
  dossier_wrong_state: z.object({}),
  dossier_incomplete: z.object({ count: z.number() }),
  dossier_file_not_found: z.object({}),
  dossier_file_unsuitable: z.object({}),
  dossier_file_damaged: z.object({}),
  dossier_sender_missing: z.object({}),
  dossier_dates: z.object({}),
  // explanations
  explanation_not_found: z.object({}),
  explanation_wrong_state: z.object({}),
  explanation_undecided: z.object({ round: z.number() }),
  client_innocent: z.object({ client: z.string() }),
  client_not_concerned: z.object({ client: z.string() }),
  day_not_ahead: z.object({}),
  answer_not_found: z.object({}),
  answer_not_a_person: z.object({}),
  answer_known: z.object({}),
  offer_not_found: z.object({}),
  // re-permission
  repermission_not_found: z.object({}),
  repermission_exists: z.object({}),
  repermission_no_client: z.object({}),
  repermission_over: z.object({}),
  repermission_running: z.object({}),
  repermission_uncounted: z.object({}),
  repermission_told: z.object({}),
  repermission_counts: z.object({ asked: z.number(), count: z.number() }),
  repermission_days: z.object({}),
  repermission_answers: z.object({ asked: z.number(), count: z.number() }),
  repermission_is_spam: z.object({ count: z.number() }),
  repermission_not_accounted: z.object({ count: z.number() }),
  repermission_file_not_found: z.object({}),
  repermission_file_unsuitable: z.object({}),
  repermission_file_damaged: z.object({}),
  innocent_suspected: z.object({ client: z.string() }),
  // ledger
  timestamp_not_set: z.object({}),
  timestamp_failed: z.object({ reason: z.string() }),
  // checks
  mail_unreadable: z.object({}),
  list_without_addresses: z.object({}),
  // data folder
  data_folder_locked: z.object({ pid: z.number().optional() }),
  data_folder_read_only: z.object({}),
  database_newer: z.object({ found: z.number(), known: z.number() }),
  database_damaged: z.object({}),
  backup_unreadable: z.object({}),
  workspace_not_empty: z.object({}),
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** HTTP status of an error: fixed per code, the code is what counts. */
export function statusOf(code: string): number {
  return code === 'internal' ? 500 : code === 'invalid_input' || code === 'field_unknown' ? 400 : code === 'cancelled' ? 499 : 422;
}

/** What any operation may meet: a wrong call, a defect, its caller leaving, and a data folder that is full, write-protected or damaged. */
const ANYWHERE = ['invalid_input', 'field_unknown', 'internal', 'cancelled', 'disk_full', 'data_folder_read_only', 'database_damaged'] as const;

/** The oRPC error map of an operation: the codes it may answer beside the ones every operation may. */
export function errors<const C extends readonly ErrorCode[]>(...codes: C) {
  const all = [...ANYWHERE, ...codes] as const;
  // The one assertion of the contract: Object.fromEntries forgets the keys it was given.
  return Object.fromEntries(all.map((code) => [code, { status: statusOf(code), data: ERRORS[code] }])) as {
    [K in (typeof all)[number]]: { status: number; data: (typeof ERRORS)[K] };
  };
}

/** What asking the panel of a pack may end in. */
export const ASKING_PANELS = [
  'pack_not_found',
  'connection_not_found',
  'panel_secret_missing',
  'panel_unreachable',
  'panel_timeout',
  'panel_tls_failed',
  'panel_answer_too_large',
  'panel_auth_refused',
  'panel_privilege_missing',
  'panel_not_an_api',
  'panel_unreadable',
  'panel_refused',
  'panel_busy',
  'secret_store_unavailable',
] as const satisfies readonly ErrorCode[];
