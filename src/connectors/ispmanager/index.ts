import { accountsOnly } from '../accounts-only.ts';
import type { ConnectorKind } from '../connector.ts';
import { readAccounts } from './accounts.ts';
import { Calls } from './calls.ts';
import { CAPABILITIES, PRIVILEGES, probe } from './probe.ts';

/** ISPmanager 5 and 6 as a reseller with a password sees it. It counts no messages. */
export const ispmanager: ConnectorKind = {
  form: { kind: 'ispmanager', defaultPort: 1500, secret: 'password', needsZone: true, privileges: PRIVILEGES },
  connect: accountsOnly(Calls, { capabilities: CAPABILITIES, probe, readAccounts }),
};
