import type { ConnectorKind } from '../connector.ts';
import { NEW_USER_CONFIG, readAccounts, USER_CONFIG, USER_NAMES, USER_TABLE } from './accounts.ts';
import { Calls } from './calls.ts';
import { readMessages, USER_LOG } from './log.ts';
import { CAPABILITIES, probe } from './probe.ts';
import { ALL_USAGE, NEW_USER_USAGE, todayReader, USER_USAGE } from './usage.ts';
import { MESSAGES, readWarnings } from './warnings.ts';

/** DirectAdmin as a reseller with a login key sees it: the commands, and the newer API where the server has it. */
export const directadmin: ConnectorKind = {
  form: {
    kind: 'directadmin',
    defaultPort: 2222,
    secret: 'login_key',
    needsZone: true,
    privileges: [
      { name: USER_TABLE, needs: ['accounts', 'suspended', 'suspended_why'] },
      // The way to names where there is no table.
      { name: USER_NAMES, needs: ['accounts'] },
      { name: USER_CONFIG, needs: ['emails', 'limits', 'suspended'] },
      { name: NEW_USER_CONFIG, needs: ['emails'] },
      { name: NEW_USER_USAGE, needs: ['sent'] },
      { name: USER_USAGE, needs: ['sent'] },
      { name: ALL_USAGE, needs: ['sent'] },
      { name: USER_LOG, needs: ['messages'] },
      { name: MESSAGES, needs: ['warnings'] },
    ],
  },
  connect: (access) => {
    const calls = new Calls(access);
    return {
      capabilities: () => CAPABILITIES,
      probe: (signal) => probe(calls, signal),
      accounts: (signal) => readAccounts(calls, signal),
      usage: todayReader(calls),
      messages: (query, signal) => readMessages(calls, query, signal),
      warnings: (signal) => readWarnings(calls, signal),
    };
  },
};
