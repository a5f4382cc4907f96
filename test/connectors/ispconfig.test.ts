import { ispconfig } from '../../src/connectors/ispconfig/index.ts';
import { describeConnector } from './conformance.ts';
import { ispconfigDialect } from './stand-ins/ispconfig.ts';

describeConnector({
  kind: ispconfig,
  dialect: ispconfigDialect,
  reads: ['login', 'client_get'].map((call) => `POST ${call}`),
  calls: { accounts: 'client_get' },
  required: ['code', 'response', 'username', 'client_id', 'locked'].map((key) => ({ call: 'client_get', key, while: 'accounts' as const })),
  // One function gives everything there is: without it nothing else is given.
  privileges: [],
  account: (published) => ({ ...published, domain: '', otherDomains: null, owner: '', plan: '', limits: null }),
});
