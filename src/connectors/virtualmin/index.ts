import { accountsOnly } from '../accounts-only.ts';
import type { ConnectorKind } from '../connector.ts';
import { readAccounts } from './accounts.ts';
import { Calls } from './calls.ts';
import { CAPABILITIES, PRIVILEGES, probe } from './probe.ts';

/** Virtualmin as a reseller, or the owner of the server, sees it through its remote API. It counts no messages. */
export const virtualmin: ConnectorKind = {
  form: { kind: 'virtualmin', defaultPort: 10000, secret: 'password', needsZone: true, privileges: PRIVILEGES },
  connect: accountsOnly(Calls, { capabilities: CAPABILITIES, probe, readAccounts }),
};
