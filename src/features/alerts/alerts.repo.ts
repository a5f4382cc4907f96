import { type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import { type Alert, AlertFacts, AlertKind, AlertLevel } from '../../contract/alerts.ts';
import { AlertId, ClientId, HostedId, HostId, PackId } from '../../contract/ids.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import { Frozen } from './frozen.repo.ts';

export type AlertOut = z.input<typeof Alert>;

/** Which alerts are meant. `now`: open and not put off. */
export interface AlertQuery {
  readonly show: 'now' | 'snoozed' | 'closed' | 'all';
  readonly kinds?: readonly AlertKind[];
  readonly packId?: string | undefined;
  readonly hostedId?: number | undefined;
  readonly clientId?: string | undefined;
  readonly ids?: readonly string[];
}

/** Heaviest first, then newest. */
const WEIGHT = sql<number>`CASE alert.level WHEN 'act' THEN 0 WHEN 'warn' THEN 1 ELSE 2 END`;

function wanted(db: ReadDb, { show, kinds = [], packId, hostedId, clientId, ids }: AlertQuery, now: number) {
  return db
    .selectFrom('alert')
    .innerJoin('pack', 'pack.id', 'alert.pack_id')
    .innerJoin('host', 'host.id', 'pack.host_id')
    .leftJoin('hosted_account', 'hosted_account.id', 'alert.hosted_id')
    .leftJoin('account', 'account.id', 'hosted_account.account_id')
    .leftJoin('client', 'client.id', 'account.client_id')
    .$if(show === 'closed', (each) => each.where('alert.closed_at', 'is not', null))
    .$if(show === 'now' || show === 'snoozed', (each) => each.where('alert.closed_at', 'is', null).where(isSnoozed(now, show === 'snoozed')))
    .$if(kinds.length > 0, (each) => each.where('alert.kind', 'in', [...kinds]))
    .$if(packId !== undefined, (each) => each.where('alert.pack_id', '=', packId ?? ''))
    .$if(hostedId !== undefined, (each) => each.where('alert.hosted_id', '=', hostedId ?? 0))
    .$if(clientId !== undefined, (each) => each.where('account.client_id', '=', clientId ?? ''))
    .$if(ids !== undefined, (each) => each.where('alert.id', 'in', [...(ids ?? [])]));
}

function isSnoozed(now: number, is: boolean) {
  return is ? sql<SqlBool>`ifnull(alert.snoozed_until, 0) > ${now}` : sql<SqlBool>`ifnull(alert.snoozed_until, 0) <= ${now}`;
}

export async function countAlerts(db: ReadDb, query: AlertQuery, now: number): Promise<number> {
  const row = await wanted(db, query, now)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}

/** Whom an alert is about: alerts of a pack as a whole are of nobody together. */
const WHOSE = sql<string | number>`ifnull(alert.hosted_id, alert.id)`;

/**
 * A window of alerts, the heaviest first, then the newest; `gathered`: accounts in that order, with all of what is told of one in one place. What was frozen with
 * them is only in `findAlert`.
 */
export async function listAlerts(
  db: ReadDb,
  query: AlertQuery & { readonly offset: number; readonly limit: number; readonly gathered?: boolean },
  now: number,
): Promise<AlertOut[]> {
  const rows = await columns(wanted(db, query, now))
    .$if(query.gathered === true, (each) =>
      each.orderBy(sql`min(${WEIGHT}) OVER (PARTITION BY ${WHOSE})`).orderBy(sql`max(alert.changed_at) OVER (PARTITION BY ${WHOSE})`, 'desc').orderBy(WHOSE),
    )
    .orderBy(WEIGHT)
    .orderBy('alert.changed_at', 'desc')
    .orderBy('alert.id', 'desc')
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return rows.map((row) => alertOf(row, null));
}

/** One alert with what was frozen; undefined when there is none. */
export async function findAlert(db: ReadDb, id: string): Promise<AlertOut | undefined> {
  const row = await columns(wanted(db, { show: 'all', ids: [id] }, 0)).executeTakeFirst();
  if (row === undefined) return undefined;
  const kept = await db.selectFrom('alert').select('frozen').where('id', '=', id).executeTakeFirst();
  return alertOf(row, kept?.frozen ?? null);
}

function columns(query: ReturnType<typeof wanted>) {
  return query
    .select([
      'alert.id',
      'alert.kind',
      'alert.level',
      'alert.pack_id',
      'alert.hosted_id',
      'alert.facts',
      'alert.opened_at',
      'alert.changed_at',
      'alert.closed_at',
    ])
    .select(['alert.seen_at', 'alert.seen_by', 'alert.snoozed_until', 'pack.name as pack_name', 'host.id as host_id', 'host.name as host_name'])
    .select([beganWith('ticket').as('ticket'), beganWith('answer_by').as('answer_by')])
    .select(['hosted_account.login', 'hosted_account.domain', 'account.client_id', 'client.name as client_name']);
}

/** Of the mail of the host with which an alert was opened: what was taken over in the very same act. */
const beganWith = (column: 'ticket' | 'answer_by') =>
  sql<string | null>`(SELECT ${sql.ref(`report.${column}`)} FROM report WHERE report.pack_id = alert.pack_id AND report.taken_at = alert.opened_at
    AND (report.ticket <> '' OR report.answer_by IS NOT NULL) LIMIT 1)`;

type Row = Awaited<ReturnType<ReturnType<typeof columns>['execute']>>[number];

function alertOf(row: Row, frozen: string | null): AlertOut {
  return {
    id: AlertId.parse(row.id),
    kind: AlertKind.parse(row.kind),
    level: AlertLevel.parse(row.level),
    packId: PackId.parse(row.pack_id),
    packName: row.pack_name,
    hostId: HostId.parse(row.host_id),
    hostName: row.host_name,
    hostedId: row.hosted_id === null ? null : HostedId.parse(row.hosted_id),
    login: row.login ?? '',
    domain: row.domain ?? '',
    clientId: row.client_id === null ? null : ClientId.parse(row.client_id),
    clientName: row.client_name ?? '',
    openedAt: toIso(row.opened_at),
    changedAt: toIso(row.changed_at),
    closedAt: row.closed_at === null ? null : toIso(row.closed_at),
    facts: AlertFacts.parse(JSON.parse(row.facts)),
    ticket: row.ticket ?? '',
    answerBy: row.answer_by,
    seen: row.seen_at === null ? null : { at: toIso(row.seen_at), author: row.seen_by },
    snoozedUntil: row.snoozed_until === null ? null : toIso(row.snoozed_until),
    frozen: frozen === null ? null : Frozen.parse(JSON.parse(frozen)),
  };
}

/** Whether all of these exist. */
export async function areKnown(db: ReadDb, ids: readonly string[]): Promise<boolean> {
  const { known } = await db
    .selectFrom('alert')
    .where('id', 'in', ids)
    .select((eb) => eb.fn.countAll<number>().as('known'))
    .executeTakeFirstOrThrow();
  return known === new Set(ids).size;
}

/** Notes who has seen alerts, or all that are open (ids empty). What somebody has seen stays seen by him. */
export async function markSeen(tx: WriteDb, ids: readonly string[], by: { readonly at: number; readonly author: string }): Promise<void> {
  await tx
    .updateTable('alert')
    .set({ seen_at: by.at, seen_by: by.author })
    .where('seen_at', 'is', null)
    .$if(ids.length > 0, (each) => each.where('id', 'in', ids))
    .$if(ids.length === 0, (each) => each.where('closed_at', 'is', null))
    .execute();
}

/** Puts an alert off until an instant; null wakes it. */
export async function putOff(tx: WriteDb, id: string, until: number | null): Promise<void> {
  await tx.updateTable('alert').set({ snoozed_until: until }).where('id', '=', id).execute();
}
