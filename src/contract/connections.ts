import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { CalendarDate, Instant, Language, Sha256, streamOf, Window } from './common.ts';
import { ASKING_PANELS, errors } from './errors.ts';
import { Capability, HostedAccount, Need, PanelKind } from './hosted.ts';
import { AccountId, ClientId, FileRef, HostedId, PackId, ReportId } from './ids.ts';

/** An expected failure as it is kept: a code of the closed list with its values. */
export const Trouble = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])), since: Instant });

/** `new` not tried yet, `ok`, `failing` tried again by itself at `nextAt`, `refused` not tried again before a person acts. */
export const ConnectionState = z.enum(['new', 'ok', 'failing', 'refused']);

export const Schedule = z.object({
  accountsMinutes: z.number().int().min(5).max(1440),
  usageMinutes: z.number().int().min(5).max(1440),
  /** Nothing is asked by itself. */
  paused: z.boolean(),
});

export const Certificate = z.object({
  subject: z.string(),
  issuer: z.string(),
  names: z.array(z.string()),
  sha256: Sha256,
  validFrom: Instant,
  validTo: Instant,
  problem: z.enum(['self_signed', 'unknown_authority', 'other_name', 'expired', 'not_yet_valid', 'other']).nullable(),
});

export const Connection = z.object({
  packId: PackId,
  packName: z.string(),
  hostId: z.string(),
  hostName: z.string(),
  kind: PanelKind,
  address: z.string(),
  login: z.string(),
  secret: z.enum(['not_set', 'set', 'stored_by_other_shell']),
  /** The certificate that alone is accepted; null = as the system's authorities say. */
  pin: Sha256.nullable(),
  /** IANA zone of the panel's days; null = this computer's. */
  zone: z.string().nullable(),
  schedule: Schedule,
  state: ConnectionState,
  trouble: Trouble.nullable(),
  /** What was found when it was last tried; empty before. */
  capabilities: z.array(Capability),
  version: z.string(),
  probedAt: Instant.nullable(),
  accountsAt: Instant.nullable(),
  usageAt: Instant.nullable(),
  nextAt: Instant.nullable(),
  /** Accounts that the host shows, and those of them not decided about yet. */
  accounts: z.number(),
  undecided: z.number(),
});
export type Connection = z.infer<typeof Connection>;

/** What a panel publishes as such, for those who choose. */
export const PanelFacts = z.object({
  kind: PanelKind,
  defaultPort: z.number(),
  secret: z.enum(['token', 'login_key', 'password', 'secret_key', 'key_pair']),
  needsZone: z.boolean(),
  privileges: z.array(z.object({ name: z.string(), needs: z.array(Need) })),
  capabilities: z.array(Capability),
});

export const ConnectionInput = z.object({
  packId: PackId,
  kind: PanelKind,
  /** Host name or address of the panel, with or without https:// and port, as a person pastes it; what follows the port is dropped. */
  address: z.string().trim().min(1).max(500),
  login: z.string().trim().min(1).max(200),
  /** Left out = the one that is stored. */
  secret: z.string().min(1).max(4000).optional(),
  pin: Sha256.nullable().default(null),
  /** IANA zone of the panel's days; null = as it is, and at first this computer's. */
  zone: z.string().trim().min(1).max(64).nullable().default(null),
});

/** What a pull brought. */
export const PullResult = z.object({
  packId: PackId,
  packName: z.string(),
  accounts: z.object({ seen: z.number(), added: z.number(), changed: z.number(), missing: z.number() }).nullable(),
  usage: z.object({ windows: z.number(), rows: z.number() }).nullable(),
  flips: z.number(),
  alerts: z.number(),
  trouble: Trouble.nullable(),
});
export type PullResult = z.infer<typeof PullResult>;

/**
 * A difference between the host and what is kept here. `new`: notice due once it is taken over; `changed`: `changes` says what; `missing`: not on the host
 * any more, which closes nothing by itself; `recreated`: the same login is another account now.
 */
export const Difference = z.object({
  hosted: HostedAccount,
  /** What it says, shortened: another one once it says anything else. */
  mark: z.string(),
  kind: z.enum(['new', 'changed', 'missing', 'recreated']),
  changes: z.array(z.object({ field: z.enum(['domain', 'otherDomains', 'plan', 'login']), before: z.string(), after: z.string() })),
  /** The client it would go to: by address or by domain; null = a new one is made. */
  match: z.object({ clientId: ClientId, accountId: AccountId.nullable(), name: z.string(), by: z.enum(['login', 'domain', 'email']) }).nullable(),
  /** Why it cannot be taken over yet. */
  lacks: z.enum(['email']).nullable(),
});
export type Difference = z.infer<typeof Difference>;

/** What was found in a report that was put in: `panel_table` figures of accounts, `panel_warning` a warning of the panel, `limit_bounce` a message refused for a limit. */
export const ReportPreview = z.object({
  id: ReportId,
  name: z.string(),
  kind: z.enum(['panel_table', 'panel_warning', 'limit_bounce', 'suspension_mail', 'unknown']),
  /** The first and the last day it names; null = none. */
  days: z.object({ first: CalendarDate, last: CalendarDate }).nullable(),
  /** It has figures of which it does not say which single day they are of: it must be chosen. */
  needsDay: z.boolean(),
  /** When it was taken over already, and the day its figures were taken to be of, where it was one; null = it was not. */
  takenOver: z.object({ at: Instant, day: CalendarDate.nullable() }).nullable(),
  total: z.number(),
  /** How many of its rows can be taken over. */
  usable: z.number(),
  /** The first 200. */
  rows: z.array(
    z.object({
      line: z.number(),
      login: z.string(),
      domain: z.string(),
      hostedId: HostedId.nullable(),
      sent: z.number().nullable(),
      delivered: z.number().nullable(),
      deferred: z.number().nullable(),
      failed: z.number().nullable(),
      limit: z.number().nullable(),
      text: z.string(),
      problem: z.enum(['no_account', 'not_a_number', 'unknown_account']).nullable(),
    }),
  ),
  /** What it says in its own words: the first lines, without markup. */
  excerpt: z.string(),
});
export type ReportPreview = z.infer<typeof ReportPreview>;

const pack = z.object({ packId: PackId });

export const connections = {
  /** The panels there are connectors for. */
  kinds: oc.input(z.object({})).output(z.array(PanelFacts)).errors(errors()),
  list: oc.input(z.object({})).output(z.array(Connection)).errors(errors()),
  get: oc.input(pack).output(Connection).errors(errors('pack_not_found', 'connection_not_found')),
  /** The certificate a server shows; nothing else is asked of it. */
  certificate: oc
    .input(ConnectionInput.pick({ kind: true, address: true }))
    .output(Certificate)
    .errors(errors('panel_address_invalid', 'panel_unreachable', 'panel_timeout', 'panel_tls_failed')),
  /** Keeps how to connect, replaces what was kept, and makes nothing of it work yet: see `probe`. */
  save: oc
    .input(ConnectionInput)
    .output(Connection)
    .errors(errors('pack_not_found', 'panel_address_invalid', 'panel_secret_missing', 'time_zone_unknown', 'secret_store_unavailable')),
  setSchedule: oc
    .input(pack.extend({ schedule: Schedule }))
    .output(Connection)
    .errors(errors('pack_not_found', 'connection_not_found')),
  /** Forgets the connection and its secret; what was read stays. */
  remove: oc
    .input(pack)
    .output(z.object({}))
    .errors(errors('pack_not_found', 'connection_not_found', 'secret_store_unavailable')),
  /** Tries every call once and says what works and what lacks which privilege. After a refused login this is what begins again. */
  probe: oc
    .input(pack)
    .output(eventIterator(streamOf(Connection)))
    .errors(errors(...ASKING_PANELS)),
  /** The letter that asks the host for what lacks, in the first language the host reads or the one asked for. Empty `lacking` = nothing lacks. */
  letter: oc
    .input(pack.extend({ language: Language.optional() }))
    .output(z.object({ language: Language, languages: z.array(Language), subject: z.string(), text: z.string(), lacking: z.array(Capability) }))
    .errors(errors('pack_not_found', 'connection_not_found')),
  /** Reads accounts, figures and warnings now; without a pack, of every connection, side by side. A trouble of one pack is in its result and stops no other. */
  pull: oc
    .input(z.object({ packId: PackId.optional() }))
    .output(eventIterator(streamOf(z.object({ packs: z.array(PullResult) }))))
    .errors(errors('pack_not_found', 'connection_not_found')),
  /** What was asked of the panel, newest first. */
  polls: oc
    .input(Window.extend({ packId: PackId }))
    .output(
      z.object({
        total: z.number(),
        rows: z.array(
          z.object({
            at: Instant,
            kind: z.enum(['probe', 'accounts', 'usage', 'warnings']),
            outcome: z.enum(['ok', 'failed', 'cancelled']),
            ms: z.number(),
            rows: z.number(),
            trouble: Trouble.nullable(),
          }),
        ),
      }),
    )
    .errors(errors('pack_not_found')),
  differences: oc
    .input(Window.extend({ packId: PackId.optional(), kinds: z.array(Difference.shape.kind).default([]), decided: z.boolean().default(false) }))
    .output(z.object({ total: z.number(), rows: z.array(Difference), counts: z.partialRecord(Difference.shape.kind, z.number()) }))
    .errors(errors('pack_not_found')),
  /**
   * Carries out what was looked at: `take` makes or mends client and account (a missing one is closed, never erased), `ignore` keeps it out of the list until it
   * changes again. One that changed since it was looked at is left alone and counted in `stale`.
   */
  decide: oc
    .input(
      z.object({
        choices: z
          .array(
            z.object({
              hostedId: HostedId,
              /** Of the difference that was looked at. */
              mark: z.string().max(64),
              choice: z.enum(['take', 'ignore']),
              email: z.string().trim().max(254).optional(),
              clientId: ClientId.nullable().optional(),
            }),
          )
          .min(1)
          .max(5000),
      }),
    )
    .output(z.object({ taken: z.number(), created: z.number(), ignored: z.number(), stale: z.number(), lacking: z.number() }))
    .errors(errors('hosted_not_found', 'client_not_found')),
  /** Reads a report, a table or a mail that the host or its panel made. Writes nothing. */
  readReport: oc
    .input(z.object({ packId: PackId, source: z.union([z.object({ fileRef: FileRef }), z.object({ text: z.string().min(1).max(2_000_000) })]) }))
    .output(ReportPreview)
    .errors(errors('pack_not_found', 'file_not_found', 'file_empty', 'file_incomplete', 'file_too_large', 'file_binary', 'report_unknown')),
  /**
   * Takes over what `readReport` showed. `day`: the one of the pack's zone that figures are of which do not say theirs; the same figures taken again with another
   * one are moved to it. The same report taken twice changes nothing; `already` = when what can be taken once only was.
   */
  takeReport: oc
    .input(z.object({ id: ReportId, day: CalendarDate.optional() }))
    .output(z.object({ rows: z.number(), flips: z.number(), alerts: z.number(), already: Instant.nullable() }))
    .errors(errors('report_not_found', 'report_window_missing')),
};
