import type { ReadDb } from '../../db/db.ts';
import { COLUMNS, type OutboxRecord } from './outbox.repo.ts';
import { LONGEST_RETRY_MS } from './retry.rules.ts';

/** States of what is still to leave. Asked for one by one where the order counts: each is an index of its own, in order. */
const WAITING = ['queued', 'deferred'] as const;

/** What nothing may leave by now. */
export interface Closed {
  readonly transport: string;
  /** Left out = all hosts. */
  readonly hostId?: string;
  /** Left out = all packs; null = what belongs to none. */
  readonly packId?: string | null;
  /** Left out = to wherever. */
  readonly destinations?: readonly string[];
}

export interface Asked {
  readonly now: number;
  readonly closed: readonly Closed[];
  /** Not these. */
  readonly except: readonly string[];
  readonly limit: number;
}

/**
 * The first messages that may be tried, in the order they are taken: what is more urgent, then what is due longer. What was due at once when it was made is
 * due whatever the clock was set to since, and a deferral further ahead than any deferral is made can only come from a clock that was set back.
 */
export async function firstDue(db: ReadDb, asked: Asked): Promise<OutboxRecord[]> {
  const queued = await waitingIn(db, 'queued', asked)
    .where((eb) => eb.or([eb('due_at', '<=', asked.now), eb('due_at', '<=', eb.ref('created_at'))]))
    .execute();
  const deferred = await waitingIn(db, 'deferred', asked)
    .where((eb) => eb.or([eb('due_at', '<=', asked.now), eb('due_at', '<=', eb.ref('created_at')), eb('due_at', '>', asked.now + LONGEST_RETRY_MS)]))
    .execute();
  return [...queued, ...deferred].sort(byTurn).slice(0, asked.limit);
}

function waitingIn(db: ReadDb, state: (typeof WAITING)[number], { closed, except, limit }: Asked) {
  let query = db.selectFrom('outbox').select(COLUMNS).where('state', '=', state);
  if (except.length > 0) query = query.where('id', 'not in', [...except]);
  for (const { transport, hostId, packId, destinations } of closed) {
    query = query.where((eb) =>
      eb.not(
        eb.and([
          eb('transport', '=', transport),
          ...(hostId === undefined ? [] : [eb('host_id', '=', hostId)]),
          ...(packId === undefined ? [] : [eb('pack_id', 'is not distinct from', packId)]),
          ...(destinations === undefined ? [] : [eb('destination', 'in', [...destinations])]),
        ]),
      ),
    );
  }
  return query.orderBy('priority').orderBy('due_at').orderBy('id').limit(limit);
}

type Turn = Pick<OutboxRecord, 'priority' | 'due_at' | 'id'>;

function byTurn(a: Turn, b: Turn): number {
  return a.priority - b.priority || a.due_at - b.due_at || (a.id < b.id ? -1 : 1);
}

/** When the next message that is not due yet will be. */
export async function nextDueAt(db: ReadDb, now: number): Promise<number | null> {
  const row = await db
    .selectFrom('outbox')
    .select((eb) => eb.fn.min('due_at').as('at'))
    .where('state', 'in', WAITING)
    .where('due_at', '>', now)
    .whereRef('due_at', '>', 'created_at')
    .executeTakeFirst();
  return row?.at ?? null;
}

/** What waits, in the order it is taken. */
export async function waitingMessages(db: ReadDb, limit: number) {
  const each = (state: (typeof WAITING)[number]) =>
    db
      .selectFrom('outbox')
      .select(['id', 'host_id', 'pack_id', 'transport', 'destination', 'priority', 'state', 'due_at', 'created_at'])
      .where('state', '=', state)
      .orderBy('priority')
      .orderBy('due_at')
      .orderBy('id')
      .limit(limit)
      .execute();
  const rows = [...(await each('queued')), ...(await each('deferred'))];
  return rows.sort(byTurn).slice(0, limit);
}

export async function countWaiting(db: ReadDb, transport?: string): Promise<number> {
  const row = await db
    .selectFrom('outbox')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', 'in', WAITING)
    .$if(transport !== undefined, (query) => query.where('transport', '=', transport ?? ''))
    .executeTakeFirstOrThrow();
  return row.count;
}
