import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import type { FailureTally } from './failures.rules.ts';

/** Failures of one day of a pack, or of one of its accounts. */
export interface DayOfFailures {
  readonly packId: string;
  /** null = of all accounts. */
  readonly hostedId: number | null;
  readonly dayS: number;
  readonly tally: FailureTally;
  readonly at: number;
}

/** Keeps what was found of a day, in place of what was found before: read twice it is the same. */
export async function putFailures({ hasher }: Pick<Core, 'hasher'>, tx: WriteDb, { packId, hostedId, dayS, tally, at }: DayOfFailures): Promise<void> {
  const accounts = tx
    .selectFrom('hosted_account')
    .where('pack_id', '=', packId)
    .$if(hostedId !== null, (query) => query.where('id', '=', hostedId ?? 0))
    .select('id');
  await tx.deleteFrom('usage_failure').where('day_s', '=', dayS).where('hosted_id', 'in', accounts).execute();
  const counts = tally
    .counts()
    .map((each) => ({ hosted_id: each.hostedId, day_s: dayS, class: each.class, target: each.target, count: each.count, read_at: at }));
  for (const row of counts) await tx.insertInto('usage_failure').values(row).execute();
  for (const sample of tally.samples()) {
    const { hostedId: hosted_id, recipientDomain: recipient_domain, text, target } = sample;
    // Ids of tries are made of what they are about, recipients included.
    const message_key = hasher.sha256(sample.id).slice(0, 32);
    await tx
      .insertInto('usage_failure_sample')
      .values({ hosted_id, at: sample.at, message_key, recipient_domain, class: sample.class, target, text })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  const read = { pack_id: packId, hosted_id: hostedId ?? 0, day_s: dayS, read_at: at };
  await tx
    .insertInto('usage_failure_read')
    .values(read)
    .onConflict((conflict) => conflict.columns(['pack_id', 'hosted_id', 'day_s']).doUpdateSet({ read_at: at }))
    .execute();
}
