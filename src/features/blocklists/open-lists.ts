import type { Core } from '../core.ts';
import type { OpenList } from './ask.ts';
import { isAsked, readLists } from './lists.ts';
import { type StoredSettings, secretOf } from './settings.repo.ts';

/** The lists that are asked now, one of them or all, each with the zone it is asked under. Throws `secret_store_unavailable`. */
export async function openLists(core: Core, settings: StoredSettings, listId?: string): Promise<OpenList[]> {
  const lists = (await readLists(core.db.read)).filter((list) => isAsked(list, settings) && (listId === undefined || list.id === listId));
  const open: OpenList[] = [];
  for (const list of lists) {
    const key = settings.keyed.includes(list.id) ? await core.secrets.get(secretOf(list.id)) : null;
    const zone = key === null ? list.zone : list.keyZone.replace('{key}', key);
    if (zone !== '') open.push({ list, zone });
  }
  return open;
}
