import type { ColumnType } from 'kysely';

type Immutable<T> = ColumnType<T, T, never>;
type Blob = ColumnType<Uint8Array, Uint8Array, never>;

interface RepermissionTable {
  id: Immutable<string>;
  incident_id: Immutable<string>;
  client_id: Immutable<string>;
  client_name: Immutable<string>;
  plan: string;
  result: string;
  letter_id: string | null;
  started_on: string | null;
  over_on: string | null;
  created_at: Immutable<number>;
}
interface RepermissionFileTable {
  id: Immutable<string>;
  repermission_id: Immutable<string>;
  purpose: Immutable<string>;
  name: Immutable<string>;
  mime: Immutable<string>;
  sha256: Immutable<string>;
  size_bytes: Immutable<number>;
  added_at: Immutable<number>;
  added_by: Immutable<string>;
  removed_at: number | null;
  bytes: Blob;
}

/** The tables of re-permission. */
export interface RepermissionTables {
  repermission: RepermissionTable;
  repermission_file: RepermissionFileTable;
}
