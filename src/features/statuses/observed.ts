import type { WriteDb } from '../../db/db.ts';
import type { PanelLimit } from '../../shared/panels.ts';
import { limitsText, parseLimits, withObserved } from './facts.rules.ts';

/** Keeps a limit that a panel named when it was reached: often the only place where a limit of the whole server shows. */
export async function noteObserved(tx: WriteDb, hostedId: number, { count, seconds, scope }: PanelLimit): Promise<void> {
  const known = await tx.selectFrom('hosted_account').select('limits').where('id', '=', hostedId).executeTakeFirst();
  if (known === undefined) return;
  const set = parseLimits(known.limits).filter(({ source }) => source === 'set');
  const all = withObserved(limitsText([...set, { count, seconds, scope, source: 'observed' }]), known.limits);
  if (all !== known.limits) await tx.updateTable('hosted_account').set({ limits: all }).where('id', '=', hostedId).execute();
}
