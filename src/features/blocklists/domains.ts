import type { ListAnswer, ListState, WatchedDomain } from '../../contract/blocklists.ts';
import { ClientId } from '../../contract/ids.ts';
import type { ReadDb } from '../../db/db.ts';
import { fold } from '../../shared/text.ts';
import { readAnswers, readStates } from './answers.repo.ts';
import { oldest } from './ips.repo.ts';
import { type ClientDomain, domainsOfClients } from './subjects.repo.ts';

/** What is looked for among the domains of clients. */
export interface DomainQuery {
  readonly offset: number;
  readonly limit: number;
  readonly search: string;
  readonly show: 'all' | 'listed' | 'unchecked';
}

/** Domains of clients with what lists said of them: listed ones first, then those that could not be checked, then by name. */
export async function listDomains(db: ReadDb, { offset, limit, search, show }: DomainQuery): Promise<{ total: number; rows: WatchedDomain[] }> {
  const [domains, states] = await Promise.all([domainsOfClients(db), readStates(db)]);
  const wanted = fold(search);
  const rows = domains
    .filter(({ domain, clientName }) => domain.includes(wanted) || fold(clientName).includes(wanted))
    .map((domain) => ({ ...domain, rank: rank(states.get(domain.domain) ?? []) }))
    .filter((row) => show === 'all' || (show === 'listed' ? row.rank === 0 : row.rank === 1))
    .sort((a, b) => a.rank - b.rank);
  const page = rows.slice(offset, offset + limit);
  const answers = await readAnswers(
    db,
    page.map(({ domain }) => domain),
  );
  return { total: rows.length, rows: page.map((row) => view(row, answers.get(row.domain) ?? [])) };
}

/** 0 listed, 1 not fully checked, 2 on no list. */
function rank(states: readonly ListState[]): 0 | 1 | 2 {
  if (states.includes('listed')) return 0;
  return states.length === 0 || states.some((state) => state !== 'not_listed') ? 1 : 2;
}

function view({ domain, clientId, clientName }: ClientDomain, told: readonly ListAnswer[]): WatchedDomain {
  const id = clientId === null ? null : ClientId.parse(clientId);
  return { domain, clientId: id, clientName, checkedAt: oldest(told.map(({ at }) => at)), answers: [...told] };
}
