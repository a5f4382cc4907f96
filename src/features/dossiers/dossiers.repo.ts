import { z } from 'zod';
import { Finding } from '../../contract/checks.ts';
import { CalendarDate, Instant } from '../../contract/common.ts';
import { DossierFields, DossierItem, DossierOutcome, DossierTickId } from '../../contract/dossiers.ts';
import { fail } from '../../contract/fail.ts';
import { ClientId, HostId } from '../../contract/ids.ts';
import { Handover } from '../../contract/letters.ts';
import { ServerKind } from '../../contract/rule-pack.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';

const Ticks = z.partialRecord(DossierTickId, z.object({ on: CalendarDate, author: z.string() }));
const Unneeded = z.partialRecord(DossierItem, z.string());
const Technical = z.object({ askedAt: Instant, domain: z.string(), ipAddress: z.string(), findings: z.array(Finding) });

/** A dossier as it is kept, without its files. */
export interface StoredDossier {
  readonly id: string;
  readonly hostId: HostId;
  readonly hostName: string;
  readonly clientId: ClientId;
  readonly clientName: string;
  readonly server: z.infer<typeof ServerKind>;
  readonly fields: DossierFields;
  readonly ticks: z.infer<typeof Ticks>;
  readonly unneeded: z.infer<typeof Unneeded>;
  readonly technical: z.infer<typeof Technical> | null;
  readonly given: Handover | null;
  readonly outcome: DossierOutcome | null;
  readonly renewalOf: string | null;
  /** Another application made from this one was handed in, and not refused. */
  readonly renewed: boolean;
  readonly changedAt: number;
}

function rows(db: ReadDb) {
  return db
    .selectFrom('dossier')
    .innerJoin('host', 'host.id', 'dossier.host_id')
    .selectAll('dossier')
    .select('host.name as hostName')
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('dossier as next')
            .whereRef('next.renewal_of', '=', 'dossier.id')
            .where('next.removed_at', 'is', null)
            .where('next.given', 'is not', null)
            .where((or) => or.or([or('next.outcome', 'is', null), or('next.outcome', 'not like', '%"kind":"refused"%')]))
            .select('next.id'),
        )
        .as('renewed'),
    );
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

function parsed<T extends z.ZodType>(schema: T, stored: string): z.output<T> {
  return schema.parse(JSON.parse(stored));
}

function storedOf(row: Row): StoredDossier {
  return {
    id: row.id,
    hostId: HostId.parse(row.host_id),
    hostName: row.hostName,
    clientId: ClientId.parse(row.client_id),
    clientName: row.client_name,
    server: ServerKind.parse(row.server),
    fields: parsed(DossierFields, row.fields),
    ticks: parsed(Ticks, row.ticks),
    unneeded: parsed(Unneeded, row.unneeded),
    technical: row.technical === null ? null : parsed(Technical, row.technical),
    given: row.given === null ? null : parsed(Handover, row.given),
    outcome: row.outcome === null ? null : parsed(DossierOutcome, row.outcome),
    renewalOf: row.renewal_of,
    renewed: Boolean(row.renewed),
    changedAt: row.changed_at,
  };
}

/** Throws `dossier_not_found`, also for one that was taken away, unless `removed`. */
export async function findDossier(db: ReadDb, id: string, { removed = false } = {}): Promise<StoredDossier> {
  const row = await rows(db).where('dossier.id', '=', id).executeTakeFirst();
  if (row === undefined || (row.removed_at !== null && !removed)) throw fail('dossier_not_found', {});
  return storedOf(row);
}

/** Dossiers, the last changed first. */
export async function listDossiers(db: ReadDb, { clientId }: { readonly clientId?: string | undefined }): Promise<StoredDossier[]> {
  let query = rows(db).where('dossier.removed_at', 'is', null);
  if (clientId !== undefined) query = query.where('dossier.client_id', '=', clientId);
  return (await query.orderBy('dossier.changed_at', 'desc').orderBy('dossier.id', 'desc').execute()).map(storedOf);
}

/** A dossier to be kept. */
export type NewDossier = Pick<StoredDossier, 'id' | 'hostId' | 'clientId' | 'clientName' | 'server' | 'fields' | 'renewalOf'>;

export async function insertDossier(tx: WriteDb, dossier: NewDossier, at: number): Promise<void> {
  await tx
    .insertInto('dossier')
    .values({
      id: dossier.id,
      host_id: dossier.hostId,
      client_id: dossier.clientId,
      client_name: dossier.clientName,
      server: dossier.server,
      fields: JSON.stringify(dossier.fields),
      ticks: '{}',
      unneeded: '{}',
      technical: null,
      given: null,
      outcome: null,
      renewal_of: dossier.renewalOf,
      created_at: at,
      changed_at: at,
      removed_at: null,
    })
    .execute();
}

/** What may change of a dossier. */
export type DossierChange = Partial<Pick<StoredDossier, 'fields' | 'ticks' | 'unneeded' | 'technical' | 'given' | 'outcome'>>;

export async function updateDossier(tx: WriteDb, { id, at }: { readonly id: string; readonly at: number }, change: DossierChange): Promise<void> {
  const cells = Object.fromEntries(Object.entries(change).map(([name, value]) => [name, value === null ? null : JSON.stringify(value)]));
  await tx
    .updateTable('dossier')
    .set({ ...cells, changed_at: at })
    .where('id', '=', id)
    .execute();
}

/** Takes a dossier away, or brings it back with null. */
export async function setRemoved(tx: WriteDb, id: string, at: number | null): Promise<void> {
  await tx.updateTable('dossier').set({ removed_at: at }).where('id', '=', id).execute();
}

/** A dossier made from another one that was not handed in yet; undefined = none. */
export async function openCopyOf(db: ReadDb, id: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('dossier')
    .select('id')
    .where('renewal_of', '=', id)
    .where('removed_at', 'is', null)
    .where('given', 'is', null)
    .executeTakeFirst();
  return row?.id;
}
