import { oc } from '@orpc/contract';
import { z } from 'zod';
import { Instant, PlannableDate, Window } from './common.ts';
import { errors } from './errors.ts';
import { HostedAccount, HostedOrigin, HostedState, Lifter, ReasonClass, StateNow } from './hosted.ts';
import { HostedId, HostId, PackId } from './ids.ts';

export const StatusRow = z.object({ account: HostedAccount, now: StateNow, flips: z.number() });
export type StatusRow = z.infer<typeof StatusRow>;

/** One change of state: it happened after `after` and by `at`. */
export const Flip = z.object({
  /** null: the pack as a whole. */
  hostedId: HostedId.nullable(),
  login: z.string(),
  domain: z.string(),
  packId: PackId,
  packName: z.string(),
  after: Instant.nullable(),
  at: Instant,
  from: HostedState.nullable(),
  to: HostedState,
  hostSince: Instant.nullable(),
  reason: z.string(),
  reasonClass: ReasonClass,
  lifter: Lifter,
  origin: HostedOrigin,
  author: z.string(),
});
export type Flip = z.infer<typeof Flip>;

/** The state of a whole pack: `pack_suspended` is inferred, `because` says from what. */
export const PackState = z.object({
  packId: PackId,
  packName: z.string(),
  hostId: HostId,
  hostName: z.string(),
  state: HostedState,
  because: z.enum(['panel_says', 'accounts_flipped', 'login_refused', 'by_hand']).nullable(),
  since: Instant.nullable(),
  after: Instant.nullable(),
  accounts: z.number(),
  counts: z.partialRecord(HostedState, z.number()),
  /** When the panel was last read to its end; null = never. */
  seenAt: Instant.nullable(),
});
export type PackState = z.infer<typeof PackState>;

export const statuses = {
  list: oc
    .input(
      Window.extend({
        search: z.string().max(200).default(''),
        states: z.array(HostedState).default([]),
        hostId: HostId.optional(),
        packId: PackId.optional(),
        reasonClasses: z.array(ReasonClass).default([]),
        notSeen: z.boolean().optional(),
      }),
    )
    .output(z.object({ total: z.number(), rows: z.array(StatusRow), counts: z.partialRecord(HostedState, z.number()), packs: z.array(PackState) }))
    .errors(errors()),
  /** One account as it is now. */
  get: oc
    .input(z.object({ hostedId: HostedId }))
    .output(StatusRow)
    .errors(errors('hosted_not_found')),
  /** Changes of state, newest first: of one account, of a pack, or all. */
  history: oc
    .input(Window.extend({ hostedId: HostedId.optional(), packId: PackId.optional() }))
    .output(z.object({ total: z.number(), rows: z.array(Flip) }))
    .errors(errors('hosted_not_found', 'pack_not_found')),
  /** What a person knows and no panel says: the state of an account, or of a pack. It holds until the panel says otherwise. */
  setByHand: oc
    .input(
      z
        .object({
          hostedId: HostedId.optional(),
          packId: PackId.optional(),
          state: HostedState,
          reason: z.string().trim().max(2000).default(''),
          sinceOn: PlannableDate.nullable().default(null),
        })
        .refine(({ hostedId, packId }) => (hostedId === undefined) !== (packId === undefined)),
    )
    .output(z.object({}))
    .errors(errors('hosted_not_found', 'pack_not_found', 'date_in_future')),
};
