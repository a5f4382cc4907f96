import type { ColumnType } from 'kysely';

type Immutable<T> = ColumnType<T, T, never>;

interface RecipientMailTable {
  id: Immutable<string>;
  incident_id: Immutable<string>;
  sha256: Immutable<string>;
  taken_at: Immutable<number>;
  author: Immutable<string>;
  written_at: Immutable<number | null>;
  from_address: Immutable<string>;
  subject: Immutable<string>;
  own: Immutable<string>;
  signs: Immutable<string>;
  /** 1 and 0 = what a person decided; null = nobody did. */
  accepted: number | null;
  reason: string;
  decided_at: number | null;
  decided_by: string | null;
  eml: Immutable<Uint8Array>;
}
interface TrustAdviceTable {
  service: string;
  language: string;
  wording: string;
  author: string;
  edited_at: number;
}

/** The tables of blocked recipients. */
export interface RecipientTables {
  recipient_mail: RecipientMailTable;
  trust_advice: TrustAdviceTable;
}
