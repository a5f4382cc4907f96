import type { z } from 'zod';
import { type evidence, RUNGS } from '../../contract/evidence.ts';
import { toIso } from '../../shared/dates.ts';
import { accountTold } from '../clients/index.ts';
import type { Core } from '../core.ts';
import { fallen, rungRank, standing } from './counting.repo.ts';
import { inScope, type Scope } from './scope.ts';

type Ladder = z.input<NonNullable<(typeof evidence.ladder)['~orpc']['outputSchema']>>;

/** Active accounts by the strongest proof of the round in force that still stands; `rung` null = none. */
export async function ladder(core: Core, scope: Scope): Promise<Ladder> {
  const db = core.db.read;
  const rows = await db
    .with('fallen', () => fallen(db))
    .selectFrom(accountTold(db).as('each'))
    .where((eb) => eb.and(inScope(scope, { host: 'each.hostId', pack: 'each.packId', client: 'each.clientId' })))
    .select((eb) =>
      standing(db, { account: eb.ref('each.accountId'), host: eb.ref('each.hostId') })
        .where('version.number', '>=', eb.ref('each.round'))
        .select((inner) => inner.fn.max<number>(rungRank(inner.ref('proof.rung'))).as('best'))
        .as('best'),
    )
    .select((eb) => eb.fn.countAll<number>().as('accounts'))
    .groupBy('best')
    .execute();
  const count = (best: number | null): number => rows.find((row) => row.best === best)?.accounts ?? 0;
  return {
    at: toIso(core.clock.now()),
    activeAccounts: rows.reduce((sum, { accounts }) => sum + accounts, 0),
    rungs: [{ rung: null, accounts: count(null) }, ...RUNGS.map((rung, index) => ({ rung, accounts: count(index) }))],
  };
}
