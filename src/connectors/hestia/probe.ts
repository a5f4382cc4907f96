import type { Capability, Need } from '../../shared/panels.ts';
import type { Probe } from '../connector.ts';
import { told, tried } from '../tries.ts';
import { hasMail, readDomains, readUsers } from './accounts.ts';
import type { Calls, Command } from './calls.ts';

const LISTED = ['accounts', 'emails', 'suspended'] as const satisfies readonly Need[];
/** Counts are in the log of the server alone, and a suspension has neither time nor reason. */
const NOWHERE: readonly Need[] = [
  'suspended_why',
  'suspended_since',
  'locked',
  'outgoing_mail',
  'sent',
  'outcomes',
  'recipients',
  'bytes',
  'messages',
  'warnings',
];

/** What HestiaCP publishes. */
export const CAPABILITIES: readonly Capability[] = [
  ...told(LISTED, 'given', 'v-list-users'),
  ...told(['limits'], 'given', 'v-list-mail-domains'),
  ...told(NOWHERE, 'not_given'),
];

/** Commands the key must be allowed to run, and for what. */
export const PRIVILEGES = [
  { name: 'v-list-users', needs: LISTED },
  { name: 'v-list-web-domains', needs: ['accounts'] },
  { name: 'v-list-mail-domains', needs: ['limits'] },
] as const satisfies readonly { readonly name: Command; readonly needs: readonly Need[] }[];

/** Tries each command once, the one about domains with the first user who has some. Throws `panel_auth_refused` and `panel_not_an_api`. */
export async function probe(calls: Calls, signal: AbortSignal | undefined): Promise<Probe> {
  const list = await tried(() => readUsers(calls, signal));
  const subject = list.value?.find(hasMail) ?? list.value?.[0];
  const mail = subject === undefined ? null : await tried(() => readDomains(calls, { command: 'v-list-mail-domains', login: subject.login }, signal));
  return {
    capabilities: [
      ...told(LISTED, list, 'v-list-users'),
      // Without anybody to try it with, nothing is known of it.
      ...told(['limits'], mail ?? 'unknown', 'v-list-mail-domains'),
      ...told(NOWHERE, 'not_given'),
    ],
    version: '',
    resellerSuspended: null,
  };
}
