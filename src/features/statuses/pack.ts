import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { insertFlip } from './flip.repo.ts';
import { lastSeenAt, stoppedNow, stoppedTogether } from './pack.repo.ts';
import { type Because, FLIPPED_WITHIN_MS, judge } from './pack.rules.ts';
import { becauseOf, lastPackFlips } from './pack-state.repo.ts';

/** What is known of a pack after its panel was asked. `resellerSuspended` null = the panel does not say. */
export interface PackJudgement {
  readonly packId: string;
  readonly at: number;
  readonly loginRefused: boolean;
  readonly resellerSuspended: boolean | null;
}

/** Infers that a whole pack was suspended, or is no longer, and keeps the change. To be called after a complete list and after a refused login, never otherwise. */
export async function judgePack(_core: Core, tx: WriteDb, { packId, at, ...said }: PackJudgement): Promise<{ flipped: boolean }> {
  const last = (await lastPackFlips(tx, packId)).get(packId);
  const lastAt = last?.at ?? 0;
  const lastSeen = await lastSeenAt(tx, packId);
  const since = Math.max(lastAt, at - FLIPPED_WITHIN_MS);
  const together = await stoppedTogether(tx, packId, since);
  const found = judge({
    ...said,
    last: last === undefined ? null : { suspended: last.to_state === 'pack_suspended', because: becauseOf(last.because) ?? 'by_hand' },
    readSince: lastSeen !== null && lastSeen > lastAt,
    together,
    since: await stoppedTogether(tx, packId, lastAt),
    now: await stoppedNow(tx, packId),
  });
  if (found === null) return { flipped: false };
  const because: Because = found.suspended ? found.because : (becauseOf(last?.because ?? '') ?? 'panel_says');
  await insertFlip(tx, {
    packId,
    hostedId: null,
    from: last?.to_state ?? 'active',
    state: found.suspended ? 'pack_suspended' : 'active',
    after: found.suspended && found.because === 'accounts_flipped' ? together.after : lastSeen,
    at,
    hostSince: null,
    reason: '',
    reasonClass: 'not_given',
    lifter: found.suspended ? 'host' : 'unknown',
    origin: 'panel',
    because,
  });
  return { flipped: true };
}

/**
 * Ends what was inferred of a pack from a refused login, when its connection is taken away: nobody will see whether it works again. Nothing is known of the pack
 * from then on, until it is read.
 */
export async function endRefusal(tx: WriteDb, packId: string, at: number): Promise<void> {
  const last = (await lastPackFlips(tx, packId)).get(packId);
  if (last?.to_state !== 'pack_suspended' || becauseOf(last.because) !== 'login_refused') return;
  const unknown = { state: 'unknown', reason: '', reasonClass: 'not_given', lifter: 'unknown', hostSince: null } as const;
  await insertFlip(tx, { ...unknown, packId, hostedId: null, from: last.to_state, after: null, at, origin: 'panel', because: 'login_refused' });
}
