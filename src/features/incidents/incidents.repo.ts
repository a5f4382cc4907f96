import { fail } from '../../contract/fail.ts';
import { IncidentSubject } from '../../contract/incidents.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { FrozenAlert } from './frozen-alert.ts';

/** A case as it is kept. */
export interface StoredIncident {
  readonly id: string;
  readonly reference: string;
  readonly subject: IncidentSubject;
  readonly packId: string;
  readonly packName: string;
  readonly hostId: string;
  readonly hostName: string;
  readonly occurredAt: number;
  readonly openedAt: number;
  readonly openedOn: string;
  readonly closedAt: number | null;
  readonly touchedAt: number;
  readonly alertId: string | null;
  readonly alertFrozen: FrozenAlert | null;
  readonly verdictId: string | null;
  /** Number of the host's ticket, as his mail names it; empty = none. */
  readonly ticket: string;
  /** Day by which the host wants an answer; null = he named none. */
  readonly answerBy: string | null;
  readonly findings: { readonly cause: string; readonly fix: string; readonly prevention: string };
}

/** Which cases. */
export interface IncidentQuery {
  readonly packId?: string | undefined;
  readonly clientId?: string | undefined;
  readonly hostedId?: number | undefined;
}

function rows(db: ReadDb) {
  return db
    .selectFrom('incident')
    .innerJoin('pack', 'pack.id', 'incident.pack_id')
    .innerJoin('host', 'host.id', 'pack.host_id')
    .selectAll('incident')
    .select(['pack.name as packName', 'host.id as hostId', 'host.name as hostName']);
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

function storedOf(row: Row): StoredIncident {
  const { id, reference, packName, hostId, hostName, cause, fix, prevention } = row;
  return {
    id,
    reference,
    subject: IncidentSubject.parse(JSON.parse(row.subject)),
    packId: row.pack_id,
    packName,
    hostId,
    hostName,
    occurredAt: row.occurred_at,
    openedAt: row.opened_at,
    openedOn: row.opened_on,
    closedAt: row.closed_at,
    touchedAt: row.touched_at,
    alertId: row.alert_id,
    alertFrozen: row.alert_frozen === null ? null : FrozenAlert.parse(JSON.parse(row.alert_frozen)),
    verdictId: row.verdict_id,
    ticket: row.ticket,
    answerBy: row.answer_by,
    findings: { cause, fix, prevention },
  };
}

/** Throws `incident_not_found`. */
export async function findIncident(db: ReadDb, id: string): Promise<StoredIncident> {
  const row = await rows(db).where('incident.id', '=', id).executeTakeFirst();
  if (row === undefined) throw fail('incident_not_found', {});
  return storedOf(row);
}

/** Cases, newest first. */
export async function listIncidents(db: ReadDb, { packId, clientId, hostedId }: IncidentQuery): Promise<StoredIncident[]> {
  let query = rows(db);
  if (packId !== undefined) query = query.where('incident.pack_id', '=', packId);
  if (clientId !== undefined) query = query.where('incident.id', 'in', incidentsOfClient(db, clientId));
  if (hostedId !== undefined) query = query.where('incident.id', 'in', incidentsOfAccount(db, hostedId));
  return (await query.orderBy('incident.opened_at', 'desc').orderBy('incident.id', 'desc').execute()).map(storedOf);
}

function incidentsOfClient(db: ReadDb, clientId: string) {
  return db
    .selectFrom('incident_concerned')
    .leftJoin('hosted_account', 'hosted_account.id', 'incident_concerned.hosted_id')
    .leftJoin('account', 'account.id', 'hosted_account.account_id')
    .where((eb) => eb.or([eb('incident_concerned.client_id', '=', clientId), eb('account.client_id', '=', clientId)]))
    .select('incident_concerned.incident_id');
}

function incidentsOfAccount(db: ReadDb, hostedId: number) {
  return db.selectFrom('incident_concerned').where('hosted_id', '=', hostedId).select('incident_id');
}

/** A case to be kept. */
export type NewIncident = Omit<StoredIncident, 'packName' | 'hostId' | 'hostName' | 'reference' | 'closedAt' | 'touchedAt' | 'findings'>;

/** Keeps a case under the next number of its year. */
export async function insertIncident(tx: WriteDb, { subject, ...incident }: NewIncident): Promise<void> {
  const year = incident.openedOn.slice(0, 4);
  const { count } = await tx
    .selectFrom('incident')
    .where('reference', 'like', `${year}-%`)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('incident')
    .values({
      id: incident.id,
      reference: `${year}-${String(count + 1).padStart(3, '0')}`,
      kind: subject.kind,
      subject: JSON.stringify(subject),
      pack_id: incident.packId,
      occurred_at: incident.occurredAt,
      opened_at: incident.openedAt,
      opened_on: incident.openedOn,
      closed_at: null,
      touched_at: incident.openedAt,
      alert_id: incident.alertId,
      alert_frozen: incident.alertFrozen === null ? null : JSON.stringify(incident.alertFrozen),
      verdict_id: incident.verdictId,
      ticket: incident.ticket,
      answer_by: incident.answerBy,
      cause: '',
      fix: '',
      prevention: '',
    })
    .execute();
}

/** What may change of a case. */
export interface IncidentChange {
  /** As it is kept: JSON. */
  readonly subject?: string;
  readonly occurred_at?: number;
  readonly cause?: string | undefined;
  readonly fix?: string | undefined;
  readonly prevention?: string | undefined;
  readonly closed_at?: number | null;
  readonly verdict_id?: string;
  readonly ticket?: string;
  readonly answer_by?: string;
}

/** Changes a case, which counts as touched at `at`. */
export async function updateIncident(tx: WriteDb, { id, at }: { readonly id: string; readonly at: number }, change: IncidentChange): Promise<void> {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  await tx
    .updateTable('incident')
    .set({ ...given, touched_at: at })
    .where('id', '=', id)
    .execute();
}

/** The newest analyses of a pack, the newest first. */
export async function newestVerdicts(db: ReadDb, packId: string, count: number): Promise<string[]> {
  const rows = await db
    .selectFrom('verdict')
    .where('pack_id', '=', packId)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(count)
    .select('id')
    .execute();
  return rows.map(({ id }) => id);
}
