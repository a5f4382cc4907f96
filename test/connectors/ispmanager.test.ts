import { ispmanager } from '../../src/connectors/ispmanager/index.ts';
import { describeConnector } from './conformance.ts';
import { ispmanagerDialect } from './stand-ins/ispmanager.ts';

describeConnector({
  kind: ispmanager,
  dialect: () => ispmanagerDialect({ page: 20 }),
  reads: ['auth', 'user', 'user.edit', 'user.history', 'webdomain'].map((call) => `POST ${call}`),
  calls: { accounts: 'user' },
  required: ['doc', 'elem', 'name', 'active'].map((key) => ({ call: 'user', key, while: 'accounts' as const })),
  privileges: [
    { call: 'user.edit', needs: ['limits'] },
    { call: 'user.history', needs: ['suspended_since'] },
  ],
  account: (published, from) => ({
    ...published,
    otherDomains: from.otherDomains,
    createdAt: null,
    // Who did it stands in the history.
    lifter: from.locked ? 'host' : from.suspended ? 'reseller' : 'unknown',
    limits: published.limits.map((limit) => ({ ...limit, scope: 'mailbox' })),
    // What 0 means there is not written anywhere.
    unlimited: from.perHour === null ? null : false,
  }),
});
