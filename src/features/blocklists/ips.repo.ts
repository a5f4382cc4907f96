import type { WatchedIp } from '../../contract/blocklists.ts';
import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import { PackId, WatchedIpId } from '../../contract/ids.ts';
import type { Contract } from '../../contract/index.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { dateIn } from '../../shared/calendar.ts';
import { type IpAddress, parseIp } from '../../shared/ip.ts';
import type { Core } from '../core.ts';
import { readAnswers } from './answers.repo.ts';
import { accountsByPack } from './subjects.repo.ts';

type Input<V extends keyof Handlers<Contract['blocklists']>> = Parameters<Handlers<Contract['blocklists']>[V]>[0];

/** Adds addresses, all or none; those that are there already stay as they are. Throws `ip_invalid`, `pack_not_found`. */
export async function addIps(core: Core, input: Input<'addIps'>): Promise<{ added: number; known: number }> {
  const addresses = input.ips.map(parsed);
  const now = core.clock.now();
  const validFrom = input.validFrom ?? dateIn(now, core.clock.timeZone());
  const { packId, holder, note } = input;
  return await core.db.write(async (tx) => {
    await findPack(tx, packId);
    let added = 0;
    for (const { text, family } of new Map(addresses.map((address) => [address.text, address])).values()) {
      const values = {
        id: core.ids.next(),
        ip: text,
        family,
        pack_id: packId,
        holder,
        shared: input.shared ? 1 : 0,
        note,
        valid_from: validFrom,
        valid_to: null,
        created_at: now,
      };
      const { numInsertedOrUpdatedRows } = await tx
        .insertInto('watched_ip')
        .values(values)
        .onConflict((conflict) => conflict.column('ip').doNothing())
        .executeTakeFirst();
      added += Number(numInsertedOrUpdatedRows ?? 0n);
    }
    return { added, known: addresses.length - added };
  });
}

function parsed(value: string): IpAddress {
  const ip = parseIp(value);
  if (ip === null) throw fail('ip_invalid', { value: value.trim().slice(0, 60) });
  return ip;
}

async function findPack(db: ReadDb, packId: string | null): Promise<void> {
  if (packId === null) return;
  const pack = await db.selectFrom('pack').where('id', '=', packId).select('id').executeTakeFirst();
  if (pack === undefined) throw fail('pack_not_found', {});
}

/** Throws `ip_not_found`, `pack_not_found`. */
export async function changeIp(core: Core, input: Input<'changeIp'>): Promise<WatchedIp> {
  const { id, packId, holder, shared, note, validTo } = input;
  await core.db.write(async (tx) => {
    await findPack(tx, packId);
    await tx
      .updateTable('watched_ip')
      .where('id', '=', id)
      .set({ pack_id: packId, holder, shared: shared ? 1 : 0, note, valid_to: validTo })
      .execute();
  });
  const found = (await readIps(core.db.read)).find((ip) => ip.id === id);
  if (found === undefined) throw fail('ip_not_found', {});
  return found;
}

/** Takes the address and its answers away; its stays on lists are history and stay. Throws `ip_not_found`. */
export async function removeIp(tx: WriteDb, id: string): Promise<void> {
  const row = await tx.deleteFrom('watched_ip').where('id', '=', id).returning('ip').executeTakeFirst();
  if (row === undefined) throw fail('ip_not_found', {});
  await tx.deleteFrom('blocklist_answer').where('subject', '=', row.ip).execute();
}

/** Every address with what is known of it: those in use first, in the order they were added. */
export async function readIps(db: ReadDb): Promise<WatchedIp[]> {
  const [rows, accounts] = await Promise.all([
    db
      .selectFrom('watched_ip')
      .leftJoin('pack', 'pack.id', 'watched_ip.pack_id')
      .leftJoin('host', 'host.id', 'pack.host_id')
      .selectAll('watched_ip')
      .select(['pack.name as pack_name', 'host.name as host_name'])
      .orderBy((eb) => eb('valid_to', 'is', null), 'desc')
      .orderBy('watched_ip.created_at')
      .orderBy('watched_ip.ip')
      .execute(),
    accountsByPack(db),
  ]);
  const answers = await readAnswers(
    db,
    rows.map(({ ip }) => ip),
  );
  return rows.map((row) => {
    const told = answers.get(row.ip) ?? [];
    return {
      id: WatchedIpId.parse(row.id),
      ip: row.ip,
      family: row.family === 4 ? 4 : 6,
      packId: row.pack_id === null ? null : PackId.parse(row.pack_id),
      packName: row.pack_name ?? '',
      hostName: row.host_name ?? '',
      holder: row.holder === 'reseller' ? 'reseller' : 'host',
      shared: row.shared === 1,
      note: row.note,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      accounts: row.pack_id === null ? 0 : (accounts.get(row.pack_id) ?? 0),
      checkedAt: oldest(told.map(({ at }) => at)),
      answers: [...told],
    };
  });
}

/** The oldest of instants in ISO text: what is shown as one is as old as its oldest part. null = none. */
export function oldest(instants: readonly string[]): string | null {
  return instants.reduce<string | null>((least, at) => (least === null || at < least ? at : least), null);
}
