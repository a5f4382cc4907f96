import { oc } from '@orpc/contract';
import { z } from 'zod';
import { DOSSIER_ITEMS, DOSSIER_TICKS, FILE_ITEMS, MAILING_KINDS } from '../shared/dossiers.ts';
import { Finding } from './checks.ts';
import { CalendarDate, Instant, Language, PlannableDate, Sha256 } from './common.ts';
import { errors } from './errors.ts';
import { ClientId, DossierFileId, DossierId, FileRef, HostId } from './ids.ts';
import { Handover } from './letters.ts';
import { MergeField } from './merge-fields.ts';
import { RuleId, ServerKind } from './rule-pack.ts';

export const DossierItem = z.enum(DOSSIER_ITEMS);
export const DossierFileItem = z.enum(FILE_ITEMS);
export const DossierTickId = z.enum(DOSSIER_TICKS);

/** `draft` and `complete` follow from the items; the others are what was said of the application. */
export const DossierState = z.enum(['draft', 'complete', 'given', 'granted', 'refused']);
export type DossierState = z.infer<typeof DossierState>;

const Line = z.string().trim().max(200);

/** What is typed in; empty and null = not known yet. Nothing of it is ever filled in by the program. */
export const DossierFields = z.object({
  account: Line,
  ipAddress: z.union([z.ipv4(), z.ipv6(), z.literal('')]),
  sendingAddress: z.union([z.email(), z.literal('')]),
  /** Selector of the DKIM key; empty = as the sample letter is signed. */
  dkimSelector: z.string().regex(/^[A-Za-z0-9._-]{0,63}$/),
  kinds: z.array(z.enum(MAILING_KINDS)),
  perDay: z.number().int().min(1).max(100_000_000).nullable(),
  peak: z.number().int().min(1).max(100_000_000).nullable(),
  /** How people agree, and the words they agree to, as the client gave them. */
  consentWording: z.string().trim().max(5000),
  /** Where they agree: on a form for the mailing itself, or when they register. */
  consentAt: z.enum(['subscription', 'registration']),
  unsubscribeUrl: z.union([z.url({ protocol: /^https?$/ }).max(500), z.literal('')]),
  contactHours: z.string().trim().max(500),
});
export type DossierFields = z.infer<typeof DossierFields>;

/** A file somebody brought, byte for byte. */
export const DossierFile = z.object({
  id: DossierFileId,
  item: DossierFileItem,
  name: z.string(),
  mime: z.string(),
  sizeBytes: z.number(),
  sha256: Sha256,
  addedAt: Instant,
  addedBy: z.string(),
});
export type DossierFile = z.infer<typeof DossierFile>;

/**
 * Why an item is not counted, or is to be looked at again. `not_asked`: the host does not ask for it; `other_way`: people agree elsewhere.
 * `no_unsubscribe` keeps a sample letter from counting: the host refuses such letters.
 */
export const DossierRemark = z.enum([
  'not_asked',
  'other_way',
  'not_needed',
  'no_unsubscribe',
  'sample_faults',
  'password_field',
  'login_link',
  'records_fail',
  'records_unknown',
  'records_stale',
  'peak_below',
  'sender_not_set',
]);
export type DossierRemark = z.infer<typeof DossierRemark>;

export const DossierItemView = z.object({
  id: DossierItem,
  state: z.enum(['provided', 'missing', 'not_needed']),
  /** Who must bring it. */
  who: z.enum(['client', 'us']),
  remarks: z.array(DossierRemark),
  /** Why it is not needed, in the words of whoever said so; empty where a remark says it. */
  reason: z.string(),
  file: DossierFile.nullable(),
});
export type DossierItemView = z.infer<typeof DossierItemView>;

/** What the host answered. */
export const DossierOutcome = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('granted'),
    on: CalendarDate,
    /** What it covers, in the host's words. */
    scope: z.string().trim().min(1).max(2000),
    from: CalendarDate,
    /** Last day; null = the host named none. */
    until: PlannableDate.nullable(),
  }),
  z.object({
    kind: z.literal('refused'),
    on: CalendarDate,
    /** Word for word. */
    reason: z.string().trim().min(1).max(5000),
    mayAgain: z.boolean(),
  }),
]);
export type DossierOutcome = z.infer<typeof DossierOutcome>;

export const DossierRow = z.object({
  id: DossierId,
  hostId: HostId,
  hostName: z.string(),
  clientId: ClientId,
  clientName: z.string(),
  server: ServerKind,
  state: DossierState,
  provided: z.number(),
  needed: z.number(),
  missing: z.array(DossierItem),
  /** Last day of the grant; null = none, or none named. */
  until: CalendarDate.nullable(),
  /** `renew` from 30 days before the last day on, `expired` after it; once another application in its place was handed in, it asks for nothing any more. */
  due: z.enum(['none', 'renew', 'expired']),
  /** Days to the last day, negative after it; null without one. */
  daysLeft: z.number().nullable(),
  changedAt: Instant,
});
export type DossierRow = z.infer<typeof DossierRow>;

export const Dossier = DossierRow.extend({
  fields: DossierFields,
  items: z.array(DossierItemView),
  /** Who confirmed what, and on which day. */
  ticks: z.partialRecord(DossierTickId, z.object({ on: CalendarDate, author: z.string() })),
  /** What the check of the sample letter found; null without one. */
  sample: z.object({ subject: z.string(), findings: z.array(Finding) }).nullable(),
  /** What name servers said of SPF, DKIM, DMARC and PTR, and of what; null = nobody asked. */
  technical: z.object({ askedAt: Instant, domain: z.string(), ipAddress: z.string(), findings: z.array(Finding) }).nullable(),
  given: Handover.nullable(),
  outcome: DossierOutcome.nullable(),
  renewalOf: DossierId.nullable(),
  /** Language the application is written in: the first the host reads that there is a text in. */
  hostLanguage: Language,
  history: z.array(
    z.object({
      at: Instant,
      author: z.string(),
      what: z.enum(['opened', 'copied', 'file', 'removed', 'not_needed', 'needed', 'asked', 'exported', 'given', 'granted', 'refused', 'taken_back']),
      text: z.string(),
    }),
  ),
});
export type Dossier = z.infer<typeof Dossier>;

/** Whether a host admits such a server to its white list, and how it is known. */
export const Admission = z.object({
  verdict: z.enum(['admitted', 'refused', 'unknown']),
  because: z.enum(['admitted', 'other_server', 'no_white_list', 'rule_unknown', 'servers_unknown']),
  hostName: z.string(),
  /** Servers it does admit. */
  servers: z.array(ServerKind),
  /** Rules of the source documents behind it, and what the rule was read from. */
  rules: z.array(RuleId),
  source: z.string(),
  readOn: CalendarDate.nullable(),
  /** What to ask the host, in its language and in the reader's, where the rule is not known. */
  question: z
    .object({
      language: Language,
      /** Whether the rules say that the host reads this language. */
      languageKnown: z.boolean(),
      subject: z.string(),
      text: z.string(),
      translation: z.object({ subject: z.string(), text: z.string() }).nullable(),
    })
    .nullable(),
});
export type Admission = z.infer<typeof Admission>;

const Which = z.object({ id: DossierId });
const errorsOfChange = ['dossier_not_found', 'dossier_wrong_state', 'host_not_found'] as const;

export const dossiers = {
  /** Those that are due first, then those being made, newest change first. */
  list: oc
    .input(z.object({ clientId: ClientId.optional() }))
    .output(z.array(DossierRow))
    .errors(errors()),
  /** Whether it is worth beginning at all. `askIn`: language of the question where the rules name none that the host reads. Writes nothing. */
  admission: oc
    .input(z.object({ hostId: HostId, server: ServerKind, language: Language, askIn: Language.optional() }))
    .output(Admission)
    .errors(errors('host_not_found')),
  get: oc.input(Which).output(Dossier).errors(errors('dossier_not_found', 'host_not_found')),
  /** Begins a dossier, only where the host is known to admit such a server. */
  create: oc
    .input(z.object({ hostId: HostId, clientId: ClientId, server: ServerKind }))
    .output(Dossier)
    .errors(errors('host_not_found', 'client_not_found', 'dossier_not_admitted', 'dossier_rule_unknown')),
  update: oc
    .input(Which.extend({ fields: DossierFields.partial() }))
    .output(Dossier)
    .errors(errors(...errorsOfChange)),
  /** A person confirms a point, or takes that back. */
  tick: oc
    .input(Which.extend({ tick: DossierTickId, on: z.boolean() }))
    .output(Dossier)
    .errors(errors(...errorsOfChange)),
  /** Says why an item is not needed; null = it is needed after all. */
  need: oc
    .input(Which.extend({ item: DossierItem, reason: z.string().trim().min(1).max(500).nullable() }))
    .output(Dossier)
    .errors(errors(...errorsOfChange)),
  /** Takes a file in the place of the one there was, which `restoreFile` brings back. A sample letter is checked at once. */
  addFile: oc
    .input(Which.extend({ item: DossierFileItem, fileRef: FileRef }))
    .output(Dossier)
    .errors(
      errors(
        ...errorsOfChange,
        'file_not_found',
        'file_incomplete',
        'file_empty',
        'file_too_large',
        'dossier_file_unsuitable',
        'dossier_file_damaged',
        'mail_unreadable',
      ),
    ),
  removeFile: oc
    .input(Which.extend({ fileId: DossierFileId }))
    .output(Dossier)
    .errors(errors(...errorsOfChange, 'dossier_file_not_found')),
  restoreFile: oc
    .input(Which.extend({ fileId: DossierFileId }))
    .output(Dossier)
    .errors(errors(...errorsOfChange, 'dossier_file_not_found')),
  readFile: oc
    .input(Which.extend({ fileId: DossierFileId }))
    .output(z.object({ fileRef: FileRef }))
    .errors(errors('dossier_not_found', 'dossier_file_not_found')),
  /** Asks name servers about the sender's domain and server; they learn by that what is asked about. */
  askNames: oc
    .input(Which)
    .output(Dossier)
    .errors(errors(...errorsOfChange, 'dossier_sender_missing')),
  /** The letter to the host as it would be, in its language and in the reader's. Fields without a value stay in brackets. */
  letter: oc
    .input(Which.extend({ readerLanguage: Language }))
    .output(
      z.object({
        language: Language,
        subject: z.string(),
        text: z.string(),
        html: z.string(),
        missing: z.array(MergeField),
        translation: z.object({ subject: z.string(), text: z.string(), html: z.string() }).nullable(),
      }),
    )
    .errors(errors('dossier_not_found', 'host_not_found', 'client_not_found')),
  /** One ZIP to hand in, and the index and the letter in the language of whoever asks. What is not complete says on each page that it is a draft. */
  export: oc
    .input(Which.extend({ readerLanguage: Language }))
    .output(
      z.object({
        fileRef: FileRef,
        name: z.string(),
        sha256: Sha256,
        draft: z.boolean(),
        /** Null where the reader reads the host's language. */
        translation: z.object({ fileRef: FileRef, name: z.string() }).nullable(),
      }),
    )
    .errors(errors('dossier_not_found', 'host_not_found', 'client_not_found')),
  /** Says that a complete dossier was handed in. Nothing is ever handed in by the program; from then on nothing in it changes. */
  give: oc
    .input(Which.extend({ given: Handover }))
    .output(Dossier)
    .errors(errors(...errorsOfChange, 'dossier_incomplete', 'date_in_future')),
  answer: oc
    .input(Which.extend({ outcome: DossierOutcome }))
    .output(Dossier)
    .errors(errors(...errorsOfChange, 'date_in_future', 'dossier_dates')),
  /** Takes back what was said last: the answer, or that it was handed in. */
  takeBack: oc
    .input(Which)
    .output(Dossier)
    .errors(errors(...errorsOfChange)),
  /** A new dossier with what was typed in and the files; confirmations and answers of name servers are to be had anew. */
  copy: oc
    .input(Which)
    .output(Dossier)
    .errors(errors('dossier_not_found', 'host_not_found', 'dossier_not_admitted', 'dossier_rule_unknown')),
  /** Takes away a dossier that was not handed in; `restore` brings it back. */
  remove: oc
    .input(Which)
    .output(z.object({}))
    .errors(errors(...errorsOfChange)),
  restore: oc.input(Which).output(Dossier).errors(errors('dossier_not_found', 'host_not_found')),
};
