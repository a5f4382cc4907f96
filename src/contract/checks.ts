import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { FOUND, MAIL_RULES, OUTCOMES } from '../shared/checks.ts';
import { LIST_FIELDS, LIST_PROBLEMS, WAY_CHOICES, WAY_QUESTIONS, WAY_REASONS, WAYS } from '../shared/lists.ts';
import { CalendarDate, Instant, Language, streamOf } from './common.ts';
import { errors } from './errors.ts';
import { ClientId, FileRef, HostId } from './ids.ts';
import { RuleId } from './rule-pack.ts';

/** A rule of a host that stands behind an advice or a finding, by where it was read. */
export const HostRule = z.object({
  /** Rules of the source documents, worded by `locales/<language>/rules.json`. */
  ids: z.array(RuleId),
  /** Where else it was read: a page, a clause; '' = nowhere else. */
  source: z.string(),
  /** null = nobody noted the day. */
  readOn: CalendarDate.nullable(),
});
export type HostRule = z.infer<typeof HostRule>;

/** E = breaks a requirement, W = breaks a recommendation, I = only the sender can answer. */
export const Severity = z.enum(['E', 'W', 'I']);
/** `client` mends it in his mailing or his domain, `host` on the server. */
export const FindingScope = z.enum(['client', 'host']);

/**
 * What one rule found in a mail; a rule that finds several faults has a finding for each. `checks:found.<found>` words it with `facts`,
 * `evidence` is the header or the passage it is about.
 */
export const Finding = z.object({
  id: z.enum(MAIL_RULES),
  outcome: z.enum(OUTCOMES),
  severity: Severity,
  scope: FindingScope,
  found: z.enum(FOUND),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  evidence: z.string(),
});
export type Finding = z.infer<typeof Finding>;

/** What a mail is for. */
export const MailPurpose = z.enum(['marketing', 'service']);

export const MailCheck = z.object({
  fileName: z.string(),
  sizeBytes: z.number(),
  subject: z.string(),
  from: z.string(),
  /** To + Cc + Bcc, as far as the mail names them. */
  recipients: z.number(),
  /** Language it is written in, of those a letter to the client can be in; null = none of them, or nobody can tell. */
  language: Language.nullable(),
  purpose: MailPurpose,
  /** `mail` = it says so itself; `assumed` = the stricter was taken. */
  purposeFrom: z.enum(['chosen', 'mail', 'assumed']),
  /** False for a mail that was saved before a server had it: what servers add cannot be judged. */
  sent: z.boolean(),
  /** False when only its headers could be read. */
  bodyRead: z.boolean(),
  /** Whose mail it is: who was chosen, or the one client the sender's domain belongs to. */
  client: z.object({ id: ClientId, name: z.string(), from: z.enum(['chosen', 'domain']) }).nullable(),
  /** Whose rules it was held against, and which of them stand behind which rule of the check. `own`: the reseller's own, stricter rule. */
  host: z
    .object({
      id: HostId,
      name: z.string(),
      behind: z.array(HostRule.extend({ rule: z.enum(MAIL_RULES) })),
      own: z.array(z.object({ rule: z.enum(MAIL_RULES), limit: z.number() })),
    })
    .nullable(),
  /** The page that was put in, and what was known of the way out without it. */
  page: z.object({ fileName: z.string(), without: z.array(Finding) }).nullable(),
  findings: z.array(Finding),
});
export type MailCheck = z.infer<typeof MailCheck>;

/** A file that was handed over, or the source of a mail as text. */
const MailSource = z.union([
  z.object({ fileRef: FileRef }),
  z.object({
    text: z
      .string()
      .min(1)
      .max(5 * 1024 * 1024),
  }),
]);

export const MailCheckInput = z.object({
  source: MailSource,
  /** Whose mail it is: his domains and, where all his accounts are at one host, its limits count. */
  clientId: ClientId.optional(),
  /** Whose limits count. */
  hostId: HostId.optional(),
  purpose: MailPurpose.optional(),
  /** More than 5,000 a day. */
  bulk: z.boolean().default(false),
  /** Countries of the recipients, as far as their law asks for more. */
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .max(250)
    .default([]),
  /** The sender's own domains, beside those of the client. */
  domains: z.array(z.string().max(253)).max(500).default([]),
  /** The page its link to unsubscribe opens, saved as HTML. */
  pageRef: FileRef.optional(),
  /** Also ask name servers, which learn by that what domains and address are meant. */
  names: z.boolean().default(false),
});

export const ListInput = z.object({
  source: z.union([z.object({ fileRef: FileRef }), z.object({ text: z.string().min(1).max(5_000_000) })]),
  /** What columns hold, by their 0-based number, where it is not found by itself; null = nothing that matters. */
  columns: z.record(z.string().regex(/^\d{1,3}$/), z.enum(LIST_FIELDS).nullable()).default({}),
  /** A last contact before so many months is too old. */
  silenceMonths: z.number().int().min(1).max(120).default(24),
  /** Prior for undecidable encodings, and of the table that is written. */
  language: Language,
});

export const ListCheck = z.object({
  fileName: z.string(),
  addresses: z.number(),
  /** Nothing speaks against them. */
  fine: z.number(),
  /** Valid, and each once. */
  usable: z.number(),
  columns: z.array(z.object({ index: z.number(), heading: z.string(), field: z.enum(LIST_FIELDS).nullable() })),
  /** What no column says: it could not be checked. */
  missing: z.array(z.enum(LIST_FIELDS)),
  counts: z.array(z.object({ problem: z.enum(LIST_PROBLEMS), count: z.number() })),
  /** The first 500 with faults, of `faulty`. */
  rows: z.array(
    z.object({
      line: z.number(),
      address: z.string(),
      problems: z.array(z.enum(LIST_PROBLEMS)),
      firstLine: z.number().nullable(),
      /** The provider that is probably meant by one that is mistyped. */
      meant: z.string().nullable(),
      contactOn: CalendarDate.nullable(),
    }),
  ),
  faulty: z.number(),
});
export type ListCheck = z.infer<typeof ListCheck>;

const rate = z.object({ count: z.number().int().min(1).max(1_000_000), seconds: z.number().int().min(1).max(86_400) });
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** How long a mailing takes. `seconds` null = no pace is known. Times are those of the clock on the wall. */
export const Pace = z.object({
  seconds: z.number().nullable(),
  /** When the last one leaves; null = no pace is known, or it would take more than two years. */
  ends: z.object({ on: CalendarDate, at: time }).nullable(),
  /** Days on which something leaves. */
  days: z.number().nullable(),
  limits: z.array(
    rate.extend({ /** `example`: the host names a pace without binding itself. */ owner: z.enum(['host', 'example', 'reseller', 'user']), even: z.boolean() }),
  ),
});
export type Pace = z.infer<typeof Pace>;

const errorsOfLists = errors(
  'file_not_found',
  'file_empty',
  'file_too_large',
  'file_incomplete',
  'file_binary',
  'spreadsheet_unreadable',
  'spreadsheet_too_large',
  'spreadsheet_encrypted',
  'encoding_unsuitable',
  'list_without_addresses',
);

/** What is known of a mailing before a way of sending is advised; what is left out was not answered. */
export const AdviceInput = z.object({
  hostId: HostId.optional(),
  addresses: z.number().int().min(1).max(100_000_000).optional(),
  kind: z.enum(WAY_CHOICES.kind).optional(),
  consent: z.enum(WAY_CHOICES.consent).optional(),
  /** Some addresses were bought, rented, exchanged or collected. */
  bought: z.boolean().optional(),
  server: z.enum(WAY_CHOICES.server).optional(),
  sender: z.enum(WAY_CHOICES.sender).optional(),
});
export type AdviceInput = z.infer<typeof AdviceInput>;

export const Advice = z.object({
  hostName: z.string(),
  ways: z.array(
    z.object({
      way: z.enum(WAYS),
      /** `ask` = the host has not said; `open` = it hangs on what was not answered. */
      verdict: z.enum(['advised', 'possible', 'ask', 'no', 'open']),
      /** Those that hold whatever the missing answers are. */
      reasons: z.array(
        z.object({
          code: z.enum(WAY_REASONS),
          /** In the language asked for: the reseller's own words for this host, else those of the program. */
          text: z.string(),
          own: z.boolean(),
          rules: z.array(HostRule),
        }),
      ),
    }),
  ),
  /** What was not answered, each with the ways whose verdict an answer may change. */
  missing: z.array(z.object({ question: z.enum(WAY_QUESTIONS), ways: z.array(z.enum(WAYS)) })),
});
export type Advice = z.infer<typeof Advice>;

const Wording = z.string().trim().min(1).max(2000);

/** A sentence of an advice in every language: as the program has it, and as the reseller words it for one host. */
export const AdviceText = z.object({
  code: z.enum(WAY_REASONS),
  /** Places in it that stand for figures, such as `{{limit}}`. */
  places: z.array(z.string()),
  wordings: z.array(z.object({ language: Language, standard: z.string(), own: z.object({ wording: z.string(), author: z.string(), at: Instant }).nullable() })),
});
export type AdviceText = z.infer<typeof AdviceText>;

const WhichText = z.object({ hostId: HostId, code: z.enum(WAY_REASONS) });

export const checks = {
  /** Checks one mail and keeps nothing of it. Nothing leaves this computer but the questions to name servers, where they are wanted. */
  mail: oc
    .input(MailCheckInput)
    .output(eventIterator(streamOf(MailCheck)))
    .errors(errors('file_not_found', 'file_incomplete', 'file_empty', 'file_too_large', 'mail_unreadable', 'client_not_found', 'host_not_found')),
  /** The faults as a letter to the client, in his language unless another is asked for, with what to do about each. */
  letter: oc
    .input(z.object({ language: Language.optional(), clientId: ClientId.optional(), subject: z.string().max(2000), findings: z.array(Finding).max(200) }))
    .output(z.object({ language: Language, subject: z.string(), text: z.string() }))
    .errors(errors('client_not_found')),
  /** Looks through an address list and keeps nothing of it. Nothing leaves this computer. */
  list: oc
    .input(ListInput)
    .output(eventIterator(streamOf(ListCheck)))
    .errors(errorsOfLists),
  /** Every address of the list with what was found. */
  exportList: oc
    .input(ListInput.extend({ format: z.enum(['csv', 'xlsx']) }))
    .output(eventIterator(streamOf(z.object({ fileRef: FileRef, rows: z.number() }))))
    .errors(errorsOfLists),
  /** How long so many messages take at the host's pace, the reseller's own or the user's, whichever is slowest, within working hours if there are any. */
  pace: oc
    .input(
      z.object({
        addresses: z.number().int().min(1).max(100_000_000),
        hostId: HostId.optional(),
        rate: rate.optional(),
        startsOn: CalendarDate,
        startsAt: time,
        /** Within these hours only, from Monday to Friday if `weekdays`. */
        hours: z
          .object({ from: time, to: time, weekdays: z.boolean() })
          .refine(({ from, to }) => from < to)
          .optional(),
      }),
    )
    .output(Pace)
    .errors(errors('host_not_found')),
  /** By what way a mailing may be sent, from what is known of it and of the host. */
  advice: oc
    .input(AdviceInput.extend({ language: Language }))
    .output(Advice)
    .errors(errors('host_not_found')),
  adviceText: oc.input(WhichText).output(AdviceText).errors(errors('host_not_found')),
  /** Keeps own words for a host, or gives them back (null); languages that are not named stay as they are. */
  setAdviceText: oc
    .input(WhichText.extend({ wordings: z.partialRecord(Language, Wording.nullable()) }))
    .output(AdviceText)
    .errors(errors('host_not_found')),
};
