import type { Selectable } from 'kysely';
import { fail } from '../../contract/fail.ts';
import { Host, PresetId } from '../../contract/hosts.ts';
import { HostId, PackId } from '../../contract/ids.ts';
import { OwnRules, RulePack } from '../../contract/rule-pack.ts';
import { PolicyTerms } from '../../contract/texts.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import type { Schema } from '../../db/schema.ts';
import { toIso } from '../../shared/dates.ts';

/** A host as stored: its name, the preset it was made from, its rules, the reseller's own, and what he adds to his texts. */
export interface HostRules {
  readonly id: HostId;
  readonly name: string;
  readonly presetId: PresetId;
  readonly rules: RulePack;
  readonly own: OwnRules;
  readonly terms: PolicyTerms;
}

/** Throws `host_not_found`. */
export async function findHost(db: ReadDb, id: string): Promise<HostRules> {
  const row = await db.selectFrom('host').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw fail('host_not_found', {});
  return {
    id: HostId.parse(row.id),
    name: row.name,
    presetId: PresetId.parse(row.preset_id),
    rules: parseRules(row.rules),
    own: parseOwnRules(row.own_rules),
    terms: PolicyTerms.parse(JSON.parse(row.terms)),
  };
}

/** Rules as they are stored in `host.rules`. */
export function parseRules(stored: string): RulePack {
  return RulePack.parse(JSON.parse(stored));
}

/** The reseller's own rules as they are stored in `host.own_rules`. */
export function parseOwnRules(stored: string): OwnRules {
  return OwnRules.parse(JSON.parse(stored));
}

/** Keeps what the reseller adds to the texts about a host. Throws `host_not_found`. */
export async function saveTerms(tx: WriteDb, id: string, terms: PolicyTerms): Promise<void> {
  const updated = await tx
    .updateTable('host')
    .set({ terms: JSON.stringify(terms) })
    .where('id', '=', id)
    .executeTakeFirst();
  if (updated.numUpdatedRows === 0n) throw fail('host_not_found', {});
}

/** All hosts by name, with their packs and what is hosted there. */
export async function listHosts(db: ReadDb): Promise<Host[]> {
  const rows = await db.selectFrom('host').selectAll().orderBy('created_at').orderBy('id').execute();
  const packs = await db.selectFrom('pack').selectAll().orderBy('created_at').orderBy('id').execute();
  const counts = await db
    .selectFrom('account')
    .innerJoin('pack', 'pack.id', 'account.pack_id')
    .groupBy('pack.host_id')
    .select((eb) => [
      'pack.host_id as hostId',
      eb.fn.count<number>('account.client_id').distinct().as('clients'),
      eb.fn.sum<number>(eb.case().when('account.status', '=', 'active').then(1).else(0).end()).as('active'),
    ])
    .execute();
  const countOf = new Map(counts.map((count) => [count.hostId, count]));
  return rows
    .map((row) =>
      Host.parse({
        id: row.id,
        name: row.name,
        presetId: row.preset_id,
        rules: parseRules(row.rules),
        own: parseOwnRules(row.own_rules),
        packs: packs.filter((pack) => pack.host_id === row.id).map(packOf),
        clients: countOf.get(row.id)?.clients ?? 0,
        activeAccounts: countOf.get(row.id)?.active ?? 0,
        createdAt: toIso(row.created_at),
      }),
    )
    .sort((a, b) => a.name.localeCompare(b.name));
}

type StoredHost = Selectable<Schema['host']>;
type StoredPack = Omit<Selectable<Schema['pack']>, 'zone'>;

/** A pack as the contract shows it. */
export function packOf(row: StoredPack): Host['packs'][number] {
  return { id: PackId.parse(row.id), hostId: HostId.parse(row.host_id), name: row.name, createdAt: toIso(row.created_at) };
}

export async function insertHost(tx: WriteDb, host: StoredHost): Promise<void> {
  await tx.insertInto('host').values(host).execute();
}

/** Throws `host_not_found`. */
export async function insertPack(tx: WriteDb, pack: StoredPack): Promise<void> {
  const host = await tx.selectFrom('host').select('id').where('id', '=', pack.host_id).executeTakeFirst();
  if (host === undefined) throw fail('host_not_found', {});
  await tx.insertInto('pack').values(pack).execute();
}

/** False when there is no such host. */
export async function renameHost(tx: WriteDb, id: string, name: string): Promise<boolean> {
  const updated = await tx.updateTable('host').set({ name }).where('id', '=', id).executeTakeFirst();
  return updated.numUpdatedRows > 0n;
}

/** The pack under its new name; undefined when there is none. */
export async function renamePack(tx: WriteDb, id: string, name: string): Promise<StoredPack | undefined> {
  await tx.updateTable('pack').set({ name }).where('id', '=', id).execute();
  return tx.selectFrom('pack').selectAll().where('id', '=', id).executeTakeFirst();
}
