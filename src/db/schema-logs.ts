import type { ColumnType, Generated } from 'kysely';

type Immutable<T> = ColumnType<T, T, never>;

interface LogScanTable {
  id: Immutable<string>;
  pack_id: Immutable<string | null>;
  format: Immutable<string>;
  zone: Immutable<string>;
  files: Immutable<string>;
  lines: Immutable<number>;
  skipped: Immutable<number>;
  from_s: Immutable<number | null>;
  to_s: Immutable<number | null>;
  gaps: Immutable<string>;
  limits: Immutable<string>;
  marks: Immutable<string>;
  absent: Immutable<string>;
  unattributed: Immutable<string>;
  author: Immutable<string>;
  read_at: Immutable<number>;
  /** 0 while it is being kept or taken away, in parts: nobody sees it then. */
  ready: number;
}
interface LogReplyTable {
  log_id: Immutable<string>;
  reply: Immutable<number>;
  text: Immutable<string>;
  code: Immutable<number>;
  enhanced: Immutable<string>;
  class: Immutable<string>;
  target: Immutable<string>;
  failed: Immutable<number>;
  deferred: Immutable<number>;
  first_s: Immutable<number>;
}
interface LogAccountTable {
  id: Generated<number>;
  log_id: Immutable<string>;
  account: Immutable<string>;
  domain: Immutable<string>;
  hosted_id: number | null;
  account_id: string | null;
  totals: Immutable<string>;
  unique_recipients: Immutable<number>;
  identities: Immutable<string>;
  hours: Immutable<string>;
  traces: Immutable<string>;
  refusals: Immutable<string>;
  peak_s: Immutable<number | null>;
  peak: Immutable<number>;
  trend: Immutable<string>;
  sort_key: Immutable<string>;
}
interface LogCellTable {
  account_id: Immutable<number>;
  start_s: Immutable<number>;
  messages: Immutable<number>;
  recipients: Immutable<number>;
  delivered: Immutable<number>;
  failed: Immutable<number>;
  deferred_recipients: Immutable<number>;
  bounces: Immutable<number>;
  local_recipients: Immutable<number>;
  queued_at_end: Immutable<number>;
  forwarded_in: Immutable<number>;
  limit_refusals: Immutable<number>;
  outcomes: Immutable<string>;
}
interface VerdictTable {
  id: Immutable<string>;
  pack_id: Immutable<string | null>;
  outcome: Immutable<string>;
  at: Immutable<number>;
  window_minutes: Immutable<number>;
  names: Immutable<string>;
  sites: Immutable<number>;
  verdict: Immutable<string>;
  input: Immutable<Uint8Array>;
  input_sha256: Immutable<string>;
  rules_version: Immutable<string>;
  author: Immutable<string>;
  made_at: Immutable<number>;
}
interface VerdictLogTable {
  verdict_id: string;
  log_id: string;
}

/** The tables of mail logs and of verdicts. */
export interface LogTables {
  log_account: LogAccountTable;
  log_cell: LogCellTable;
  log_reply: LogReplyTable;
  log_scan: LogScanTable;
  verdict: VerdictTable;
  verdict_log: VerdictLogTable;
}
