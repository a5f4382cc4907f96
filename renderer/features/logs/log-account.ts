import type { client } from '../../client/client.ts';

/** All that a log says of one account. */
export type LogAccount = Awaited<ReturnType<typeof client.logs.account>>;
