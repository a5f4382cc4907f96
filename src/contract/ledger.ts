import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { LIMITS, PROBLEMS } from '../shared/bundle/words.ts';
import { Instant, Language, Sha256, streamOf, Window } from './common.ts';
import { errors } from './errors.ts';
import { Rung } from './evidence.ts';
import { ClientId, FileRef, HostId } from './ids.ts';
import { TextKind } from './texts.ts';

/** What the chain holds. */
export const LedgerKind = z.enum([
  'opened',
  'version_published',
  'notice_withdrawn',
  'evidence_added',
  'evidence_adopted',
  'evidence_revoked',
  'reply_decided',
  'key_made',
  'bundle_exported',
  'time_stamped',
  'clock_went_back',
]);
export type LedgerKind = z.infer<typeof LedgerKind>;

export const LedgerRow = z.object({
  seq: z.number(),
  at: Instant,
  kind: LedgerKind,
  payloadSha256: Sha256,
  /** SHA-256 over the hash before and this row. */
  hash: Sha256,
});
export type LedgerRow = z.infer<typeof LedgerRow>;

/** Whom and which version a row is about, as far as it is about anybody; `rung` is the degree of the proof it added or took back. */
export const LedgerAbout = z.object({
  clientId: ClientId.nullable(),
  clientName: z.string(),
  hostName: z.string(),
  /** Which of the host's texts it is a version of. */
  versionKind: TextKind,
  versionNumber: z.number(),
  rung: Rung.nullable(),
});
export type LedgerAbout = z.infer<typeof LedgerAbout>;

/** A fault found by a check: where, and what it is. `entry` names a file of the bundle or `ledger:<seq>`. */
export const Problem = z.object({
  entry: z.string(),
  problem: z.enum(PROBLEMS),
});
export type Problem = z.infer<typeof Problem>;

/** What a check does not show; worded by `locales/<language>/bundle.json`. */
export const ProofLimit = z.enum(LIMITS);
export type ProofLimit = z.infer<typeof ProofLimit>;

export const Verification = z.object({
  valid: z.boolean(),
  problems: z.array(Problem),
  limits: z.array(ProofLimit),
  entries: z.number(),
  bytes: z.number(),
  rows: z.number(),
  evidence: z.number(),
  head: z.object({ seq: z.number(), hash: Sha256, at: Instant }).nullable(),
  signature: z.object({ publicKey: z.string(), fingerprint: Sha256, outcome: z.enum(['valid', 'wrong', 'not_checked']), ours: z.boolean() }).nullable(),
  timeStamp: z.object({ at: Instant, outcome: z.enum(['matches', 'wrong', 'not_checked']) }).nullable(),
  /** How the bundle's ledger lies to the one here: the same rows up to its head, another history, or not comparable. */
  against: z.enum(['prefix', 'differs', 'other_ledger', 'not_compared']),
});
export type Verification = z.infer<typeof Verification>;

export const LedgerStatus = z.object({
  rows: z.number(),
  head: LedgerRow.nullable(),
  lastCheck: z.object({ at: Instant, rows: z.number(), problems: z.array(Problem) }).nullable(),
  /** The key bundles are signed with. */
  key: z.object({ fingerprint: Sha256, publicKey: z.string(), madeAt: Instant, usable: z.boolean() }).nullable(),
  signing: z.boolean(),
  /** Address of the time-stamp authority; empty = none. */
  timeStampUrl: z.string(),
});
export type LedgerStatus = z.infer<typeof LedgerStatus>;

export const BundleScope = z.union([
  z.object({ clientId: ClientId, hostId: HostId.optional() }),
  z.object({ hostId: HostId }),
  z.object({ everything: z.literal(true) }),
]);

/** The append-only chain of everything that counts as proof, and the bundles made from it. */
export const ledger = {
  status: oc.input(z.object({})).output(LedgerStatus).errors(errors()),
  /** Newest first. */
  list: oc
    .input(Window)
    .output(z.object({ total: z.number(), rows: z.array(LedgerRow.extend({ payload: z.string(), about: LedgerAbout.nullable() })) }))
    .errors(errors()),
  /** Recomputes the whole chain and compares it with the tables it speaks of. */
  check: oc
    .input(z.object({}))
    .output(eventIterator(streamOf(z.object({ rows: z.number(), problems: z.array(Problem) }))))
    .errors(errors()),
  /** A ZIP that a host can read and verify without this app. */
  exportBundle: oc
    .input(z.object({ scope: BundleScope, language: Language, timeStamp: z.boolean().default(false) }))
    .output(
      eventIterator(
        streamOf(z.object({ fileRef: FileRef, name: z.string(), sizeBytes: z.number(), evidence: z.number(), signed: z.boolean(), timeStamped: z.boolean() })),
      ),
    )
    .errors(errors('client_not_found', 'host_not_found', 'evidence_not_found', 'timestamp_not_set', 'timestamp_failed')),
  verifyBundle: oc
    .input(z.object({ fileRef: FileRef }))
    .output(eventIterator(streamOf(Verification)))
    .errors(errors('file_not_found', 'file_incomplete')),
  /** Turns signing on (makes a key when there is none) or off. The private key stays with the secrets of the shell. */
  setSigning: oc
    .input(z.object({ on: z.boolean() }))
    .output(LedgerStatus)
    .errors(errors('secret_store_unavailable')),
  setTimeStamp: oc
    .input(z.object({ url: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(500)]) }))
    .output(LedgerStatus)
    .errors(errors()),
  /** Asks the authority to stamp the present head, to see that it works. */
  testTimeStamp: oc
    .input(z.object({}))
    .output(z.object({ at: Instant }))
    .errors(errors('timestamp_not_set', 'timestamp_failed')),
};
