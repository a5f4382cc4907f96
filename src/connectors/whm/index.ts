import type { ConnectorKind } from '../connector.ts';
import { accounts } from './accounts.ts';
import { messages } from './messages.ts';
import { CAPABILITIES, probe } from './probe.ts';
import { usageReader } from './usage.ts';

/** cPanel & WHM as a reseller with an API token sees it (WHM API 1). */
export const whm: ConnectorKind = {
  form: {
    kind: 'whm',
    defaultPort: 2087,
    secret: 'token',
    // All its times are epoch seconds.
    needsZone: false,
    privileges: [
      { name: 'list-accts', needs: ['accounts', 'emails', 'suspended', 'suspended_why', 'suspended_since', 'locked', 'outgoing_mail', 'limits'] },
      // The way to the same where there is no list-accts.
      { name: 'acct-summary', needs: ['accounts', 'emails', 'suspended', 'suspended_why', 'suspended_since', 'locked', 'outgoing_mail', 'limits'] },
      { name: 'track-email', needs: ['sent', 'outcomes', 'bytes', 'messages'] },
    ],
  },
  connect: (access) => ({
    capabilities: () => CAPABILITIES,
    probe: (signal) => probe(access, signal),
    accounts: (signal) => accounts(access, signal),
    usage: usageReader(access),
    messages: (query, signal) => messages(access, query, signal),
    warnings: null,
  }),
};
