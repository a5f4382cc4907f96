import type { z } from 'zod';
import { AccountStatus, type ClientCard, ContactRole, TimelineEntry } from '../../contract/clients.ts';
import { Language } from '../../contract/common.ts';
import { fail } from '../../contract/fail.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import { rowsOf } from './list.repo.ts';
import { loadRecords } from './record.repo.ts';

type Entry = z.infer<typeof TimelineEntry>;
type Dated = Entry & { readonly atMs: number };

const Params = TimelineEntry.shape.params;
const Event = TimelineEntry.shape.event;

/** Everything about one client. Throws `client_not_found`. */
export async function clientCard(db: ReadDb, id: string): Promise<z.input<typeof ClientCard>> {
  const [row] = await rowsOf(db, [id]);
  const [record] = await loadRecords(db, [id]);
  if (row === undefined || record === undefined) throw fail('client_not_found', {});
  const packs = await db
    .selectFrom('pack')
    .innerJoin('host', 'host.id', 'pack.host_id')
    .select(['pack.id', 'pack.name as packName', 'host.name as hostName'])
    .execute();
  const packOf = new Map(packs.map((pack) => [pack.id, pack]));
  return {
    ...row,
    company: record.company,
    note: record.note,
    contacts: record.contacts.map((each) => ({
      ...each,
      role: ContactRole.parse(each.role),
      language: each.language === null ? null : Language.parse(each.language),
    })),
    accountList: record.accounts.map((each) => ({
      ...each,
      otherDomains: [...each.otherDomains],
      status: AccountStatus.parse(each.status),
      packName: packOf.get(each.packId)?.packName ?? '',
      hostName: packOf.get(each.packId)?.hostName ?? '',
    })),
    timeline: await timeline(db, id),
  };
}

/** Newest first. Of what has the same moment, the later step comes first: the answer above the queue, all of it above the beginning. */
async function timeline(db: ReadDb, clientId: string): Promise<Entry[]> {
  const entries = [...(await messageEvents(db, clientId)), ...(await importEvents(db, clientId)), ...(await ownEvents(db, clientId))];
  return entries.sort((a, b) => b.atMs - a.atMs).map(({ at, event, params }) => ({ at, event, params }));
}

function dated(atMs: number, event: Entry['event'], params: Entry['params']): Dated {
  return { atMs, at: toIso(atMs), event, params };
}

async function ownEvents(db: ReadDb, clientId: string): Promise<Dated[]> {
  const rows = await db.selectFrom('client_event').selectAll().where('client_id', '=', clientId).orderBy('at', 'desc').orderBy('seq', 'desc').execute();
  return rows.map((row) => dated(row.at, Event.parse(row.event), Params.parse(JSON.parse(row.params))));
}

/** Imports write no event a client: batch and change rows say it already. */
async function importEvents(db: ReadDb, clientId: string): Promise<Dated[]> {
  const created = await db
    .selectFrom('client')
    .innerJoin('import_batch', 'import_batch.id', 'client.batch_id')
    .where('client.id', '=', clientId)
    .select(['import_batch.file_name', 'import_batch.imported_at'])
    .execute();
  const changed = await db
    .selectFrom('import_change')
    .innerJoin('import_batch', 'import_batch.id', 'import_change.batch_id')
    .where('import_change.client_id', '=', clientId)
    .where('import_batch.undone_at', 'is', null)
    .select(['import_batch.file_name', 'import_batch.imported_at'])
    .execute();
  return [
    ...created.map((row) => dated(row.imported_at, 'imported', { file: row.file_name })),
    ...changed.map((row) => dated(row.imported_at, 'changed', { file: row.file_name })),
  ];
}

async function messageEvents(db: ReadDb, clientId: string): Promise<Dated[]> {
  const messages = await db
    .selectFrom('outbox')
    .where('client_id', '=', clientId)
    .where('kind', '=', 'notice')
    .select(['id', 'recipient', 'subject', 'transport', 'created_at'])
    .execute();
  if (messages.length === 0) return [];
  const byId = new Map(messages.map((message) => [message.id, message]));
  const settled = await db
    .selectFrom('outbox_event')
    .selectAll()
    .where('outbox_id', 'in', [...byId.keys()])
    .where('state', 'in', ['sent', 'failed', 'bounced', 'uncertain', 'cancelled'])
    .execute();
  return [
    ...settled.map((row) => {
      const message = byId.get(row.outbox_id);
      const params = { to: message?.recipient ?? '', subject: message?.subject ?? '', outboxId: row.outbox_id, reply: row.reply };
      return dated(row.at, messageEvent(row.state, message?.transport), params);
    }),
    ...messages.map((message) => dated(message.created_at, 'notice_queued', { to: message.recipient, subject: message.subject, outboxId: message.id })),
  ];
}

function messageEvent(state: string, transport: string | undefined): Entry['event'] {
  if (state === 'sent') return transport === 'practice' ? 'notice_practised' : transport === 'draft' ? 'notice_drafted' : 'notice_sent';
  if (state === 'uncertain') return 'notice_uncertain';
  return state === 'cancelled' ? 'notice_cancelled' : 'notice_failed';
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
