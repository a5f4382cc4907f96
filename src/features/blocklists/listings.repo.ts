import type { Listing } from '../../contract/blocklists.ts';
import { PackId } from '../../contract/ids.ts';
import type { ReadDb } from '../../db/db.ts';
import { LIST_WEIGHTS, type ListWeight } from '../../shared/blocklists.ts';
import { toIso } from '../../shared/dates.ts';
import { storedCodes } from './answers.repo.ts';
import { isAsked, readLists } from './lists.ts';
import { subjectText } from './question.rules.ts';
import { readSettings } from './settings.repo.ts';
import { domainsOfClients } from './subjects.repo.ts';

const MOST = 500;

/** Stays on lists, open ones first, then the newest; at most 500. */
export async function readListings(
  db: ReadDb,
  {
    subject,
    packId,
    open,
    listId,
  }: { readonly subject?: string | undefined; readonly packId?: string | undefined; readonly open: boolean; readonly listId?: string },
): Promise<Listing[]> {
  const rows = await db
    .selectFrom('blocklist_listing')
    .leftJoin('watched_ip', 'watched_ip.ip', 'blocklist_listing.subject')
    .$if(subject !== undefined, (each) => each.where('subject', '=', subjectText(subject ?? '')))
    .$if(listId !== undefined, (each) => each.where('list_id', '=', listId ?? ''))
    .$if(packId !== undefined, (each) => each.where('watched_ip.pack_id', '=', packId ?? ''))
    .$if(open, (each) => each.where('ended_at', 'is', null))
    .select(['subject', 'list_id', 'after_at', 'first_at', 'last_at', 'ended_at', 'codes', 'reason', 'watched_ip.pack_id'])
    .orderBy((eb) => eb('ended_at', 'is', null), 'desc')
    .orderBy('first_at', 'desc')
    .limit(MOST)
    .execute();
  const names = new Map((await readLists(db)).map(({ id, name }) => [id, name]));
  return rows.map((row) => ({
    subject: row.subject,
    listId: row.list_id,
    listName: names.get(row.list_id) ?? row.list_id,
    packId: row.pack_id === null ? null : PackId.parse(row.pack_id),
    after: row.after_at === null ? null : toIso(row.after_at),
    firstAt: toIso(row.first_at),
    lastAt: toIso(row.last_at),
    endedAt: row.ended_at === null ? null : toIso(row.ended_at),
    codes: storedCodes(row.codes),
    reason: row.reason,
  }));
}

/** Settings that cannot be understood are complained about where lists are asked. */
const SILENT = { warn: () => {} };

/** Something of a pack that is on lists now. */
export interface ListedSubject {
  /** An address of the pack, or a domain of one of its accounts. */
  readonly subject: string;
  readonly isIp: boolean;
  readonly lists: readonly { readonly name: string; readonly weight: ListWeight }[];
  /** The first of them was seen then, in epoch milliseconds. */
  readonly since: number;
}

/**
 * What of a pack is on lists now, heaviest list first: addresses in use on the day it is (YYYY-MM-DD), at lists that are asked. What nobody asks about any more
 * would never be seen to end.
 */
export async function listedOfPack(db: ReadDb, { packId, today }: { readonly packId: string; readonly today: string }): Promise<ListedSubject[]> {
  const rows = await db
    .selectFrom('blocklist_listing')
    .leftJoin('watched_ip', 'watched_ip.ip', 'blocklist_listing.subject')
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('watched_ip.valid_from', 'is', null), eb('watched_ip.valid_from', '<=', today)]))
    .where((eb) => eb.or([eb('watched_ip.valid_to', 'is', null), eb('watched_ip.valid_to', '>=', today)]))
    .select(['subject', 'list_id', 'first_at', 'watched_ip.id as ip_id', 'watched_ip.pack_id'])
    .orderBy('first_at')
    .execute();
  if (rows.length === 0) return [];
  const settings = await readSettings(SILENT, db);
  const lists = new Map((await readLists(db)).filter((list) => isAsked(list, settings)).map((list) => [list.id, list]));
  const domains = rows.some(({ ip_id }) => ip_id === null) ? await domainsOfPack(db, packId) : new Set();
  const found = new Map<string, { subject: string; isIp: boolean; lists: { name: string; weight: ListWeight }[]; since: number }>();
  for (const { subject, list_id, first_at, ip_id, pack_id } of rows) {
    const list = lists.get(list_id);
    if (list === undefined || (ip_id === null ? !domains.has(subject) : pack_id !== packId)) continue;
    const known = found.get(subject) ?? { subject, isIp: ip_id !== null, lists: [], since: first_at };
    known.lists.push({ name: list.name, weight: list.weight });
    found.set(subject, known);
  }
  for (const each of found.values()) each.lists.sort((a, b) => LIST_WEIGHTS.indexOf(a.weight) - LIST_WEIGHTS.indexOf(b.weight));
  return [...found.values()];
}

/** Packs with a watched address or a client's domain that is or was on a list. */
export async function packsConcerned(db: ReadDb): Promise<string[]> {
  const [ips, listed] = await Promise.all([
    db.selectFrom('watched_ip').where('pack_id', 'is not', null).select('pack_id').distinct().execute(),
    db.selectFrom('blocklist_listing').select('subject').distinct().execute(),
  ]);
  const subjects = new Set(listed.map(({ subject }) => subject));
  const packs = new Set(ips.flatMap(({ pack_id }) => pack_id ?? []));
  if (subjects.size > 0) for (const { domain, packId } of await domainsOfClients(db)) if (subjects.has(domain)) packs.add(packId);
  return [...packs];
}

async function domainsOfPack(db: ReadDb, packId: string): Promise<ReadonlySet<string>> {
  return new Set((await domainsOfClients(db)).filter((one) => one.packId === packId).map(({ domain }) => domain));
}
