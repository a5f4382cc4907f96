import type { ColumnType } from 'kysely';

type Immutable<T> = ColumnType<T, T, never>;

export interface EvidenceTable {
  id: Immutable<string>;
  notice_id: Immutable<string | null>;
  outbox_id: Immutable<string | null>;
  client_id: Immutable<string>;
  client_name: Immutable<string>;
  host_id: Immutable<string>;
  version_id: Immutable<string>;
  domains: Immutable<string>;
  rung: Immutable<string>;
  origin: Immutable<string>;
  note_kind: Immutable<string | null>;
  author: Immutable<string>;
  note: Immutable<string>;
  reply_id: Immutable<string | null>;
  happened_at: Immutable<number>;
  recorded_at: Immutable<number>;
  clock_went_back: Immutable<number>;
  server_reply: Immutable<string>;
  search_key: Immutable<string>;
}
export interface EvidenceAccountTable {
  account_id: Immutable<string>;
  version_id: Immutable<string>;
  rung: Immutable<string>;
  evidence_id: Immutable<string>;
  happened_at: Immutable<number>;
}
export interface EvidenceFileTable {
  evidence_id: Immutable<string>;
  name: Immutable<string>;
  mime: Immutable<string>;
  sha256: Immutable<string>;
  bytes: Immutable<Uint8Array>;
}
export interface EvidenceRevokedTable {
  evidence_id: Immutable<string>;
  at: Immutable<number>;
  author: Immutable<string>;
  reason: Immutable<string>;
}
export interface ReplyTable {
  id: Immutable<string>;
  sha256: Immutable<string>;
  message_id: Immutable<string>;
  notice_id: Immutable<string>;
  client_id: Immutable<string>;
  written_at: Immutable<number | null>;
  read_at: Immutable<number>;
  from_name: Immutable<string>;
  from_address: Immutable<string>;
  subject: Immutable<string>;
  verdict: string;
  reason: string;
  other_address: Immutable<number>;
  excerpt: Immutable<string>;
  source: Immutable<string>;
  decided_by: string;
  decided_at: number | null;
  search_key: Immutable<string>;
  eml: Immutable<Uint8Array>;
}
export interface ImapPositionTable {
  account: string;
  folder: string;
  validity: string;
  uid: number;
  read_at: number;
}
export interface LedgerTable {
  seq: Immutable<number>;
  at: Immutable<number>;
  kind: Immutable<string>;
  subject_id: Immutable<string>;
  payload_sha256: Immutable<string>;
  hash: Immutable<string>;
  payload: Immutable<string>;
}
