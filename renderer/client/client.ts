import { type ClientContext, type ClientLink, createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { QueryClient } from '@tanstack/react-query';
import type { Contract } from '../../src/contract/index.ts';
import { openLink } from './transport.ts';

let opening: Promise<ClientLink<ClientContext>> | undefined;

function forgetLink(): void {
  opening = undefined;
}

/** The link is opened by the first call and used by all that follow, until it closes. */
const link: ClientLink<ClientContext> = {
  call: async (path, input, options) => {
    opening ??= openLink(forgetLink);
    const open = await opening.catch((error: unknown) => {
      forgetLink();
      throw error;
    });
    return await open.call(path, input, options);
  },
};

/** Every operation of the contract, typed. Throws `ORPCError` with a code of `contract/errors.ts`. */
export const client: ContractRouterClient<Contract> = createORPCClient(link);

/** The same operations as options for TanStack Query: `useQuery(orpc.hosts.list.queryOptions({ input: {} }))`. */
export const orpc = createTanstackQueryUtils(client);

/** What was asked stays fresh until `system.changes` says otherwise (`use-changes.ts`); an expected failure is never retried. */
export const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, networkMode: 'always' }, mutations: { retry: false, networkMode: 'always' } },
});
