import type { Listing } from '../../contract/blocklists.ts';
import type { ReadDb } from '../../db/db.ts';
import { fold } from '../../shared/text.ts';
import type { CatalogueList } from './catalogue/list.rules.ts';
import { readListings } from './listings.repo.ts';
import { readLists } from './lists.ts';
import { subjectText } from './question.rules.ts';
import { removalOf } from './route.rules.ts';

/** Something on a list, as somebody wrote both down. */
export interface Named {
  readonly subject: string;
  /** Name or id of the list, or a part of its name. */
  readonly list: string;
}

async function listsMeant(db: ReadDb, list: string): Promise<CatalogueList[]> {
  const wanted = fold(list);
  return (await readLists(db)).filter(({ id, name }) => id === wanted || fold(name).includes(wanted) || wanted.includes(fold(name)));
}

/**
 * Whether the reseller may ask a list himself for a removal: he holds the address, or the list hears whoever sends from it. Where several lists are meant, or several
 * parts of one, a part that hears only the holder decides.
 */
export async function mayAskList(db: ReadDb, { subject, list }: Named): Promise<boolean> {
  const held = await db.selectFrom('watched_ip').where('ip', '=', subjectText(subject)).where('holder', '=', 'reseller').select('id').executeTakeFirst();
  if (held !== undefined) return true;
  const listings = await readListings(db, { subject, open: true });
  const removals = (await listsMeant(db, list)).flatMap((each) => {
    const codes = listings.filter(({ listId }) => listId === each.id).flatMap((listing) => listing.codes);
    return codes.length > 0 ? [removalOf(each, codes)] : [each.removal, ...each.codes.flatMap(({ removal }) => removal ?? [])];
  });
  return removals.length > 0 && removals.every(({ who }) => who === 'sender');
}

/** When the list last said yes or no of the subject, in epoch milliseconds; null = never, also where nobody can ask it. */
export async function lastSaid(db: ReadDb, { subject, list }: Named): Promise<number | null> {
  const ids = (await listsMeant(db, list)).map(({ id }) => id);
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
  const ids = (await listsMeant(db, list)).map(({ id }) => id);
  return stays.filter(({ listId }) => ids.includes(listId));
}
