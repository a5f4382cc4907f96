import type { ColumnType } from 'kysely';

type Immutable<T> = ColumnType<T, T, never>;
type Blob = ColumnType<Uint8Array, Uint8Array, never>;
/** Set later, if at all. */
type Later<T> = ColumnType<T | null, never, T | null>;

interface LetterTable {
  id: Immutable<string>;
  incident_id: Immutable<string>;
  kind: Immutable<string>;
  step: Immutable<string | null>;
  reader: Immutable<string>;
  language: Immutable<string>;
  client_id: Immutable<string | null>;
  client_name: Immutable<string>;
  recipient: Immutable<string>;
  subject: Immutable<string>;
  content: Immutable<string>;
  content_sha256: Immutable<string>;
  text: Immutable<string>;
  html: Immutable<string>;
  pdf: Blob;
  by_hand: Immutable<string>;
  not_known: Immutable<string>;
  created_at: Immutable<number>;
  author: Immutable<string>;
  outbox_id: Immutable<string | null>;
  given: Later<string>;
  answer: Later<string>;
  answered_at: Later<number>;
  answers_before: ColumnType<string, never, string>;
  follow_up_on: string | null;
  withdrawn_at: Later<number>;
}
interface RelapseSignTable {
  incident_id: Immutable<string>;
  sign: Immutable<string>;
  noticed_at: Immutable<number>;
}

/** The tables of letters. */
export interface LetterTables {
  letter: LetterTable;
  relapse_sign: RelapseSignTable;
}
