import type { DnsResolver } from '../../ports/dns.ts';
import type { ListStateName } from '../../shared/blocklists.ts';
import type { Core } from '../core.ts';
import { unchecked } from './answer.rules.ts';
import { askList, type OpenList, testList } from './ask.ts';
import { openLists } from './open-lists.ts';
import type { Subject } from './question.rules.ts';
import { readSettings } from './settings.repo.ts';

/** What one list says of an address or a domain. */
export interface ListSays {
  readonly list: string;
  readonly subject: Subject;
  readonly state: ListStateName;
}

interface Asking {
  readonly dns: DnsResolver;
  readonly subjects: readonly Subject[];
  readonly signal: AbortSignal;
}

/** What lists say of a few addresses and domains now; nothing of it is kept. Null = nobody agreed that lists are asked. Throws `secret_store_unavailable`, `cancelled`. */
export async function askOnce(core: Core, { dns, subjects, signal }: Asking): Promise<ListSays[] | null> {
  const settings = await readSettings(core.logger, core.db.read);
  if (settings.agreed === null) return null;
  const wanted = subjects.filter(({ kind }) => kind !== 'domain' || settings.domains);
  const lists = await openLists(core, settings);
  const asked = lists.map((open) => askOne(open, { dns, signal, subjects: wanted.filter(({ kind }) => open.list.subjects.includes(kind)) }));
  return (await Promise.all(asked)).flat();
}

/** A list that fails its own test points is asked nothing else: what it said would prove nothing. */
async function askOne(open: OpenList, { dns, subjects, signal }: Asking): Promise<ListSays[]> {
  if (subjects.length === 0) return [];
  const { why } = await testList(open, { dns, signal });
  const said: ListSays[] = [];
  for (const subject of subjects) {
    const { state } = why === null ? await askList(open, subject, { dns, signal }) : unchecked(why);
    said.push({ list: open.list.name, subject, state });
  }
  return said;
}
