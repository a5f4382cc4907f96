import { z } from 'zod';
import { count, emails, epoch, flag, name, neededName, refuseAborted, shaped, unreadable } from '../answers.ts';
import type { PanelAccount } from '../connector.ts';
import type { Calls } from './calls.ts';

const LIST = 'client_get';
const ACCOUNTS_A_PAGE = 250;

const told = z.unknown().optional();
/** All that is read of a client: among the rest are the hash of his password and a private key. */
const Client = z.object({ client_id: told, parent_client_id: told, username: told, email: told, created_at: told, locked: told, canceled: told });
/** null is what there is of nobody. */
const Clients = z.union([z.array(Client), z.null().transform(() => [])]);

/** Clients of the server. Throws the `panel_…` errors. */
export async function readClients(calls: Calls, signal: AbortSignal | undefined): Promise<PanelAccount[]> {
  const clients = shaped(LIST, Clients, await calls.ask(LIST, { client_id: -1 }, signal));
  const names = new Map(clients.map((client) => [count(client.client_id), name(client.username)]));
  return clients.map((client) => accountOf(client, { owner: names.get(count(client.parent_client_id) ?? 0) ?? '', remote: calls.access.login }));
}

/** Every account. Throws the `panel_…` errors. */
export async function* readAccounts(calls: Calls, signal: AbortSignal | undefined): AsyncGenerator<readonly PanelAccount[], void, void> {
  const accounts = await readClients(calls, signal);
  for (let start = 0; start < accounts.length; start += ACCOUNTS_A_PAGE) {
    refuseAborted(signal);
    yield accounts.slice(start, start + ACCOUNTS_A_PAGE);
  }
}

interface Around {
  /** The reseller above; '' = the owner of the server. */
  readonly owner: string;
  readonly remote: string;
}

function accountOf(client: z.infer<typeof Client>, { owner, remote }: Around): PanelAccount {
  const login = neededName(LIST, 'username', client.username);
  const locked = flag(client.locked);
  if (locked === null) throw unreadable(LIST, 'locked');
  return {
    login,
    birth: neededName(LIST, 'client_id', client.client_id),
    // A client is a person here; which domains are his is told elsewhere, by numbers of groups.
    domain: '',
    otherDomains: null,
    emails: emails(client.email),
    owner,
    plan: '',
    createdAt: epoch(client.created_at),
    own: login === remote,
    // A locked client's sites and mail are off, whoever did it; one who is cancelled may not come in any more.
    suspended: locked || flag(client.canceled) === true,
    locked: null,
    outgoingMail: null,
    reason: '',
    suspendedAt: null,
    lifter: 'unknown',
    // Neither are told of, which is not none: what a report said of them stays.
    limits: null,
    unlimited: null,
  };
}
