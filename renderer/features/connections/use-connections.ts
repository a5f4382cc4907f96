import { useQuery } from '@tanstack/react-query';
import { orpc } from '../../client/client.ts';

/** Every connection there is. */
export function useConnections() {
  return useQuery(orpc.connections.list.queryOptions({ input: {} }));
}

/** How many accounts of the hosts nobody decided about yet. */
export function useUndecided(): number {
  return (useConnections().data ?? []).reduce((sum, { undecided }) => sum + undecided, 0);
}
