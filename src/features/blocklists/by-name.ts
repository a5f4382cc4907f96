import type { Listing } from '../../contract/blocklists.ts';
import type { ReadDb } from '../../db/db.ts';
import type { CatalogueList } from './catalogue/list.rules.ts';
import { listsNamed } from './catalogue/names.rules.ts';
import { readListings } from './listings.repo.ts';
import { readLists } from './lists.ts';
import { subjectText } from './question.rules.ts';
import { removalOf } from './route.rules.ts';
import { inUseOn } from './subjects.repo.ts';

/** Something on a list, as somebody wrote both down. */
export interface Named {
  readonly subject: string;
  /** The list as people name it: its name, id or zone, or a part of it such as SBL. */
  readonly list: string;
}

interface Meant {
  readonly list: CatalogueList;
  /** '' = the whole list. */
  readonly part: string;
}

async function listsMeant(db: ReadDb, list: string): Promise<Meant[]> {
  const lists = await readLists(db);
  return listsNamed(list, lists).flatMap(({ id, part }) => lists.filter((one) => one.id === id).map((one) => ({ list: one, part })));
}

/**
 * Whether the reseller may ask a list himself for a removal: he holds the address today (YYYY-MM-DD), or the list hears whoever sends from it. Where several lists
 * are meant, or several parts of one, a part that hears only the holder decides.
 */
export async function mayAskList(db: ReadDb, { today, ...named }: Named & { readonly today: string }): Promise<boolean> {
  const subject = subjectText(named.subject);
  const held = await inUseOn(db, today).where('ip', '=', subject).where('holder', '=', 'reseller').select('id').executeTakeFirst();
  if (held !== undefined) return true;
  const listings = await readListings(db, { subject, open: true });
  const removals = (await listsMeant(db, named.list)).flatMap(({ list, part }) => {
    if (part !== '') return [list.codes.find((code) => code.part === part)?.removal ?? list.removal];
    const codes = listings.filter(({ listId }) => listId === list.id).flatMap((listing) => listing.codes);
    return codes.length > 0 ? [removalOf(list, codes)] : [list.removal, ...list.codes.flatMap(({ removal }) => removal ?? [])];
  });
  return removals.length > 0 && removals.every(({ who }) => who === 'sender');
}

/** Who holds an address of the watch today (YYYY-MM-DD); 'unknown' = it is not watched. */
export async function holderOf(db: ReadDb, { ip, today }: { readonly ip: string; readonly today: string }): Promise<'host' | 'reseller' | 'unknown'> {
  const watched = await inUseOn(db, today).where('ip', '=', subjectText(ip)).select('holder').executeTakeFirst();
  return watched?.holder === 'host' || watched?.holder === 'reseller' ? watched.holder : 'unknown';
}

/** When the list last said yes or no of the subject, in epoch milliseconds; null = never, also where nobody can ask it. */
export async function lastSaid(db: ReadDb, { subject, list }: Named): Promise<number | null> {
  const ids = (await listsMeant(db, list)).map((meant) => meant.list.id);
  if (ids.length === 0) return null;
  const { at } = await db
    .selectFrom('blocklist_answer')
    .where('subject', '=', subjectText(subject))
    .where('list_id', 'in', ids)
    .select((eb) => eb.fn.max(eb.case().when('state', 'in', ['listed', 'not_listed']).then(eb.ref('at')).else(eb.ref('known_at')).end()).as('at'))
    .executeTakeFirstOrThrow();
  return at;
}

/** Every stay of a subject on the lists that are meant (left out = on any), as `readListings` has them. */
export async function staysOf(db: ReadDb, { subject, list }: Pick<Named, 'subject'> & { readonly list?: string | undefined }): Promise<Listing[]> {
  const stays = await readListings(db, { subject, open: false });
  if (list === undefined) return stays;
  const meant = await listsMeant(db, list);
  return stays.filter(({ listId, codes }) => meant.some((one) => one.list.id === listId && (one.part === '' || codes.some(({ part }) => part === one.part))));
}
