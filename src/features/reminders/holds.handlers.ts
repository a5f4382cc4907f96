import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';
import { readAuthor } from '../settings/index.ts';
import { endHold, findHold, insertHold, listHolds } from './holds.repo.ts';
import { putOff } from './put-off.ts';
import { requireClient, requireHost } from './rules.repo.ts';
import { today } from './today.ts';

type Own = Pick<Handlers<Contract['reminders']>, 'holds' | 'hold' | 'endHold'>;
type HoldInput = Parameters<Own['hold']>[0];

/** Pauses and exceptions. */
export function holdsHandlers(core: Core): Own {
  const { db, clock, ids } = core;
  return {
    holds: async (query) => listHolds(db.read, query, await today(core, db.read)),
    hold: async (input) => {
      const id = ids.next();
      await db.write(async (tx) => {
        if (input.untilOn !== null && input.untilOn < (await today(core, tx))) throw fail('date_in_past', {});
        const whom = whomOf(input);
        if (whom.hostId !== null) await requireHost(tx, whom.hostId);
        if (whom.clientId !== null) await requireClient(tx, whom.clientId);
        const { kind, scope, untilOn, reason = '' } = input;
        await insertHold(tx, { id, kind, scope, untilOn, reason, ...whom, author: await readAuthor(core, tx), madeAt: clock.now() });
        await putOff(core, tx);
      });
      core.changed('reminders', 'clients', 'outbox');
      return findHold(db.read, id, await today(core, db.read));
    },
    endHold: async ({ id }) => {
      await db.write(async (tx) => endHold(tx, { id, at: clock.now(), author: await readAuthor(core, tx) }));
      core.changed('reminders', 'clients');
      return findHold(db.read, id, await today(core, db.read));
    },
  };
}

function whomOf(input: HoldInput): { readonly hostId: string | null; readonly clientId: string | null } {
  return { hostId: 'hostId' in input ? (input.hostId ?? null) : null, clientId: 'clientId' in input ? input.clientId : null };
}
