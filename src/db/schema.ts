import type { ColumnType, Generated } from 'kysely';
import type { BlocklistTables } from './schema-blocklists.ts';
import type { DossierTables } from './schema-dossiers.ts';
import type { ExplanationTables } from './schema-explanations.ts';
import type { HostedTables } from './schema-hosted.ts';
import type { IncidentTables } from './schema-incidents.ts';
import type { LetterTables } from './schema-letters.ts';
import type { LogTables } from './schema-logs.ts';
import type {
  EvidenceAccountTable,
  EvidenceFileTable,
  EvidenceRevokedTable,
  EvidenceTable,
  ImapPositionTable,
  LedgerTable,
  ReplyTable,
} from './schema-proof.ts';
import type { RecipientTables } from './schema-recipients.ts';
import type {
  BounceTable,
  DestinationTable,
  ReminderHoldTable,
  ReminderOnceTable,
  ReminderRuleTable,
  ReminderRunTable,
  SuppressionTable,
} from './schema-reminders.ts';
import type { RepermissionTables } from './schema-repermission.ts';

type Immutable<T> = ColumnType<T, T, never>;
/** Bytes as the driver gives them. */
type Blob = ColumnType<Uint8Array, Uint8Array, never>;

interface SettingTable {
  key: string;
  value: string;
}
interface SecretTable {
  name: string;
  provider: string;
  sealed: string;
}
interface HostTable {
  id: string;
  name: string;
  preset_id: string;
  rules: string;
  own_rules: Generated<string>;
  terms: Generated<string>;
  created_at: number;
}
interface PackTable {
  id: string;
  host_id: string;
  name: string;
  created_at: number;
  zone: string | null;
}
interface ImportBatchTable {
  id: string;
  file_name: string;
  file_sha256: string;
  pack_id: string;
  author: string;
  totals: string;
  imported_at: number;
  undone_at: number | null;
}
interface ImportChangeTable {
  batch_id: string;
  seq: number;
  client_id: string;
  action: string;
  before: string | null;
}
interface ImportMappingTable {
  signature: string;
  mapping: string;
  used_at: number;
}
interface ClientTable {
  id: string;
  number: string;
  name: string;
  company: string;
  language: string;
  note: string;
  email: string;
  email_key: string;
  main_domain: string;
  sort_key: string;
  search_key: string;
  batch_id: string | null;
  created_at: number;
  changed_at: number;
  time_zone: Generated<string>;
}
interface ContactTable {
  id: string;
  client_id: string;
  position: number;
  role: string;
  first_name: string;
  last_name: string;
  email: string;
  email_key: string;
  phone: string;
  language: string | null;
  valid_from: string;
  valid_to: string | null;
}
interface AccountTable {
  id: string;
  client_id: string;
  pack_id: string;
  login: string;
  main_domain: string;
  domain_key: string;
  other_domains: string;
  plan: string;
  ordered_on: string | null;
  status: string;
  created_at: number;
  /** Written by a trigger when the status becomes `closed`. */
  closed_at: ColumnType<number | null, never, never>;
}
interface ClientEventTable {
  client_id: string;
  at: number;
  seq: number;
  event: string;
  params: string;
}
interface RuleChangeTable {
  host_id: Immutable<string>;
  seq: Immutable<number>;
  at: Immutable<number>;
  author: Immutable<string>;
  owner: Immutable<string>;
  field: Immutable<string>;
  before: Immutable<string>;
  after: Immutable<string>;
  reason: Immutable<string>;
}
interface TextEditTable {
  host_id: string;
  kind: string;
  section: string;
  language: string;
  round: number;
  wording: string | null;
  generated_sha256: string;
  author: string;
  edited_at: number;
}
interface PolicyVersionTable {
  id: Immutable<string>;
  host_id: Immutable<string>;
  kind: Immutable<string>;
  number: Immutable<number>;
  effective_on: Immutable<string>;
  material: Immutable<number>;
  changelog: Immutable<string>;
  author: Immutable<string>;
  published_at: Immutable<number>;
  sha256: Immutable<string>;
  /** Rules of the host, the reseller's own and his terms the texts were made from, as canonical JSON; empty for versions older than that. */
  basis: Immutable<string>;
}
interface PolicyTextTable {
  version_id: Immutable<string>;
  language: Immutable<string>;
  content: Immutable<string>;
  sha256: Immutable<string>;
}
interface NoticeTable {
  id: string;
  client_id: string;
  contact_id: string;
  host_id: string;
  version_id: string;
  kind: string;
  language: string;
  fallback: number;
  transport: string;
  content_sha256: string;
  content: string;
  pdf: Blob;
  domains: string;
  withdrawn_at: number | null;
  created_at: number;
  token: string | null;
  about_version_id: Generated<string | null>;
}
interface NoticeAccountTable {
  account_id: string;
  version_id: string;
  transport: string;
  /** Of a reminder: the period it serves; '' for a notice. */
  period: Generated<string>;
  notice_id: string;
}
interface OutboxTable {
  id: string;
  notice_id: string | null;
  client_id: string;
  host_id: string;
  pack_id: string | null;
  kind: string;
  /** 0 leaves before 1. */
  priority: number;
  state: string;
  transport: string;
  client_name: string;
  language: string;
  sender: string;
  return_path: string;
  recipient: string;
  /** Domain of the recipient, as addresses are compared. */
  destination: string;
  subject: string;
  message_id: Immutable<string>;
  due_at: number;
  attempts: Generated<number>;
  sending_at: number | null;
  sent_at: number | null;
  server_reply: Generated<string>;
  error_code: Generated<string>;
  failure_class: string | null;
  failure_target: string | null;
  search_key: string;
  created_at: number;
}
interface OutboxContentTable {
  outbox_id: Immutable<string>;
  eml: Blob;
}
interface OutboxEventTable {
  outbox_id: string;
  seq: number;
  at: number;
  state: string;
  reply: string;
  error_code: string;
  /** Of an attempt: its instant as the pace counts time. */
  paced_at: number | null;
}
interface PracticeMessageTable {
  outbox_id: string;
  received_at: number;
  read_at: number | null;
}
/** The tables as they stand after the newest migration. */
export interface Schema
  extends BlocklistTables,
    DossierTables,
    HostedTables,
    ExplanationTables,
    IncidentTables,
    LetterTables,
    LogTables,
    RecipientTables,
    RepermissionTables {
  setting: SettingTable;
  secret: SecretTable;
  host: HostTable;
  pack: PackTable;
  import_batch: ImportBatchTable;
  import_change: ImportChangeTable;
  import_mapping: ImportMappingTable;
  client: ClientTable;
  contact: ContactTable;
  account: AccountTable;
  client_event: ClientEventTable;
  policy_version: PolicyVersionTable;
  policy_text: PolicyTextTable;
  notice: NoticeTable;
  notice_account: NoticeAccountTable;
  outbox: OutboxTable;
  outbox_content: OutboxContentTable;
  outbox_event: OutboxEventTable;
  practice_message: PracticeMessageTable;
  evidence: EvidenceTable;
  evidence_account: EvidenceAccountTable;
  evidence_file: EvidenceFileTable;
  evidence_revoked: EvidenceRevokedTable;
  rule_change: RuleChangeTable;
  text_edit: TextEditTable;
  reply: ReplyTable;
  imap_position: ImapPositionTable;
  ledger: LedgerTable;
  destination: DestinationTable;
  reminder_rule: ReminderRuleTable;
  reminder_hold: ReminderHoldTable;
  reminder_once: ReminderOnceTable;
  reminder_run: ReminderRunTable;
  bounce: BounceTable;
  suppression: SuppressionTable;
}
