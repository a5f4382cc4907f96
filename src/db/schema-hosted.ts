import type { ColumnType, Generated } from 'kysely';

type Immutable<T> = ColumnType<T, T, never>;

interface ConnectionTable {
  pack_id: string;
  kind: string;
  address: string;
  login: string;
  pin: string | null;
  zone: string | null;
  accounts_minutes: number;
  usage_minutes: number;
  paused: number;
  state: string;
  trouble_code: string | null;
  trouble_params: string | null;
  trouble_since: number | null;
  failures: Generated<number>;
  next_at: number | null;
  capabilities: Generated<string>;
  version: Generated<string>;
  probed_at: number | null;
  accounts_at: number | null;
  usage_at: number | null;
  warnings_at: number | null;
  made_at: number;
  changed_at: number;
}
interface PollTable {
  id: Generated<number>;
  pack_id: string;
  kind: string;
  at: number;
  ms: number;
  outcome: string;
  row_count: number;
  trouble_code: string | null;
  trouble_params: string | null;
}
export interface HostedAccountTable {
  id: Generated<number>;
  pack_id: string;
  login: string;
  birth: string;
  domain: string;
  other_domains: string;
  emails: string;
  owner: string;
  plan: string;
  own: number;
  host_created_at: number | null;
  limits: string;
  unlimited: number | null;
  state: string;
  state_after: number | null;
  state_at: number;
  state_host_since: number | null;
  state_origin: string;
  reason: string;
  reason_class: string;
  lifter: string;
  first_seen_at: number;
  last_seen_at: number;
  missing_since: number | null;
  missing_reads: Generated<number>;
  missed_at: Generated<number | null>;
  ended_at: number | null;
  state_seen_at: Generated<number | null>;
  account_id: string | null;
  ignored: Generated<string>;
  last_sent_at: number | null;
  sort_key: string;
  search_key: string;
}
interface FlipTable {
  id: Generated<number>;
  pack_id: Immutable<string>;
  hosted_id: Immutable<number | null>;
  after_at: Immutable<number | null>;
  at: Immutable<number>;
  from_state: Immutable<string | null>;
  to_state: Immutable<string>;
  host_since: Immutable<number | null>;
  reason: Immutable<string>;
  reason_class: Immutable<string>;
  lifter: Immutable<string>;
  origin: Immutable<string>;
  because: Generated<string>;
  author: Immutable<string>;
}
interface UsageSeriesTable {
  id: Generated<number>;
  hosted_id: number;
  domain: string;
}
interface UsageTable {
  series_id: number;
  grain: number;
  start_s: number;
  sent: number | null;
  delivered: number | null;
  deferred: number | null;
  failed: number | null;
  recipients: number | null;
  bytes: number | null;
  peak: Generated<number | null>;
  definition: string;
  origin: string;
  complete: number;
  read_at: number;
}
interface UsageReadTable {
  pack_id: string;
  grain: number;
  start_s: number;
  definition: string;
  origin: string;
  silent_is_zero: number;
  complete: number;
  derived: Generated<number>;
  read_at: number;
}
interface UsageCounterTable {
  hosted_id: number;
  day_s: number;
  sent: number;
  read_at: number;
  high: Generated<number>;
}
interface UsageFailureTable {
  hosted_id: number;
  day_s: number;
  class: string;
  target: string;
  count: number;
  read_at: number;
}
interface UsageFailureReadTable {
  pack_id: string;
  hosted_id: number;
  day_s: number;
  read_at: number;
}
interface UsageFailureSampleTable {
  hosted_id: number;
  at: number;
  message_key: string;
  recipient_domain: string;
  class: string;
  target: string;
  text: string;
}
interface PanelWarningTable {
  pack_id: string;
  warning_id: string;
  at: number;
  subject: string;
  text: string;
  hosted_id: number | null;
  sent: number | null;
}
interface ReportTable {
  sha256: string;
  pack_id: string;
  name: string;
  kind: string;
  from_at: number | null;
  to_at: number | null;
  author: string;
  taken_at: number;
  ticket: string;
  answer_by: string | null;
}
interface SavedViewTable {
  id: string;
  name: string;
  question: string;
  made_at: number;
}
interface AlertTable {
  id: string;
  kind: string;
  level: string;
  pack_id: string;
  hosted_id: number | null;
  subject: string;
  facts: string;
  peak: Generated<number>;
  opened_at: number;
  changed_at: number;
  quiet_since: number | null;
  closed_at: number | null;
  seen_at: number | null;
  seen_by: Generated<string>;
  snoozed_until: number | null;
  notified_level: Generated<string>;
  frozen: string | null;
}
interface FlaggedWindowTable {
  hosted_id: number;
  grain: number;
  start_s: number;
}
interface AlertJudgedTable {
  pack_id: string;
  at: number;
}
interface WarningJudgedTable {
  pack_id: string;
  warning_id: string;
}
interface LimitSeenTable {
  hosted_id: number;
  limits: string;
}
interface ThresholdTable {
  pack_id: string;
  hosted_id: number;
  per_hour: number | null;
  per_day: number | null;
  reason: string;
  author: string;
  until_on: string | null;
  made_at: number;
}
export interface AnnouncementTable {
  id: string;
  hosted_id: number;
  from_at: number;
  to_at: number;
  messages: number | null;
  note: string;
  author: string;
  made_at: number;
  ended_at: number | null;
}

/** The tables of what hosts show. */
export interface HostedTables {
  alert_judged: AlertJudgedTable;
  alert: AlertTable;
  announcement: AnnouncementTable;
  connection: ConnectionTable;
  flagged_window: FlaggedWindowTable;
  flip: FlipTable;
  hosted_account: HostedAccountTable;
  limit_seen: LimitSeenTable;
  panel_warning: PanelWarningTable;
  poll: PollTable;
  report: ReportTable;
  saved_view: SavedViewTable;
  threshold: ThresholdTable;
  usage_counter: UsageCounterTable;
  usage_failure_read: UsageFailureReadTable;
  usage_failure_sample: UsageFailureSampleTable;
  usage_failure: UsageFailureTable;
  usage_read: UsageReadTable;
  usage_series: UsageSeriesTable;
  usage: UsageTable;
  warning_judged: WarningJudgedTable;
}
