import { dateIn } from '../../shared/calendar.ts';
import type { Core } from '../core.ts';
import { withdrawLetter } from '../letters/index.ts';
import type { Outbox } from '../outbox/index.ts';
import { lettersOver } from './repermission.repo.ts';

/** Asked before anything leaves: takes out the letters whose last day is over, so that no client reads of a day that has passed. */
export async function keepBackPlans(core: Core, { withdraw }: Pick<Outbox, 'withdraw'>): Promise<void> {
  const today = dateIn(core.clock.now(), core.clock.timeZone());
  if ((await lettersOver(core.db.read, today)).length === 0) return;
  await core.db.write(async (tx) => {
    for (const id of await lettersOver(tx, today)) await withdrawLetter(core, tx, { id, because: 'day_over', withdraw });
  });
  core.changed('incidents', 'outbox');
}
