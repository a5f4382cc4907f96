import { hestia } from '../../src/connectors/hestia/index.ts';
import { describeConnector } from './conformance.ts';
import { hestiaDialect } from './stand-ins/hestia.ts';

describeConnector({
  kind: hestia,
  dialect: hestiaDialect,
  reads: ['v-list-users', 'v-list-web-domains', 'v-list-mail-domains'].map((call) => `POST ${call}`),
  calls: { accounts: 'v-list-users' },
  required: [{ call: 'v-list-users', key: 'SUSPENDED', while: 'accounts' }],
  privileges: [{ call: 'v-list-mail-domains', needs: ['limits'] }],
  account: (published, from) => ({
    ...published,
    otherDomains: from.otherDomains,
    owner: '',
    limits: published.limits.map((limit) => ({ ...limit, scope: 'mailbox' })),
    unlimited: from.perHour === null ? null : false,
  }),
});
