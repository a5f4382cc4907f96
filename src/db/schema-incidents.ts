import type { ColumnType, Generated } from 'kysely';

type Immutable<T> = ColumnType<T, T, never>;

interface IncidentTable {
  id: Immutable<string>;
  reference: Immutable<string>;
  kind: Immutable<string>;
  subject: string;
  pack_id: Immutable<string>;
  occurred_at: number;
  opened_at: Immutable<number>;
  opened_on: Immutable<string>;
  closed_at: number | null;
  touched_at: number;
  alert_id: Immutable<string | null>;
  alert_frozen: Immutable<string | null>;
  verdict_id: Immutable<string | null>;
  cause: string;
  fix: string;
  prevention: string;
  ticket: string;
  answer_by: string | null;
}
interface IncidentConcernedTable {
  id: Generated<number>;
  incident_id: Immutable<string>;
  hosted_id: Immutable<number | null>;
  client_id: string | null;
  name: string;
  role: string;
}
interface IncidentStepTable {
  incident_id: Immutable<string>;
  step: Immutable<string>;
  state: string;
  note: string;
  minutes: number;
  cents: number;
  chosen_on: string | null;
  changed_at: number | null;
  changed_by: string | null;
}
interface IncidentEntryTable {
  id: Generated<number>;
  incident_id: Immutable<string>;
  at: Immutable<number>;
  author: Immutable<string>;
  what: Immutable<string>;
  step: Immutable<string | null>;
  state: Immutable<string | null>;
  text: Immutable<string>;
  told: Immutable<string | null>;
}
interface IncidentMailTable {
  id: Immutable<string>;
  incident_id: Immutable<string>;
  sha256: Immutable<string>;
  taken_at: Immutable<number>;
  author: Immutable<string>;
  is_mail: Immutable<number>;
  from_address: Immutable<string>;
  subject: Immutable<string>;
  written_at: Immutable<number | null>;
  message_id: Immutable<string>;
  names_moment: Immutable<number>;
  ticket: Immutable<string>;
  answer_by: Immutable<string | null>;
  answer_counted: Immutable<number>;
  original: ColumnType<Uint8Array, Uint8Array, never>;
}

/** The tables of incidents. */
export interface IncidentTables {
  incident: IncidentTable;
  incident_concerned: IncidentConcernedTable;
  incident_step: IncidentStepTable;
  incident_entry: IncidentEntryTable;
  incident_mail: IncidentMailTable;
}
