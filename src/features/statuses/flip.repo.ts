import type { WriteDb } from '../../db/db.ts';
import type { HostedState } from '../../shared/panels.ts';
import type { AccountState } from './state.rules.ts';

/** A change of state to be kept. It happened after `after` and by `at`. */
export interface NewFlip extends AccountState {
  readonly packId: string;
  /** null: the pack as a whole. */
  readonly hostedId: number | null;
  readonly from: HostedState | null;
  readonly after: number | null;
  readonly at: number;
  readonly origin: 'panel' | 'report' | 'hand';
  /** From what the state of a pack was inferred; '' for an account. */
  readonly because?: string;
  readonly author?: string;
}

export async function insertFlip(tx: WriteDb, flip: NewFlip): Promise<void> {
  await tx
    .insertInto('flip')
    .values({
      pack_id: flip.packId,
      hosted_id: flip.hostedId,
      after_at: flip.after,
      at: flip.at,
      from_state: flip.from,
      to_state: flip.state,
      host_since: flip.hostSince,
      reason: flip.reason,
      reason_class: flip.reasonClass,
      lifter: flip.lifter,
      origin: flip.origin,
      because: flip.because ?? '',
      author: flip.author ?? '',
    })
    .execute();
}
