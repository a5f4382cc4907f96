import { directadmin } from '../../src/connectors/directadmin/index.ts';
import { DAY_S } from '../../src/shared/durations.ts';
import { describeConnector } from './conformance.ts';
import { directadminDialect } from './stand-ins/directadmin.ts';

const USAGE = '/api/users/{username}/usage';
const CONFIG = '/api/users/{username}/config';
const LOG = '/api/email-logs/user';
const MESSAGES = '/api/messages/list';

describeConnector({
  kind: directadmin,
  dialect: directadminDialect,
  reads: [
    ...['/api/session', '/api/session/user-config', USAGE, CONFIG, LOG, '/api/email-logs', MESSAGES, '/api/messages'],
    ...['CMD_API_LOGIN_TEST', 'CMD_USER_SHOW', 'CMD_API_SHOW_USERS', 'CMD_API_SHOW_USER_CONFIG', 'CMD_API_SHOW_USER_USAGE', 'CMD_API_ALL_USER_USAGE'],
  ].map((call) => `GET ${call}`),
  calls: { probe: '/api/session', accounts: 'CMD_USER_SHOW', usage: USAGE, messages: LOG, warnings: MESSAGES },
  required: [
    { call: '/api/session', key: 'effectiveRole', while: 'probe' },
    { call: 'CMD_USER_SHOW', key: 'username', while: 'accounts' },
    { call: 'CMD_API_SHOW_USER_CONFIG', key: 'email', while: 'accounts' },
    { call: USAGE, key: 'emailDeliveriesOutgoing', while: 'usage' },
    ...['emails', 'id', 'datetime', 'to', 'state'].map((key) => ({ call: LOG, key, while: 'messages' as const })),
    ...['id', 'timestamp'].map((key) => ({ call: MESSAGES, key, while: 'warnings' as const })),
  ],
  privileges: [
    { call: 'CMD_USER_SHOW', also: ['CMD_API_SHOW_USERS'], needs: ['accounts', 'suspended', 'suspended_why'] },
    { call: 'CMD_API_SHOW_USER_CONFIG', also: [CONFIG], needs: ['emails', 'limits'] },
    { call: USAGE, also: ['CMD_API_SHOW_USER_USAGE', 'CMD_API_ALL_USER_USAGE'], needs: ['sent'] },
    { call: LOG, needs: ['messages'] },
    { call: MESSAGES, needs: ['warnings'] },
  ],
  crowd: 120,
  account: (published, from) => ({
    ...published,
    otherDomains: from.otherDomains,
    // The same number is a day's here.
    limits: published.limits.map((limit) => ({ ...limit, seconds: DAY_S })),
  }),
});
