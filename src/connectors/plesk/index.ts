import type { ConnectorKind } from '../connector.ts';
import { readAccounts } from './accounts.ts';
import { Packets } from './packets.ts';
import { CAPABILITIES, PRIVILEGES, probe } from './probe.ts';
import { trafficReader } from './traffic.ts';

/** Plesk as a reseller sees it: the XML interface, since the other one is the administrator's. The secret is a password or a secret key. */
export const plesk: ConnectorKind = {
  form: { kind: 'plesk', defaultPort: 8443, secret: 'secret_key', needsZone: true, privileges: PRIVILEGES },
  connect: (access) => {
    const packets = new Packets(access);
    return {
      capabilities: () => CAPABILITIES,
      probe: (signal) => probe(packets, signal),
      accounts: (signal) => readAccounts(packets, signal),
      usage: trafficReader(packets),
      messages: null,
      warnings: null,
    };
  },
};
