import type { z } from 'zod';
import { type Account, AccountStatus, type ClientCard, ContactRole, type OwnedAccount, type TimelineEntry } from '../../contract/clients.ts';
import { Language } from '../../contract/common.ts';
import { fail } from '../../contract/fail.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { rowsOf } from './list.repo.ts';
import { loadRecords } from './record.repo.ts';
import type { AccountRecord } from './record.rules.ts';
import { type Moment, timeline } from './timeline.repo.ts';

type Entry = z.infer<typeof TimelineEntry>;

/** Everything about one client. Throws `client_not_found`. */
export async function clientCard(db: ReadDb, id: string, moment: Moment): Promise<z.input<typeof ClientCard>> {
  const [row] = await rowsOf(db, [id], moment.now);
  const [record] = await loadRecords(db, [id]);
  if (row === undefined || record === undefined) throw fail('client_not_found', {});
  const { time_zone: timeZone } = await db.selectFrom('client').select('time_zone').where('id', '=', id).executeTakeFirstOrThrow();
  return {
    ...row,
    company: record.company,
    note: record.note,
    timeZone,
    contacts: record.contacts.map((each) => ({
      ...each,
      role: ContactRole.parse(each.role),
      language: each.language === null ? null : Language.parse(each.language),
    })),
    accountList: record.accounts.map(await accountView(db)),
    timeline: await timeline(db, id, moment),
  };
}

/** Shows an account with the names of its pack and host. */
async function accountView(db: ReadDb): Promise<(account: AccountRecord) => z.input<typeof Account>> {
  const packs = await db
    .selectFrom('pack')
    .innerJoin('host', 'host.id', 'pack.host_id')
    .select(['pack.id', 'pack.name as packName', 'host.name as hostName'])
    .execute();
  const packOf = new Map(packs.map((pack) => [pack.id, pack]));
  return (each) => ({
    ...each,
    otherDomains: [...each.otherDomains],
    status: AccountStatus.parse(each.status),
    packName: packOf.get(each.packId)?.packName ?? '',
    hostName: packOf.get(each.packId)?.hostName ?? '',
  });
}

/** The accounts of some clients that were not closed, the oldest of each first. */
export async function accountsOwnedBy(db: ReadDb, clientIds: readonly string[]): Promise<z.input<typeof OwnedAccount>[]> {
  const view = await accountView(db);
  const records = await loadRecords(db, clientIds);
  return records.flatMap(({ id, accounts }) => accounts.filter(({ status }) => status !== 'closed').map((each) => ({ ...view(each), clientId: id })));
}

/** Writes down what the user did to a client. */
export async function addClientEvent(tx: WriteDb, fact: { clientId: string; at: number; event: Entry['event']; params: Entry['params'] }): Promise<void> {
  const { clientId, at, event, params } = fact;
  const last = await tx
    .selectFrom('client_event')
    .where('client_id', '=', clientId)
    .where('at', '=', at)
    .select((eb) => eb.fn.max('seq').as('seq'))
    .executeTakeFirst();
  await tx
    .insertInto('client_event')
    .values({ client_id: clientId, at, seq: (last?.seq ?? 0) + 1, event, params: JSON.stringify(params) })
    .execute();
}
