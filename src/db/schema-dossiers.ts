import type { ColumnType, Generated } from 'kysely';

type Immutable<T> = ColumnType<T, T, never>;
type Blob = ColumnType<Uint8Array, Uint8Array, never>;

interface DossierTable {
  id: Immutable<string>;
  host_id: Immutable<string>;
  client_id: Immutable<string>;
  client_name: Immutable<string>;
  server: Immutable<string>;
  fields: string;
  ticks: string;
  unneeded: string;
  technical: string | null;
  given: string | null;
  outcome: string | null;
  renewal_of: Immutable<string | null>;
  created_at: Immutable<number>;
  changed_at: number;
  removed_at: number | null;
}

interface DossierFileTable {
  id: Immutable<string>;
  dossier_id: Immutable<string>;
  item: Immutable<string>;
  name: Immutable<string>;
  mime: Immutable<string>;
  sha256: Immutable<string>;
  size_bytes: Immutable<number>;
  facts: Immutable<string>;
  added_at: Immutable<number>;
  added_by: Immutable<string>;
  removed_at: number | null;
  bytes: Blob;
}

interface DossierEntryTable {
  id: Generated<number>;
  dossier_id: Immutable<string>;
  at: Immutable<number>;
  author: Immutable<string>;
  what: Immutable<string>;
  text: Immutable<string>;
}

/** The tables of white-list dossiers. */
export interface DossierTables {
  dossier: DossierTable;
  dossier_file: DossierFileTable;
  dossier_entry: DossierEntryTable;
}
