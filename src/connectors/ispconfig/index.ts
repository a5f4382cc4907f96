import type { Capability, Need } from '../../shared/panels.ts';
import { accountsOnly } from '../accounts-only.ts';
import type { ConnectorKind, Probe } from '../connector.ts';
import { told, tried } from '../tries.ts';
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

const CAPABILITIES: readonly Capability[] = [...told(LISTED, 'given', 'client_get'), ...told(NOWHERE, 'not_given')];

async function probe(calls: Calls, signal: AbortSignal | undefined): Promise<Probe> {
  const list = await tried(() => readClients(calls, signal));
  return { capabilities: [...told(LISTED, list, 'client_get'), ...told(NOWHERE, 'not_given')], version: '', resellerSuspended: null };
}

/** ISPConfig 3 as a remote user sees it. It knows neither sends nor limits on them. */
export const ispconfig: ConnectorKind = {
  form: { kind: 'ispconfig', defaultPort: 8080, secret: 'password', needsZone: false, privileges: [{ name: 'client_get', needs: LISTED }] },
  connect: accountsOnly(Calls, { capabilities: CAPABILITIES, probe, readAccounts }),
};
