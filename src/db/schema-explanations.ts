import type { ColumnType } from 'kysely';

type Immutable<T> = ColumnType<T, T, never>;
/** Bytes as the driver gives them. */
type Blob = ColumnType<Uint8Array, Uint8Array, never>;

interface ExplanationTable {
  id: Immutable<string>;
  incident_id: Immutable<string>;
  client_id: Immutable<string>;
  client_name: Immutable<string>;
  round: Immutable<number>;
  language: Immutable<string>;
  asked_at: Immutable<number>;
  asked_by: Immutable<string>;
  deadline_on: Immutable<string>;
  questions: Immutable<string>;
  reading: string | null;
  verdict: string | null;
  verdict_note: string;
  decided_at: number | null;
  decided_by: string | null;
  withdrawn_at: number | null;
}
interface ExplanationLetterTable {
  letter_id: Immutable<string>;
  explanation_id: Immutable<string>;
  purpose: Immutable<string>;
  on_day: Immutable<string>;
  due_at: Immutable<number>;
  withdrawn: number;
}
interface ExplanationAnswerTable {
  id: Immutable<string>;
  explanation_id: Immutable<string>;
  source: Immutable<string>;
  taken_at: Immutable<number>;
  taken_by: Immutable<string>;
  sender: Immutable<string>;
  subject: Immutable<string>;
  written_at: Immutable<number | null>;
  text: Immutable<string>;
  own_words: Immutable<string>;
  files: Immutable<string>;
  sha256: Immutable<string>;
  raw: Blob;
  came_on: Immutable<string | null>;
  channel: Immutable<string>;
  back_at: number | null;
  back_by: string | null;
  back_reason: string | null;
}
interface ExplanationMarkTable {
  explanation_id: Immutable<string>;
  item: Immutable<string>;
  mark: string;
  author: string;
  at: number;
}
interface ExplanationOfferTable {
  id: Immutable<string>;
  explanation_id: Immutable<string>;
  reason: Immutable<string>;
  sender: Immutable<string>;
  subject: Immutable<string>;
  written_at: Immutable<number | null>;
  read_at: Immutable<number>;
  own_words: Immutable<string>;
  sha256: Immutable<string>;
  raw: Blob;
  state: string;
}

/** The tables of explanations. */
export interface ExplanationTables {
  explanation: ExplanationTable;
  explanation_letter: ExplanationLetterTable;
  explanation_answer: ExplanationAnswerTable;
  explanation_mark: ExplanationMarkTable;
  explanation_offer: ExplanationOfferTable;
}
