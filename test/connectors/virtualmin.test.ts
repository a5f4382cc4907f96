import { virtualmin } from '../../src/connectors/virtualmin/index.ts';
import { describeConnector } from './conformance.ts';
import { virtualminDialect } from './stand-ins/virtualmin.ts';

describeConnector({
  kind: virtualmin,
  dialect: virtualminDialect,
  reads: ['list-domains', 'search-maillogs'].map((call) => `GET ${call}`),
  calls: { accounts: 'list-domains' },
  required: ['status', 'data', 'name', 'values', 'id', 'username'].map((key) => ({ call: 'list-domains', key, while: 'accounts' as const })),
  privileges: [{ call: 'search-maillogs', needs: ['sent', 'outcomes', 'messages'] }],
  account: (published, from) => ({ ...published, otherDomains: from.otherDomains, limits: null }),
});
