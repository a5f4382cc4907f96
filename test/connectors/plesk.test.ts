import { plesk } from '../../src/connectors/plesk/index.ts';
import { describeConnector } from './conformance.ts';
import { pleskDialect } from './stand-ins/plesk.ts';

const LIST = 'webspace/get';
const TRAFFIC = 'webspace/get_traffic';

describeConnector({
  kind: plesk,
  dialect: pleskDialect,
  reads: [LIST, TRAFFIC, 'reseller/get'].map((call) => `POST ${call}`),
  calls: { accounts: LIST, usage: TRAFFIC },
  required: [
    ...['id', 'gen_info', 'owner-login', 'status', 'webspace'].map((key) => ({ call: LIST, key, while: 'accounts' as const })),
    ...['id', 'date', 'smtp_out', 'webspace'].map((key) => ({ call: TRAFFIC, key, while: 'usage' as const })),
  ],
  privileges: [
    { call: LIST, needs: ['accounts', 'suspended', 'limits'] },
    { call: TRAFFIC, needs: ['bytes'] },
  ],
  account: (published, from) => ({
    ...published,
    otherDomains: from.otherDomains,
    plan: '',
    // The day alone is told: 3 March 2024 in Moscow.
    createdAt: Date.UTC(2024, 2, 2, 21),
    // Who may lift it is in the number.
    lifter: from.locked ? 'host' : from.suspended ? 'reseller' : 'unknown',
  }),
});
