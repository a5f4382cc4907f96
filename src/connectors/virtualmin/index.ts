import type { ConnectorKind } from '../connector.ts';
import { readAccounts } from './accounts.ts';
import { Calls } from './calls.ts';
import { CAPABILITIES, PRIVILEGES, probe } from './probe.ts';

/** Virtualmin as a reseller, or the owner of the server, sees it through its remote API. It counts no messages. */
export const virtualmin: ConnectorKind = {
  form: { kind: 'virtualmin', defaultPort: 10000, secret: 'password', needsZone: true, privileges: PRIVILEGES },
  connect: (access) => {
    const calls = new Calls(access);
    return {
      capabilities: () => CAPABILITIES,
      probe: (signal) => probe(calls, signal),
      accounts: (signal) => readAccounts(calls, signal),
      usage: null,
      messages: null,
      warnings: null,
    };
  },
};
