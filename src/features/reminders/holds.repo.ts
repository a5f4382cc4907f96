import { fail } from '../../contract/fail.ts';
import { Hold } from '../../contract/holds.ts';
import { ClientId, HoldId, HostId } from '../../contract/ids.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import { DAY_MS } from '../../shared/durations.ts';
import type { StoredHold } from './plan.types.ts';

/** A pause or an exception to be kept. `untilOn` is its last day. */
export interface NewHold {
  readonly id: string;
  readonly kind: Hold['kind'];
  readonly scope: Hold['scope'];
  readonly hostId: string | null;
  readonly clientId: string | null;
  readonly reason: string;
  readonly author: string;
  readonly madeAt: number;
  readonly untilOn: string | null;
}

/** Keeps a pause or an exception. */
export async function insertHold(tx: WriteDb, hold: NewHold): Promise<void> {
  const { id, kind, scope, reason, author } = hold;
  await tx
    .insertInto('reminder_hold')
    .values({ id, kind, scope, reason, author, host_id: hold.hostId, client_id: hold.clientId, made_at: hold.madeAt, until_on: hold.untilOn, ended_at: null })
    .execute();
}

/** Ends one that was not ended by hand yet. Throws `hold_not_found`. */
export async function endHold(tx: WriteDb, { id, at, author }: { readonly id: string; readonly at: number; readonly author: string }): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('reminder_hold')
    .set({ ended_at: at, ended_by: author })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw fail('hold_not_found', {});
}

function holdRows(db: ReadDb) {
  return db
    .selectFrom('reminder_hold')
    .leftJoin('host', 'host.id', 'reminder_hold.host_id')
    .leftJoin('client', 'client.id', 'reminder_hold.client_id')
    .selectAll('reminder_hold')
    .select(['host.name as hostName', 'client.name as clientName']);
}

type Row = Awaited<ReturnType<ReturnType<typeof holdRows>['execute']>>[number];

/** `today` is the day by which one without a clock of its own has ended. */
function holdOf(row: Row, today: string): Hold {
  return Hold.parse({
    id: HoldId.parse(row.id),
    kind: row.kind,
    scope: row.scope,
    hostId: row.host_id === null ? null : HostId.parse(row.host_id),
    clientId: row.client_id === null ? null : ClientId.parse(row.client_id),
    name: row.clientName ?? row.hostName ?? '',
    reason: row.reason,
    author: row.author,
    madeAt: toIso(row.made_at),
    untilOn: row.until_on,
    ended: row.ended_at === null ? null : { at: toIso(row.ended_at), author: row.ended_by },
    active: row.ended_at === null && (row.until_on === null || row.until_on >= today),
  });
}

/** One pause or exception. Throws `hold_not_found`. */
export async function findHold(db: ReadDb, id: string, today: string): Promise<Hold> {
  const row = await holdRows(db).where('reminder_hold.id', '=', id).executeTakeFirst();
  if (row === undefined) throw fail('hold_not_found', {});
  return holdOf(row, today);
}

/** Which to list; `active` leaves out those that ended. */
export interface HoldQuery {
  readonly active: boolean;
  readonly clientId?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** Pauses and exceptions, newest first. */
export async function listHolds(db: ReadDb, query: HoldQuery, today: string): Promise<{ total: number; rows: Hold[] }> {
  const chosen = holdRows(db)
    .$if(query.active, (holds) =>
      holds
        .where('reminder_hold.ended_at', 'is', null)
        .where((eb) => eb.or([eb('reminder_hold.until_on', 'is', null), eb('reminder_hold.until_on', '>=', today)])),
    )
    .$if(query.clientId !== undefined, (holds) => holds.where('reminder_hold.client_id', '=', query.clientId ?? ''));
  const { total } = await chosen
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await chosen.orderBy('reminder_hold.made_at', 'desc').orderBy('reminder_hold.id', 'desc').offset(query.offset).limit(query.limit).execute();
  return { total, rows: rows.map((row) => holdOf(row, today)) };
}

/** Ended longer ago, it explains nothing that is planned now. */
const EXPLAINS_MS = 60 * DAY_MS;

/** Pauses and exceptions as planning takes them: those not ended by hand, and those ended lately. */
export async function planHolds(db: ReadDb, now: number): Promise<StoredHold[]> {
  const rows = await db
    .selectFrom('reminder_hold')
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>', now - EXPLAINS_MS)]))
    .select(['kind', 'scope', 'host_id', 'client_id', 'until_on', 'ended_at'])
    .execute();
  return rows.map((row) => ({
    kind: Hold.shape.kind.parse(row.kind),
    scope: Hold.shape.scope.parse(row.scope),
    hostId: row.host_id,
    clientId: row.client_id,
    untilOn: row.until_on,
    endedAt: row.ended_at,
  }));
}
