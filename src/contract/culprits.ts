import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { REASON_CODES, SITES_OF, STATEMENT_CODES, SUSPECT_LABELS, VERDICT_GAPS, VERDICT_OUTCOMES } from '../shared/culprits.ts';
import { BounceTarget } from './bounces.ts';
import { Instant, Language, streamOf } from './common.ts';
import { errors } from './errors.ts';
import { AlertId, ClientId, FileRef, HostedId, LogId, PackId, VerdictId } from './ids.ts';
import { LogLine, LogTrace } from './logs.ts';

/** What the sentence of a reason or gap says (`culprits:reason.<code>`): numbers, instants as ISO text, words as they stood. */
export const ReasonFacts = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
export const Reason = z.object({ code: z.enum(REASON_CODES), facts: ReasonFacts });
export type Reason = z.infer<typeof Reason>;

export const Suspect = z.object({
  account: z.string(),
  domain: z.string(),
  hostedId: HostedId.nullable(),
  clientId: ClientId.nullable(),
  clientName: z.string(),
  /** null = looked at and not suspected. */
  label: z.enum(SUSPECT_LABELS).nullable(),
  /** Of all recipients above the usual that nothing explains, counted plainly, 0…1. */
  share: z.number(),
  /** The same with weights, 0…1: what came shortly before the moment, bears signs of abuse or is rare for the account counts more. Labels and ranks go by it: the number for a headline. */
  weightedShare: z.number(),
  /** Recipients tried in the window, what is usual in one as long, and what is above it. */
  recipients: z.number(),
  usual: z.number().nullable(),
  /** Where `usual` comes from: the days before, or the quieter hours of the window itself, which is a guess. null = not known, or the verdict is an old one. */
  usualFrom: z.enum(['before', 'window']).nullable().default(null),
  excess: z.number(),
  /** −log10 of the chance of so much by itself, at most 50; null = too little history to say. */
  surprise: z.number().nullable(),
  failed: z.number(),
  /** Failures that tell against the sender: before the block, or for its addresses and contents. */
  failedByOwn: z.number(),
  failedByBlock: z.number(),
  failures: z.array(z.object({ target: BounceTarget, count: z.number() })),
  /** Whether the pack had stayed under the limit of the host without it; of a limit on each account, whether it went over its own. null = no limit is known. */
  sufficientAlone: z.boolean().nullable(),
  onsetAt: Instant.nullable(),
  reasonsFor: z.array(Reason),
  reasonsAgainst: z.array(Reason),
  traces: z.array(LogTrace),
  evidence: z.array(LogLine),
  /** Recipients in equal parts, from as long before the window as the data go (at most seven windows), oldest first; null = no data. */
  series: z.array(z.object({ at: Instant, recipients: z.number().nullable(), failed: z.number().nullable() })),
});
export type Suspect = z.infer<typeof Suspect>;

/** What is said of an account that is not suspected (`culprits:statement.<code>`). */
export const Statement = z.object({ account: z.string(), domain: z.string(), code: z.enum(STATEMENT_CODES), facts: ReasonFacts });
export type Statement = z.infer<typeof Statement>;

/** What the data of a moment say. Never who is guilty: whom to ask first, and why. */
export const Verdict = z.object({
  id: VerdictId,
  outcome: z.enum(VERDICT_OUTCOMES),
  at: Instant,
  windowMinutes: z.number(),
  /** What was really counted: the window ends at the full quarter of an hour nearest to the moment. */
  counted: z.object({ from: Instant, to: Instant }),
  /** IANA zone of the server: what the verdict says of hours and nights is meant in it. */
  zone: z.string(),
  packId: PackId.nullable(),
  packName: z.string(),
  /** The heaviest first; those with a label, then everybody else who sent. */
  suspects: z.array(Suspect),
  /** Everybody else that was looked at, by name, also who is in no source. */
  others: z.array(Statement),
  /** Those of `others` that are `hurt_by_block`. */
  victims: z.array(z.string()),
  /** How many bear bad signs of their own: two or more put the whole pack at risk at many hosts. `sitesOf`: different clients, or accounts where clients are not known. */
  sites: z.number(),
  sitesOf: z.enum(SITES_OF),
  /** The first line of `block`; null = there is none, or no line of it was kept. */
  firstBlock: LogLine.nullable(),
  /** The first refusal in the window for the address of the server that was none of a block: too few, or of one account only. null = none, or the verdict is an old one. */
  firstSingle: LogLine.nullable().default(null),
  /** Receivers refused the server itself: the first time between `from` and `to` (the same where a line tells), so many recipients of the window and of how many accounts. null = they did not, or the verdict is an old one. */
  block: z.object({ from: Instant, to: Instant, recipients: z.number(), accounts: z.number() }).nullable().default(null),
  gaps: z.array(z.object({ code: z.enum(VERDICT_GAPS), facts: ReasonFacts })),
  /** `counts`: messages or recipients. `from`: the rules of the host, or what its panel sets for most accounts. */
  limit: z.object({ count: z.number(), seconds: z.number(), scope: z.string(), counts: z.string(), from: z.enum(['host', 'panel']) }).nullable(),
  sources: z.array(
    z.object({ kind: z.enum(['log', 'panel']), name: z.string(), logId: LogId.nullable(), from: Instant.nullable(), to: Instant.nullable(), readAt: Instant }),
  ),
  rulesVersion: z.string(),
  /** SHA-256 of everything that was judged: the same data give the same verdict. */
  inputSha256: z.string(),
  author: z.string(),
  madeAt: Instant,
});
export type Verdict = z.infer<typeof Verdict>;

export const culprits = {
  /** Judges a moment from logs, from what was read from the panel, or both, and keeps the verdict with its inputs. */
  judge: oc
    .input(
      z.object({
        at: Instant,
        windowMinutes: z
          .number()
          .int()
          .min(15)
          .max(7 * 24 * 60)
          .default(24 * 60),
        logIds: z.array(LogId).max(50).default([]),
        packId: PackId.nullable().default(null),
      }),
    )
    .output(eventIterator(streamOf(Verdict)))
    .errors(errors('log_not_found', 'pack_not_found', 'logs_of_two_packs', 'nothing_to_judge')),
  /** Where to look first: when the pack was suspended, or the first refusal for the server itself, or the end of the data. */
  moment: oc
    .input(z.object({ logIds: z.array(LogId).max(50).default([]), packId: PackId.nullable().default(null), alertId: AlertId.optional() }))
    .output(z.object({ at: Instant, because: z.enum(['pack_suspended', 'suspended', 'first_block', 'limit', 'most', 'end']), account: z.string() }))
    .errors(errors('log_not_found', 'pack_not_found', 'alert_not_found', 'nothing_to_judge')),
  /** Packs that can be judged without any log: figures were read near the moment to look at, which is `at`. */
  packs: oc
    .input(z.object({}))
    .output(z.array(z.object({ packId: PackId, packName: z.string(), at: Instant })))
    .errors(errors()),
  list: oc
    .input(z.object({ packId: PackId.optional(), logId: LogId.optional() }))
    .output(
      z.array(
        Verdict.pick({ id: true, outcome: true, at: true, windowMinutes: true, packId: true, packName: true, sites: true, madeAt: true, author: true }).extend({
          names: z.array(z.string()),
        }),
      ),
    )
    .errors(errors()),
  get: oc
    .input(z.object({ id: VerdictId }))
    .output(Verdict)
    .errors(errors('verdict_not_found')),
  /** The verdict as a document for the host: what happened, who, from what, what was done, who is not concerned. */
  report: oc
    .input(z.object({ id: VerdictId, language: Language, done: z.string().trim().max(4000).default('') }))
    .output(eventIterator(streamOf(z.object({ fileRef: FileRef, name: z.string() }))))
    .errors(errors('verdict_not_found')),
  remove: oc
    .input(z.object({ id: VerdictId }))
    .output(z.object({}))
    .errors(errors('verdict_not_found')),
};
