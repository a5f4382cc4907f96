import { useQuery } from '@tanstack/react-query';
import type { ClientCard } from '../../../src/contract/clients.ts';
import { orpc } from '../../client/client.ts';
import { isReachable, type Problem, problemsOf } from './problems.rules.ts';

/** As much as the card looks back at. */
const LIMIT = 50;

/** What is wrong with the addresses of a client. */
interface Problems {
  readonly problems: readonly Problem[];
  /** Whether any of his addresses may be written to; undefined until it is known. */
  readonly reachable: boolean | undefined;
}

/** The addresses of a client that need somebody, and whether any works. */
export function useProblems(client: Pick<ClientCard, 'id' | 'contacts'>): Problems {
  const returned = useQuery(orpc.bounces.list.queryOptions({ input: { clientId: client.id, limit: LIMIT } })).data?.rows ?? [];
  const blocks = useQuery(orpc.bounces.suppressions.queryOptions({ input: { clientId: client.id } })).data?.rows;
  const addresses = client.contacts.filter(({ validTo }) => validTo === null).map(({ email }) => email);
  return {
    problems: problemsOf({ addresses, returned, blocks: blocks ?? [], now: Date.now() }),
    reachable: blocks === undefined ? undefined : isReachable(addresses, blocks),
  };
}
