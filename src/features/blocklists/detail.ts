import { z } from 'zod';
import type { BlocklistDetail } from '../../contract/blocklists.ts';
import { ClientId, PackId } from '../../contract/ids.ts';
import type { ReadDb } from '../../db/db.ts';
import { dateIn } from '../../shared/calendar.ts';
import { parseIp } from '../../shared/ip.ts';
import type { Core } from '../core.ts';
import { readAnswers } from './answers.repo.ts';
import type { CatalogueList } from './catalogue/list.rules.ts';
import { readListings } from './listings.repo.ts';
import { findList, listViews, readLists } from './lists.ts';
import { subjectText } from './question.rules.ts';
import { removalOf, routeOf } from './route.rules.ts';
import { readSettings } from './settings.repo.ts';
import { inUseOn } from './subjects.repo.ts';

/** Accounts that are named. */
const NAMED = 200;

const Raw = z.array(z.string());

/** All that is known of a subject at a list. Throws `blocklist_not_found`. */
export async function readDetail(core: Core, { subject, listId }: { readonly subject: string; readonly listId: string }): Promise<BlocklistDetail> {
  const db = core.db.read;
  const settings = await readSettings(core.logger, db);
  const list = findList(await readLists(db), listId);
  const view = (await listViews(db, settings)).find(({ id }) => id === listId);
  if (view === undefined) throw new Error('A list without its view');
  const text = subjectText(subject);
  const [answers, row, listings, ip, held] = await Promise.all([
    readAnswers(db, [text]),
    db.selectFrom('blocklist_answer').where('subject', '=', text).where('list_id', '=', listId).select(['raw', 'reason', 'question']).executeTakeFirst(),
    readListings(db, { subject: text, listId, open: false }),
    db.selectFrom('watched_ip').where('ip', '=', text).select('pack_id').executeTakeFirst(),
    inUseOn(db, dateIn(core.clock.now(), core.clock.timeZone())).where('ip', '=', text).select('holder').executeTakeFirst(),
  ]);
  const answer = (answers.get(text) ?? []).find((one) => one.listId === listId) ?? null;
  return {
    subject: text,
    list: view,
    answer,
    question: row?.question ?? '',
    raw: row === undefined ? [] : Raw.parse(JSON.parse(row.raw)),
    reason: row?.reason ?? '',
    route: routeFor(list, { listings, isIp: parseIp(text) !== null, holder: held?.holder === 'reseller' ? 'reseller' : 'host' }),
    listings,
    sharers: ip?.pack_id === undefined || ip.pack_id === null ? [] : [await sharersOf(db, ip.pack_id)],
  };
}

interface Case {
  readonly listings: BlocklistDetail['listings'];
  readonly isIp: boolean;
  readonly holder: 'host' | 'reseller';
}

/** Only while it is listed as far as anybody knows; of a list that nobody can ask, always. */
function routeFor(list: CatalogueList, { listings, isIp, holder }: Case): BlocklistDetail['route'] {
  const open = listings.find(({ endedAt }) => endedAt === null);
  if (open === undefined && (list.zone !== '' || list.keyZone !== '')) return null;
  return routeOf(removalOf(list, open?.codes ?? []), isIp ? { kind: 'ip', holder } : { kind: 'domain' });
}

async function sharersOf(db: ReadDb, packId: string): Promise<BlocklistDetail['sharers'][number]> {
  const [pack, rows] = await Promise.all([
    db.selectFrom('pack').where('id', '=', packId).select('name').executeTakeFirstOrThrow(),
    db
      .selectFrom('account')
      .innerJoin('client', 'client.id', 'account.client_id')
      .where('account.pack_id', '=', packId)
      .where('account.status', '!=', 'closed')
      .select(['client.id', 'client.name', 'client.company', 'account.main_domain'])
      .orderBy('client.sort_key')
      .execute(),
  ]);
  const accounts = rows.slice(0, NAMED).map((row) => ({ clientId: ClientId.parse(row.id), clientName: row.company || row.name, domain: row.main_domain }));
  return { packId: PackId.parse(packId), packName: pack.name, total: rows.length, accounts };
}
