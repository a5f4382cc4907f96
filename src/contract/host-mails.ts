import { oc } from '@orpc/contract';
import { z } from 'zod';
import { CalendarDate, Instant } from './common.ts';
import { errors } from './errors.ts';
import { ClientId, FileRef, HostedId, PackId } from './ids.ts';
import { IncidentKind, IncidentSubject } from './incidents.ts';

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
    z.object({ hostedId: HostedId, packId: PackId, clientId: ClientId.nullable(), name: z.string(), by: z.enum(['login', 'domain']), word: z.string() }),
  ),
  /** Accounts and domains it names that are none of ours. */
  unmatched: z.array(z.string()),
  occurredAt: Instant.nullable(),
  /** The host's own number of the matter; empty = it gives none. */
  ticket: z.string(),
  /** Day by which the host wants an answer; null = it names none. */
  answerBy: CalendarDate.nullable(),
  passages: z.array(HostMailPassage),
  gaps: z.array(HostMailGap),
  from: z.string(),
  mailSubject: z.string(),
  /** What it says, without markup. */
  text: z.string(),
});
export type HostMail = z.infer<typeof HostMail>;

export const hostMails = {
  /** Reads a mail of the host, or a text out of it. Keeps nothing. */
  read: oc
    .input(z.object({ source: z.union([z.object({ text: z.string().min(1).max(2_000_000) }), z.object({ fileRef: FileRef })]), packId: PackId.optional() }))
    .output(HostMail)
    .errors(errors('pack_not_found', 'file_not_found', 'file_empty', 'file_incomplete', 'file_too_large', 'file_binary', 'mail_unreadable', 'report_unknown')),
};
