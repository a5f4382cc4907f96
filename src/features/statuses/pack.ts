import type { ReadDb, WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { insertFlip } from './flip.repo.ts';
import { type Because, FLIPPED_WITHIN_MS, judge, type Stopped } from './pack.rules.ts';
import { becauseOf, lastPackFlips } from './pack-state.repo.ts';
import { STOPPED } from './state.rules.ts';

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

async function lastSeenAt(db: ReadDb, packId: string): Promise<number | null> {
  const { at } = await db
    .selectFrom('hosted_account')
    .where('pack_id', '=', packId)
    .select((eb) => eb.fn.max('last_seen_at').as('at'))
    .executeTakeFirstOrThrow();
  return at;
}

function presentIn(db: ReadDb, packId: string) {
  return db
    .selectFrom('hosted_account')
    .where('hosted_account.pack_id', '=', packId)
    .where('hosted_account.ended_at', 'is', null)
    .where('hosted_account.own', '=', 0)
    .where('hosted_account.missing_since', 'is', null)
    .where('hosted_account.state', '<>', 'unknown');
}

async function stoppedNow(db: ReadDb, packId: string): Promise<Stopped> {
  const { present, stopped } = await presentIn(db, packId)
    .select((eb) => [
      eb.fn.countAll<number>().as('present'),
      eb.fn
        .sum<number | null>(
          eb
            .case()
            .when('hosted_account.state', 'in', [...STOPPED])
            .then(1)
            .else(0)
            .end(),
        )
        .as('stopped'),
    ])
    .executeTakeFirstOrThrow();
  return { present, stopped: stopped ?? 0 };
}

/** Accounts that ran, stopped after an instant, and are stopped still; `after` = when the first of them was last seen running. */
async function stoppedTogether(db: ReadDb, packId: string, since: number): Promise<Stopped & { readonly after: number | null }> {
  const { present } = await stoppedNow(db, packId);
  const { stopped, after } = await presentIn(db, packId)
    .innerJoin('flip', 'flip.hosted_id', 'hosted_account.id')
    .where('flip.pack_id', '=', packId)
    .where('flip.at', '>', since)
    .where('flip.from_state', 'in', ['active', 'mail_held'])
    .where('flip.to_state', 'in', [...STOPPED])
    .where('flip.origin', '=', 'panel')
    .where('hosted_account.state', 'in', [...STOPPED])
    .select((eb) => [eb.fn.count<number>('hosted_account.id').distinct().as('stopped'), eb.fn.min('flip.after_at').as('after')])
    .executeTakeFirstOrThrow();
  return { present, stopped, after };
}
