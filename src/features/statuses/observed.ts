import type { WriteDb } from '../../db/db.ts';
import type { PanelLimit } from '../../shared/panels.ts';
import { limitsText, parseLimits, withObserved } from './facts.rules.ts';

/** A limit that was named when it was reached. */
export interface ObservedLimit extends Pick<PanelLimit, 'count' | 'seconds' | 'scope'> {
  /** It is of long ago: it stands in for none that is known. */
  readonly old: boolean;
}

/** Keeps a limit that a panel named when it was reached: often the only place where a limit of the whole server shows. */
export async function noteObserved(tx: WriteDb, hostedId: number, { count, seconds, scope, old }: ObservedLimit): Promise<void> {
  const known = await tx.selectFrom('hosted_account').select('limits').where('id', '=', hostedId).executeTakeFirst();
  if (known === undefined) return;
  const limits = parseLimits(known.limits);
  if (old && limits.some((each) => each.source === 'observed' && each.scope === scope && each.seconds === seconds)) return;
  const set = limits.filter(({ source }) => source === 'set');
  const all = withObserved(limitsText([...set, { count, seconds, scope, source: 'observed' }]), known.limits);
  if (all !== known.limits) await tx.updateTable('hosted_account').set({ limits: all }).where('id', '=', hostedId).execute();
}
