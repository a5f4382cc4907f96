import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { CalendarDate, Instant, Language, streamOf, Window } from './common.ts';
import { errors } from './errors.ts';
import { AccountId, ClientId, ContactId, FileRef, HostId, PackId } from './ids.ts';

export const ContactRole = z.enum(['owner', 'technical', 'billing', 'other']);
export const AccountStatus = z.enum(['active', 'suspended', 'closed', 'unknown']);

/**
 * What a client has been told, for the version in force: `told` by a real server, `practised` only in the practice
 * mailbox, `queued` on its way, `due` not yet, `blocked` something is missing, `no_policy` nothing is published,
 * `none` no active account.
 */
export const Told = z.enum(['told', 'practised', 'queued', 'failed', 'due', 'blocked', 'no_policy', 'none']);
export type Told = z.infer<typeof Told>;

export const Contact = z.object({
  id: ContactId,
  role: ContactRole,
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  phone: z.string(),
  /** Empty = the client's language. */
  language: Language.nullable(),
  validFrom: CalendarDate,
  /** Day on which the contact ceased to be one; null while it is. */
  validTo: CalendarDate.nullable(),
});

export const Account = z.object({
  id: AccountId,
  packId: PackId,
  packName: z.string(),
  hostName: z.string(),
  login: z.string(),
  mainDomain: z.string(),
  otherDomains: z.array(z.string()),
  plan: z.string(),
  orderedOn: CalendarDate.nullable(),
  status: AccountStatus,
});

export const ClientRow = z.object({
  id: ClientId,
  number: z.string(),
  name: z.string(),
  email: z.string(),
  language: Language,
  accounts: z.number(),
  activeAccounts: z.number(),
  mainDomain: z.string(),
  told: Told,
  /** When a mail server last took a notice for this client. */
  lastNoticeAt: Instant.nullable(),
  createdAt: Instant,
});
export type ClientRow = z.infer<typeof ClientRow>;

/** One dated thing that happened to a client; `params` fill the sentence of `event`. Newest first. */
export const TimelineEntry = z.object({
  at: Instant,
  event: z.enum([
    'created',
    'imported',
    'changed',
    'notice_queued',
    'notice_sent',
    'notice_practised',
    'notice_drafted',
    'notice_failed',
    'notice_uncertain',
    'notice_cancelled',
    'reminder_queued',
    'reminder_sent',
    'reminder_practised',
    'reminder_drafted',
    'reminder_failed',
    'reminder_uncertain',
    'reminder_cancelled',
    'reminder_skipped',
    'letter_queued',
    'letter_sent',
    'letter_practised',
    'letter_drafted',
    'letter_failed',
    'letter_uncertain',
    'letter_cancelled',
    'bounced',
    'complained',
    'suppressed',
    'suppression_lifted',
    'hold_begun',
    'hold_ended',
    'host_state',
    'alert',
    'incident_opened',
    'incident_closed',
  ]),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const ClientCard = ClientRow.extend({
  company: z.string(),
  note: z.string(),
  /** IANA zone in which working hours are meant; empty = the one of the reminder settings. */
  timeZone: z.string(),
  contacts: z.array(Contact),
  accountList: z.array(Account),
  timeline: z.array(TimelineEntry),
});
export type ClientCard = z.infer<typeof ClientCard>;

export const ClientFilter = z.object({
  search: z.string().max(200).default(''),
  told: z.array(Told).default([]),
  languages: z.array(Language).default([]),
  hostId: HostId.optional(),
  packId: PackId.optional(),
});

const ContactInput = Contact.omit({ id: true, validFrom: true, validTo: true })
  .extend({ id: ContactId.optional(), email: z.string().trim().max(254) })
  .partial({ firstName: true, lastName: true, phone: true, language: true });
const AccountInput = z.object({
  id: AccountId.optional(),
  packId: PackId,
  login: z.string().trim().max(64).default(''),
  mainDomain: z.string().trim().max(253),
  otherDomains: z.array(z.string().trim().max(253)).max(200).default([]),
  plan: z.string().trim().max(120).default(''),
  orderedOn: CalendarDate.nullable().default(null),
  status: AccountStatus.default('active'),
});
export const ClientInput = z.object({
  number: z.string().trim().max(64).default(''),
  company: z.string().trim().max(200).default(''),
  language: Language,
  note: z.string().max(4000).default(''),
  /** IANA zone; empty = the one of the reminder settings. */
  timeZone: z.string().trim().max(64).default(''),
  /** The first one receives the notices. A contact left out ceases to be valid today; it is never erased. */
  contacts: z.array(ContactInput).min(1).max(20),
  /** An account left out is closed, never erased. */
  accounts: z.array(AccountInput).max(500),
});

/** An account with its owner. */
export const OwnedAccount = Account.extend({ clientId: ClientId });
export type OwnedAccount = z.infer<typeof OwnedAccount>;

export const clients = {
  list: oc
    .input(
      Window.extend({
        filter: ClientFilter.prefault({}),
        sort: z.enum(['name', 'number', 'email', 'told', 'created', 'last_notice']).default('name'),
        descending: z.boolean().default(false),
      }),
    )
    .output(z.object({ total: z.number(), rows: z.array(ClientRow), counts: z.partialRecord(Told, z.number()) }))
    .errors(errors()),
  get: oc
    .input(z.object({ id: ClientId }))
    .output(ClientCard)
    .errors(errors('client_not_found')),
  /** What the list knows of the accounts of some clients, whether or not a panel was ever read; closed ones are left out. */
  accounts: oc
    .input(z.object({ clientIds: z.array(ClientId).max(100) }))
    .output(z.array(OwnedAccount))
    .errors(errors()),
  create: oc
    .input(ClientInput)
    .output(ClientCard)
    .errors(errors('client_email_taken', 'pack_not_found', 'time_zone_unknown')),
  update: oc
    .input(ClientInput.extend({ id: ClientId }))
    .output(ClientCard)
    .errors(errors('client_not_found', 'client_email_taken', 'pack_not_found', 'time_zone_unknown')),
  /** The list as a file that the import maps back without a question. Cells are formula-safe. */
  export: oc
    .input(z.object({ format: z.enum(['csv', 'xlsx']), language: Language, filter: ClientFilter.prefault({}) }))
    .output(eventIterator(streamOf(z.object({ fileRef: FileRef, rows: z.number() }))))
    .errors(errors('disk_full')),
};
