import type { Capability, Need } from '../../shared/panels.ts';
import type { Probe } from '../connector.ts';
import { told, tried } from '../tries.ts';
import { type Listed, listedIn, listRows, readLimit } from './accounts.ts';
import type { Calls, Func } from './calls.ts';
import { readSuspension } from './history.ts';

/** No list and no form of it counts messages, and a suspension has no reason. */
const NOWHERE: readonly Need[] = ['suspended_why', 'locked', 'outgoing_mail', 'sent', 'outcomes', 'recipients', 'bytes', 'messages', 'warnings'];

/** What ISPmanager publishes; whether a reseller may read a history, and whether addresses are kept in names, is the host's choice. */
export const CAPABILITIES: readonly Capability[] = [
  ...told(['accounts', 'suspended'], 'given', 'user'),
  ...told(['emails'], 'unknown', 'user'),
  ...told(['suspended_since'], 'unknown', 'user.history'),
  ...told(['limits'], 'given', 'user.edit'),
  ...told(NOWHERE, 'not_given'),
];

/** Functions the host must open to a reseller, and for what. */
export const PRIVILEGES = [
  { name: 'user', needs: ['accounts', 'emails', 'suspended'] },
  { name: 'user.edit', needs: ['limits'] },
  { name: 'user.history', needs: ['suspended_since'] },
] as const satisfies readonly { readonly name: Func; readonly needs: readonly Need[] }[];

/** Tries each function once, those about one account with the first, or the first suspended one. Throws `panel_auth_refused` and `panel_not_an_api`. */
export async function probe(calls: Calls, signal: AbortSignal | undefined): Promise<Probe> {
  const list = await tried(() => firstPage(calls, signal));
  const listed = list.value ?? [];
  const subject = listed[0];
  const limits = subject === undefined ? null : await tried(() => readLimit(calls, subject.login, signal));
  const stopped = listed.find(({ active }) => !active) ?? subject;
  const since = stopped === undefined ? null : await tried(() => readSuspension(calls, stopped.login, signal));
  return {
    capabilities: [
      ...told(['accounts', 'suspended'], list, 'user'),
      ...told(['emails'], list.given === 'given' && !listed.some(({ emails }) => emails.length > 0) ? 'not_given' : list, 'user'),
      // Without anybody to try them with, nothing is known of these.
      ...told(['limits'], limits?.given === 'given' && limits.value === null ? 'not_given' : (limits ?? 'unknown'), 'user.edit'),
      ...told(['suspended_since'], since ?? 'unknown', 'user.history'),
      ...told(NOWHERE, 'not_given'),
    ],
    version: '',
    // A reseller who is suspended is not let in.
    resellerSuspended: null,
  };
}

async function firstPage(calls: Calls, signal: AbortSignal | undefined): Promise<readonly Listed[]> {
  for await (const rows of listRows(calls, 'user', signal)) return listedIn(rows);
  return [];
}
