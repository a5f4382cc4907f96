import type { BlockList } from '../../../src/contract/blocklists.ts';
import { parseIp } from '../../../src/shared/ip.ts';

/** The list that somebody means by a name he was told: that of this very name, else the only one of its house that lists such a thing. Undefined = nobody can say which. */
export function listNamed<L extends Pick<BlockList, 'name' | 'subjects'>>(
  lists: readonly L[],
  { list, listed }: { readonly list: string; readonly listed: string },
): L | undefined {
  const name = list.trim().toLowerCase();
  const kind = parseIp(listed) === null ? 'domain' : 'ip';
  const fitting = lists.filter(({ subjects }) => subjects.some((subject) => (subject === 'domain' ? 'domain' : 'ip') === kind));
  const ofHouse = fitting.filter((each) => name !== '' && each.name.toLowerCase().startsWith(`${name} `));
  return fitting.find((each) => each.name.toLowerCase() === name) ?? (ofHouse.length === 1 ? ofHouse[0] : undefined);
}
