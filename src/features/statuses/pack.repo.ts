import type { ReadDb } from '../../db/db.ts';
import { STOPPED } from '../../shared/panels.ts';
import type { Stopped } from './pack.rules.ts';

/** When any account of a pack was last seen; null = never. */
export async function lastSeenAt(db: ReadDb, packId: string): Promise<number | null> {
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

/** Accounts that are there, and how many of them are stopped, for whatever reason. */
export async function stoppedNow(db: ReadDb, packId: string): Promise<Stopped> {
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

/**
 * Accounts that ran, stopped after an instant, and are stopped still; `after` = when the first of them was last seen running. Who was switched off by his client
 * or for a backup is none of them.
 */
export async function stoppedTogether(db: ReadDb, packId: string, since: number): Promise<Stopped & { readonly after: number | null }> {
  const { present } = await stoppedNow(db, packId);
  const { stopped, after } = await presentIn(db, packId)
    .innerJoin('flip', 'flip.hosted_id', 'hosted_account.id')
    .where('flip.pack_id', '=', packId)
    .where('flip.at', '>', since)
    .where('flip.from_state', 'in', ['active', 'mail_held'])
    .where('flip.to_state', 'in', [...STOPPED])
    .where('flip.origin', '=', 'panel')
    .where('flip.lifter', 'not in', ['client', 'itself'])
    .where('hosted_account.state', 'in', [...STOPPED])
    .select((eb) => [eb.fn.count<number>('hosted_account.id').distinct().as('stopped'), eb.fn.min('flip.after_at').as('after')])
    .executeTakeFirstOrThrow();
  return { present, stopped, after };
}
