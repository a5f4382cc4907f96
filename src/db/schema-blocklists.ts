import type { ColumnType, Generated } from 'kysely';

type Immutable<T> = ColumnType<T, T, never>;

interface WatchedIpTable {
  id: Immutable<string>;
  ip: Immutable<string>;
  family: Immutable<number>;
  pack_id: string | null;
  holder: string;
  shared: number;
  note: string;
  valid_from: string;
  valid_to: string | null;
  created_at: Immutable<number>;
}
interface BlocklistOwnTable {
  id: Immutable<string>;
  name: Immutable<string>;
  zone: Immutable<string>;
  subjects: Immutable<string>;
  link: Immutable<string>;
  created_on: Immutable<string>;
}
interface BlocklistTestTable {
  list_id: string;
  at: number;
  why: string | null;
  raw: string;
}
interface BlocklistAnswerTable {
  subject: string;
  list_id: string;
  state: string;
  why: string | null;
  codes: string;
  raw: string;
  reason: string;
  question: string;
  at: number;
  known_state: string | null;
  known_at: number | null;
}
interface BlocklistListingTable {
  id: Generated<number>;
  subject: Immutable<string>;
  list_id: Immutable<string>;
  after_at: Immutable<number | null>;
  first_at: Immutable<number>;
  last_at: number;
  ended_at: number | null;
  codes: string;
  reason: string;
}
interface BlocklistRunTable {
  id: Generated<number>;
  started_at: Immutable<number>;
  ended_at: Immutable<number>;
  by: Immutable<string>;
  everything: Immutable<number>;
  outcome: Immutable<string>;
  subjects: Immutable<number>;
  lists: Immutable<number>;
  counts: Immutable<string>;
  listed: Immutable<number>;
  delisted: Immutable<number>;
}

/** The tables of block lists. */
export interface BlocklistTables {
  watched_ip: WatchedIpTable;
  blocklist_own: BlocklistOwnTable;
  blocklist_test: BlocklistTestTable;
  blocklist_answer: BlocklistAnswerTable;
  blocklist_listing: BlocklistListingTable;
  blocklist_run: BlocklistRunTable;
}
