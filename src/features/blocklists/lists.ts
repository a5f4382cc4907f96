import { z } from 'zod';
import { BlockList, type ListCode } from '../../contract/blocklists.ts';
import { fail } from '../../contract/fail.ts';
import type { ReadDb } from '../../db/db.ts';
import { LIST_SUBJECTS, LIST_WHYS } from '../../shared/blocklists.ts';
import { toIso } from '../../shared/dates.ts';
import { type CatalogueList, code, PLAIN, range, removal } from './catalogue/list.rules.ts';
import { QUERIED } from './catalogue/queried.ts';
import { UNQUERIED } from './catalogue/unqueried.ts';
import type { StoredSettings } from './settings.repo.ts';

const Subjects = z.array(z.enum(LIST_SUBJECTS));

/** Every list: those of the catalogue, then those the reseller added. */
export async function readLists(db: ReadDb): Promise<CatalogueList[]> {
  const rows = await db.selectFrom('blocklist_own').selectAll().orderBy('name').execute();
  const own = rows.map(
    (row): CatalogueList => ({
      ...PLAIN,
      id: row.id,
      name: row.name,
      zone: row.zone,
      subjects: Subjects.parse(JSON.parse(row.subjects)),
      // Nothing is known of its codes: 127.0.0.1 is a refusal with some, so it is none of them.
      codes: [code('127.0.0.2', 'listed'), range('127.0.0.3', '127.0.254.254', { meaning: 'listed' })],
      removal: removal('sender', 'own', { link: row.link }),
      checkedOn: row.created_on,
      source: row.link,
      own: true,
    }),
  );
  return [...QUERIED, ...UNQUERIED, ...own];
}

/** Throws `blocklist_not_found`. */
export function findList(lists: readonly CatalogueList[], id: string): CatalogueList {
  const found = lists.find((list) => list.id === id);
  if (found === undefined) throw fail('blocklist_not_found', {});
  return found;
}

/** True of a list that has a zone we may ask now. */
export function isAsked(list: CatalogueList, settings: StoredSettings): boolean {
  return isEnabled(list, settings) && (list.zone !== '' || settings.keyed.includes(list.id));
}

function isQueried({ zone, keyZone, retiredOn }: CatalogueList): boolean {
  return retiredOn === null && (zone !== '' || keyZone !== '');
}

function isEnabled(list: CatalogueList, { enabled }: StoredSettings): boolean {
  return isQueried(list) && (enabled[list.id] ?? list.standard);
}

/** The catalogue as it is shown. */
export async function listViews(db: ReadDb, settings: StoredSettings): Promise<BlockList[]> {
  const [lists, tests] = await Promise.all([readLists(db), db.selectFrom('blocklist_test').select(['list_id', 'at', 'why']).execute()]);
  const testOf = new Map(tests.map(({ list_id, at, why }) => [list_id, { at: toIso(at), why: z.enum(LIST_WHYS).nullable().parse(why) }]));
  return lists.map((list) => listView(list, settings, testOf.get(list.id) ?? null));
}

function listView(list: CatalogueList, settings: StoredSettings, test: BlockList['test']): BlockList {
  return BlockList.parse({
    ...list,
    zone: list.zone === '' ? list.keyZone : list.zone,
    queried: isQueried(list),
    enabled: isEnabled(list, settings),
    key: list.keyZone === '' ? 'none' : list.zone === '' ? 'needed' : 'optional',
    keySet: settings.keyed.includes(list.id),
    codes: list.codes.map(codeView),
    removals: removalsOf(list),
    retired: list.retiredOn === null ? null : { on: list.retiredOn },
    test,
  });
}

function codeView({ match, meaning, part }: CatalogueList['codes'][number]): ListCode {
  if (match.kind === 'bits') return { value: `127.0.0.x & ${match.bits}`, meaning, part };
  return { value: match.from === match.to ? match.from : `${match.from} – ${match.to}`, meaning, part };
}

function removalsOf(list: CatalogueList): BlockList['removals'] {
  const byProcedure = new Map<string, BlockList['removals'][number]>();
  for (const { removal: own, part } of [...list.codes, { removal: list.removal, part: '' }]) {
    const removed = own ?? list.removal;
    const known = byProcedure.get(removed.procedure) ?? { ...removed, parts: [] };
    if (part !== '' && !known.parts.includes(part)) known.parts.push(part);
    byProcedure.set(removed.procedure, known);
  }
  return [...byProcedure.values()];
}
