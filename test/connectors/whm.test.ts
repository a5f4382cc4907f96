import { whm } from '../../src/connectors/whm/index.ts';
import { describeConnector } from './conformance.ts';
import { whmDialect } from './stand-ins/whm.ts';

describeConnector({
  kind: whm,
  dialect: whmDialect,
  reads: ['version', 'listaccts', 'get_domain_info', 'accountsummary', 'emailtrack_user_stats', 'emailtrack_search'].map((call) => `GET ${call}`),
  calls: { accounts: 'listaccts', usage: 'emailtrack_user_stats', messages: 'emailtrack_search' },
  required: [
    { call: 'listaccts', key: 'user', while: 'accounts' },
    { call: 'listaccts', key: 'domain', while: 'accounts' },
    { call: 'listaccts', key: 'acct', while: 'accounts' },
    { call: 'listaccts', key: 'metadata', while: 'accounts' },
    { call: 'listaccts', key: 'result', while: 'accounts' },
    { call: 'emailtrack_user_stats', key: 'USER', while: 'usage' },
    { call: 'emailtrack_user_stats', key: 'SENDCOUNT', while: 'usage' },
    { call: 'emailtrack_user_stats', key: 'records', while: 'usage' },
    { call: 'emailtrack_search', key: 'msgid', while: 'messages' },
    { call: 'emailtrack_search', key: 'type', while: 'messages' },
  ],
  privileges: [
    {
      call: 'listaccts',
      also: ['get_domain_info', 'accountsummary'],
      needs: ['accounts', 'emails', 'suspended', 'suspended_why', 'suspended_since', 'locked', 'outgoing_mail', 'limits'],
    },
    { call: 'emailtrack_user_stats', needs: ['sent', 'outcomes', 'bytes'] },
    { call: 'emailtrack_search', needs: ['messages'] },
  ],
  crowd: 750,
  account: (published) => ({
    ...published,
    // Each domain has the limit for itself.
    limits: published.limits.map((limit) => ({ ...limit, scope: 'domain' })),
  }),
});
