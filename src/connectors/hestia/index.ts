import { accountsOnly } from '../accounts-only.ts';
import type { ConnectorKind } from '../connector.ts';
import { readAccounts } from './accounts.ts';
import { Calls } from './calls.ts';
import { CAPABILITIES, PRIVILEGES, probe } from './probe.ts';

/** HestiaCP as whoever owns the server sees it, with an access key and its secret key. It counts no messages. */
export const hestia: ConnectorKind = {
  form: { kind: 'hestia', defaultPort: 8083, secret: 'key_pair', needsZone: true, privileges: PRIVILEGES },
  connect: accountsOnly(Calls, { capabilities: CAPABILITIES, probe, readAccounts }),
};
