import { oc } from '@orpc/contract';
import { z } from 'zod';
import { CalendarDate, Instant, Sha256 } from './common.ts';
import { errors } from './errors.ts';
import { ClientId, FileRef, HostedId, HostMailId, IncidentId, PackId } from './ids.ts';
import { IncidentKind, IncidentSubject } from './incident-subject.ts';

/** What a mail of the host is about. All but the last six are a case. */
export const HostMailTopic = z.enum([
  'listing',
  'suspended_account',
  'suspended_pack',
  'blocked_script',
  'blocked_ip',
  'blocked_account',
  'port_25',
  'limit_reached',
  // No case:
  'not_listed',
  'lifted',
  'announced',
  'came_back',
  'log',
  'unknown',
]);
export type HostMailTopic = z.infer<typeof HostMailTopic>;

/** A place of the mail that says so, in its own words. */
export const HostMailPassage = z.object({ says: z.enum(['topic', 'object', 'list', 'account', 'date', 'reason', 'answer_by']), text: z.string() });
export type HostMailPassage = z.infer<typeof HostMailPassage>;

/** What could not be read, and has to be filled in by hand. */
export const HostMailGap = z.enum(['pack', 'listed', 'list', 'name', 'account', 'date', 'reason']);
export type HostMailGap = z.infer<typeof HostMailGap>;

/** What a mail of the host says, as a case it could be opened as. Nothing is kept of it, and nothing is opened. */
export const HostMail = z.object({
  topic: HostMailTopic,
  /** What else it says, in the order of the mail. */
  also: z.array(HostMailTopic),
  /** The kind of case it would be; null = it is none. */
  kind: IncidentKind.nullable(),
  /** The same with what was read of it; null also where something is missing that the kind cannot do without: see `gaps`. */
  subject: IncidentSubject.nullable(),
  /** The pack whose accounts or addresses it names; null = none, or those of several. */
  packId: PackId.nullable(),
  concerned: z.array(
    z.object({
      /** null = no panel showed it, and it is a client's by the client list. */
      hostedId: HostedId.nullable(),
      packId: PackId,
      clientId: ClientId.nullable(),
      name: z.string(),
      by: z.enum(['login', 'domain']),
      word: z.string(),
      /** What the mail gives as the reason for this account; empty = it gives none of its own. */
      reason: z.string(),
      /** The case of this account alone, where several were stopped: each has a client and a cause of its own. null = all that are named are one case. */
      subject: IncidentSubject.nullable(),
    }),
  ),
  /** Accounts and domains it names that are none of ours. */
  unmatched: z.array(z.string()),
  occurredAt: Instant.nullable(),
  /** What that moment rests on: the words of the mail, or only its own date, by which it had happened; null = it names none. */
  datedBy: z.enum(['words', 'mail']).nullable(),
  /**
   * By whose clock that moment was read: the zone stands in the `words`; else that of the `host`, of the mail's `writer`, or, where nobody knows either, of the computer `here`.
   * `zone` = of the clock that hours without one are read by.
   */
  clock: z.object({ of: z.enum(['words', 'host', 'writer', 'here']), zone: z.string() }),
  /** The host's own number of the matter; empty = it gives none. */
  ticket: z.string(),
  /** Day by which the host wants an answer; null = it names none. */
  answerBy: CalendarDate.nullable(),
  /** That day was counted from the one it is read on: it is the end of a term, in a text that bears no date. */
  answerCounted: z.boolean(),
  passages: z.array(HostMailPassage),
  gaps: z.array(HostMailGap),
  from: z.string(),
  mailSubject: z.string(),
  /** What it says, without markup. */
  text: z.string(),
});
export type HostMail = z.infer<typeof HostMail>;

/** What was put in: a pasted text, or a file. */
export const HostMailSource = z.union([z.object({ text: z.string().min(1).max(2_000_000) }), z.object({ fileRef: FileRef })]);
export type HostMailSource = z.infer<typeof HostMailSource>;

/** A mail of the host that is kept with a case: it was opened from it, or it came later. */
export const KeptHostMail = z.object({
  id: HostMailId,
  takenAt: Instant,
  author: z.string(),
  /** A pasted text has no head: what stands in it of sender and date was typed or copied. */
  isMail: z.boolean(),
  /** Empty or null = not known. Of a mail that was passed on, what the passage says of the host's. */
  from: z.string(),
  subject: z.string(),
  writtenAt: Instant.nullable(),
  messageId: z.string(),
  /** It says when it happened; else the case knows only by when. */
  namesMoment: z.boolean(),
  /** The host's own number of the matter, and the day by which this mail wants an answer; empty or null = it names none. */
  ticket: z.string(),
  answerBy: CalendarDate.nullable(),
  /** That day was counted from the one it was put in: it is the end of a term, in a text that bears no date. */
  answerCounted: z.boolean(),
  /** Of the original, byte for byte. */
  sha256: Sha256,
});
export type KeptHostMail = z.infer<typeof KeptHostMail>;

/** Why what was put in cannot be read. */
export const UNREADABLE = ['file_not_found', 'file_empty', 'file_incomplete', 'file_too_large', 'file_binary', 'mail_unreadable', 'report_unknown'] as const;

export const hostMails = {
  /** Reads a mail of the host, or a text out of it. Keeps nothing. */
  read: oc
    .input(z.object({ source: HostMailSource, packId: PackId.optional() }))
    .output(HostMail)
    .errors(errors('pack_not_found', ...UNREADABLE)),
  /** The mails that are kept with a case, newest first; none where it was opened by hand and none was added. */
  kept: oc
    .input(z.object({ incidentId: IncidentId }))
    .output(z.array(KeptHostMail))
    .errors(errors('incident_not_found')),
  /**
   * Keeps a further mail of the host with an open case, as it came. Its number and its day become those of the case where that had none, and so does an earlier
   * day that is not over, or a later one once that of the case is. `host_mail_kept`: the case has this mail already, and nothing is kept twice.
   */
  add: oc
    .input(z.object({ incidentId: IncidentId, source: HostMailSource }))
    .output(z.object({ mailId: HostMailId }))
    .errors(errors('incident_not_found', 'incident_closed', 'host_mail_kept', ...UNREADABLE)),
  /** The mail as it came. */
  original: oc
    .input(z.object({ incidentId: IncidentId, mailId: HostMailId }))
    .output(z.object({ fileRef: FileRef }))
    .errors(errors('host_mail_not_found')),
};
