import type { ColumnType, Generated } from 'kysely';

type Immutable<T> = ColumnType<T, T, never>;

export interface DestinationTable {
  domain: string;
  until: number;
  patience_ms: number;
  reply: string;
  changed_at: number;
}
export interface ReminderRuleTable {
  scope: string;
  host_id: string;
  plan: string;
  client_id: string;
  period: string;
  author: string;
  changed_at: number | null;
}
export interface ReminderHoldTable {
  id: string;
  kind: string;
  scope: string;
  host_id: string | null;
  client_id: string | null;
  reason: string;
  author: string;
  made_at: number;
  until_on: string | null;
  ended_at: number | null;
  ended_by: Generated<string>;
}
export interface ReminderOnceTable {
  id: string;
  client_id: string;
  host_id: string;
  on_day: string | null;
  author: string;
  made_at: number;
  ended_at: number | null;
}
export interface ReminderRunTable {
  client_id: Immutable<string>;
  host_id: Immutable<string>;
  /** 1 = in the practice mailbox, which serves no real period. */
  practice: Immutable<number>;
  /** Day of duty of the period (YYYY-MM-DD), or `once <id>`. */
  period: Immutable<string>;
  due_on: Immutable<string>;
  /** `queued`, `skipped`, or `caught_up`: queued when it was late. */
  outcome: Immutable<string>;
  notice_id: Immutable<string | null>;
  author: Immutable<string>;
  at: Immutable<number>;
}
export interface BounceTable {
  id: Immutable<string>;
  kind: Immutable<string>;
  origin: Immutable<string>;
  outbox_id: Immutable<string>;
  client_id: Immutable<string>;
  reply_id: Immutable<string | null>;
  address: Immutable<string>;
  address_key: Immutable<string>;
  class: Immutable<string>;
  target: Immutable<string>;
  code: Immutable<string>;
  diagnostic: Immutable<string>;
  happened_at: Immutable<number>;
  recorded_at: Immutable<number>;
  search_key: Immutable<string>;
}
export interface SuppressionTable {
  id: string;
  scope: string;
  value: string;
  value_key: string;
  reason: string;
  since_at: number;
  until_at: number | null;
  author: string;
  note: string;
  bounce_id: string | null;
  lifted_at: number | null;
  lifted_by: Generated<string>;
  lifted_why: Generated<string>;
}
