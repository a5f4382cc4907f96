import type { Selectable } from 'kysely';
import { z } from 'zod';
import { Capability as CapabilityShape, PanelKind as PanelKindShape } from '../../contract/hosted.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import type { Schema } from '../../db/schema.ts';
import type { ErrorParams } from '../../shared/app-error.ts';
import type { Capability, PanelKind } from '../../shared/panels.ts';

/** An expected failure as it is kept. */
export interface KeptTrouble {
  readonly code: string;
  readonly params: ErrorParams;
  /** Epoch milliseconds: since when it is the same one. */
  readonly since: number;
}

export const StoredState = z.enum(['new', 'ok', 'failing', 'refused']);
export type StoredState = z.infer<typeof StoredState>;

/** A connection as it is stored; instants in epoch milliseconds. */
export interface StoredConnection {
  readonly packId: string;
  readonly packName: string;
  readonly hostId: string;
  readonly hostName: string;
  readonly kind: PanelKind;
  /** `https://host:port`. */
  readonly address: string;
  readonly login: string;
  readonly pin: string | null;
  readonly zone: string | null;
  readonly accountsMinutes: number;
  readonly usageMinutes: number;
  readonly paused: boolean;
  readonly state: StoredState;
  readonly trouble: KeptTrouble | null;
  /** Times in a row that the panel could not be reached at all. */
  readonly failures: number;
  readonly nextAt: number | null;
  readonly capabilities: readonly Capability[];
  readonly version: string;
  readonly probedAt: number | null;
  readonly accountsAt: number | null;
  readonly usageAt: number | null;
  /** Tells one setting of address, login or secret from the next. */
  readonly changedAt: number;
}

/** What is found out about a connection. */
export type ConnectionChange = Partial<
  Pick<
    StoredConnection,
    | 'state'
    | 'trouble'
    | 'failures'
    | 'nextAt'
    | 'capabilities'
    | 'version'
    | 'probedAt'
    | 'accountsAt'
    | 'usageAt'
    | 'accountsMinutes'
    | 'usageMinutes'
    | 'paused'
  >
>;

export const TroubleParams = z.record(z.string(), z.union([z.string(), z.number()]));
const Capabilities = z.array(CapabilityShape);

type Row = Selectable<Schema['connection']> & {
  readonly packZone: string | null;
  readonly packName: string;
  readonly hostId: string;
  readonly hostName: string;
};

function rows(db: ReadDb) {
  return db
    .selectFrom('connection')
    .innerJoin('pack', 'pack.id', 'connection.pack_id')
    .innerJoin('host', 'host.id', 'pack.host_id')
    .selectAll('connection')
    .select(['pack.name as packName', 'pack.zone as packZone', 'host.id as hostId', 'host.name as hostName']);
}

function stored(row: Row): StoredConnection {
  const { trouble_code: code, trouble_params: params, trouble_since: since } = row;
  return {
    packId: row.pack_id,
    packName: row.packName,
    hostId: row.hostId,
    hostName: row.hostName,
    kind: PanelKindShape.parse(row.kind),
    address: row.address,
    login: row.login,
    pin: row.pin,
    zone: row.packZone ?? row.zone,
    accountsMinutes: row.accounts_minutes,
    usageMinutes: row.usage_minutes,
    paused: row.paused === 1,
    state: StoredState.parse(row.state),
    trouble: code === null ? null : { code, params: TroubleParams.parse(JSON.parse(params ?? '{}')), since: since ?? row.changed_at },
    failures: row.failures,
    nextAt: row.next_at,
    capabilities: Capabilities.parse(JSON.parse(row.capabilities)),
    version: row.version,
    probedAt: row.probed_at,
    accountsAt: row.accounts_at,
    usageAt: row.usage_at,
    changedAt: row.changed_at,
  };
}

/** Every connection, by host and pack. */
export async function listConnections(db: ReadDb): Promise<StoredConnection[]> {
  return (await rows(db).orderBy('host.name').orderBy('pack.name').orderBy('pack.id').execute()).map(stored);
}

export async function findConnection(db: ReadDb, packId: string): Promise<StoredConnection | undefined> {
  const row = await rows(db).where('connection.pack_id', '=', packId).executeTakeFirst();
  return row === undefined ? undefined : stored(row);
}

export async function hasPack(db: ReadDb, packId: string): Promise<boolean> {
  return (await db.selectFrom('pack').select('id').where('id', '=', packId).executeTakeFirst()) !== undefined;
}

/** How to connect, as a person said it. */
export interface ConnectionDetails {
  readonly packId: string;
  readonly kind: PanelKind;
  readonly address: string;
  readonly login: string;
  readonly pin: string | null;
  readonly zone: string | null;
}

/** Fifteen minutes: panels count by the hour, and lists of accounts are heavy for them. */
const USUAL_MINUTES = 15;

/** Keeps how to connect. What was found with the earlier setting does not hold for this one; its schedule and the marks of what was read do. */
export async function keepConnection(tx: WriteDb, { packId, ...details }: ConnectionDetails, now: number): Promise<void> {
  const fresh = {
    ...details,
    state: 'new',
    trouble_code: null,
    trouble_params: null,
    trouble_since: null,
    failures: 0,
    next_at: null,
    capabilities: '[]',
    version: '',
    probed_at: null,
  };
  const before = await tx.selectFrom('connection').where('pack_id', '=', packId).select('changed_at').executeTakeFirst();
  if (before === undefined) {
    const schedule = { accounts_minutes: USUAL_MINUTES, usage_minutes: USUAL_MINUTES, paused: 0 };
    const unread = { accounts_at: null, usage_at: null, warnings_at: null };
    await tx
      .insertInto('connection')
      .values({ pack_id: packId, ...fresh, ...schedule, ...unread, made_at: now, changed_at: now })
      .execute();
    return;
  }
  // Never the same mark twice, even where the clock stood or was set back.
  const changed_at = Math.max(now, before.changed_at + 1);
  await tx
    .updateTable('connection')
    .set({ ...fresh, changed_at })
    .where('pack_id', '=', packId)
    .execute();
}

/**
 * Notes what was found out, unless the connection has been set otherwise or taken away since it was read: then nothing of it holds, and false is answered.
 */
export async function noteConnection(
  tx: WriteDb,
  { packId, changedAt }: Pick<StoredConnection, 'packId' | 'changedAt'>,
  change: ConnectionChange,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('connection')
    .set(columnsOf(change))
    .where('pack_id', '=', packId)
    .where('changed_at', '=', changedAt)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** True while a connection is set as it was when it was read. */
export async function isCurrent(db: ReadDb, { packId, changedAt }: Pick<StoredConnection, 'packId' | 'changedAt'>): Promise<boolean> {
  const row = await db.selectFrom('connection').where('pack_id', '=', packId).where('changed_at', '=', changedAt).select('pack_id').executeTakeFirst();
  return row !== undefined;
}

function columnsOf({ trouble, capabilities, paused, ...change }: ConnectionChange) {
  return {
    state: change.state,
    failures: change.failures,
    next_at: change.nextAt,
    version: change.version,
    probed_at: change.probedAt,
    accounts_at: change.accountsAt,
    usage_at: change.usageAt,
    accounts_minutes: change.accountsMinutes,
    usage_minutes: change.usageMinutes,
    ...(capabilities === undefined ? {} : { capabilities: JSON.stringify(capabilities) }),
    ...(paused === undefined ? {} : { paused: paused ? 1 : 0 }),
    ...(trouble === undefined ? {} : troubleColumns(trouble)),
  };
}

function troubleColumns(trouble: KeptTrouble | null) {
  return {
    trouble_code: trouble?.code ?? null,
    trouble_params: trouble === null ? null : JSON.stringify(trouble.params),
    trouble_since: trouble?.since ?? null,
  };
}

/** Forgets a connection and what was asked through it; what was read stays. False when there was none. */
export async function forgetConnection(tx: WriteDb, packId: string): Promise<boolean> {
  await tx.deleteFrom('poll').where('pack_id', '=', packId).execute();
  const { numDeletedRows } = await tx.deleteFrom('connection').where('pack_id', '=', packId).executeTakeFirst();
  return numDeletedRows > 0n;
}
