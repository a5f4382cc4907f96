import type { ReadDb } from '../../db/db.ts';

const WAITING = ['queued', 'deferred'];

/** Reminders that wait in the outbox or are leaving. */
export async function countWaitingReminders(db: ReadDb): Promise<number> {
  const { count } = await db
    .selectFrom('outbox')
    .where('state', 'in', ['queued', 'deferred', 'sending'])
    .where('kind', '=', 'reminder')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Whether a reminder in the outbox may leave by an instant. Reads one row of an index. */
export async function isReminderDue(db: ReadDb, by: number): Promise<boolean> {
  const due = await db
    .selectFrom('outbox')
    .where('state', 'in', WAITING)
    // Only notices are more urgent: this finds the reminders in the index of what is due.
    .where('priority', '=', 1)
    .where('due_at', '<=', by)
    .where('kind', '=', 'reminder')
    .select('id')
    .limit(1)
    .executeTakeFirst();
  return due !== undefined;
}

/** Reminders that wait in the outbox for a client who has nothing left at their host but closed accounts. */
export async function remindersWithoutAccount(db: ReadDb): Promise<string[]> {
  const rows = await db
    .selectFrom('outbox')
    .where('state', 'in', WAITING)
    .where('kind', '=', 'reminder')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('account')
            .innerJoin('pack', 'pack.id', 'account.pack_id')
            .whereRef('account.client_id', '=', 'outbox.client_id')
            .whereRef('pack.host_id', '=', 'outbox.host_id')
            .where('account.status', '<>', 'closed')
            .select('account.id'),
        ),
      ),
    )
    .select('id')
    .execute();
  return rows.map(({ id }) => id);
}
