import type { z } from 'zod';
import type { Coverage } from '../../contract/evidence.ts';
import { toIso } from '../../shared/dates.ts';
import { sharesOf } from '../../shared/shares.ts';
import { type AccountTold, accountTold } from '../clients/index.ts';
import type { Core } from '../core.ts';

/** Coverage of active accounts, by the one derivation of what an account was told. Every account counts once. */
export async function coverage(
  core: Core,
  scope: { readonly hostId?: string | undefined; readonly packId?: string | undefined },
): Promise<z.input<typeof Coverage>> {
  const { hostId, packId } = scope;
  const rows = await core.db.read
    .selectFrom(accountTold(core.db.read).as('each'))
    .$if(hostId !== undefined, (query) => query.where('each.hostId', '=', hostId ?? ''))
    .$if(packId !== undefined, (query) => query.where('each.packId', '=', packId ?? ''))
    .groupBy('each.told')
    .select((eb) => ['each.told', eb.fn.countAll<number>().as('accounts')])
    .execute();
  const count = (told: AccountTold): number => rows.find((row) => row.told === told)?.accounts ?? 0;
  const activeAccounts = rows.reduce((sum, { accounts }) => sum + accounts, 0);
  const parts = {
    told: count('told'),
    practised: count('practised'),
    queued: count('queued'),
    failed: count('failed'),
    due: count('due'),
    noPolicy: count('no_policy'),
  };
  // 100 % is said only when nobody is left out.
  const [toldPercent = 0] = sharesOf(Object.values(parts));
  return { at: toIso(core.clock.now()), activeAccounts, ...parts, toldPercent: activeAccounts === 0 ? null : toldPercent };
}
