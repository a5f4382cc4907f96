import type { Capability, Given, Need } from '../../shared/panels.ts';
import type { ConnectorKind, Probe } from '../connector.ts';
import { tried } from '../tries.ts';
import { readAccounts, readClients } from './accounts.ts';
import { Calls } from './calls.ts';

const LISTED = ['accounts', 'emails', 'suspended'] as const satisfies readonly Need[];
const NOWHERE: readonly Need[] = [
  'suspended_why',
  'suspended_since',
  'locked',
  'outgoing_mail',
  'limits',
  'sent',
  'outcomes',
  'recipients',
  'bytes',
  'messages',
  'warnings',
];

const told = (needs: readonly Need[], given: Given, call = '', privilege = ''): Capability[] => needs.map((need) => ({ need, given, privilege, call }));

const capabilities = (given: Given, privilege = ''): readonly Capability[] => [...told(LISTED, given, 'client_get', privilege), ...told(NOWHERE, 'not_given')];

async function probe(calls: Calls, signal: AbortSignal | undefined): Promise<Probe> {
  const list = await tried(() => readClients(calls, signal));
  return { capabilities: capabilities(list.given, list.privilege), version: '', resellerSuspended: null };
}

/** ISPConfig 3 as a remote user sees it. It knows neither sends nor limits on them. */
export const ispconfig: ConnectorKind = {
  form: { kind: 'ispconfig', defaultPort: 8080, secret: 'password', needsZone: false, privileges: [{ name: 'client_get', needs: LISTED }] },
  connect: (access) => {
    const calls = new Calls(access);
    return {
      capabilities: () => capabilities('given'),
      probe: (signal) => probe(calls, signal),
      accounts: (signal) => readAccounts(calls, signal),
      usage: null,
      messages: null,
      warnings: null,
    };
  },
};
