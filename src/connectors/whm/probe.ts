import { z } from 'zod';
import { AppError } from '../../shared/app-error.ts';
import type { Capability, Need } from '../../shared/panels.ts';
import { endsAll, words } from '../answers.ts';
import type { PanelAccess, Probe } from '../connector.ts';
import { firstRow, loginsByDomain } from './accounts.ts';
import { ask, CALLS, type Call } from './calls.ts';
import { tryMessages } from './messages.ts';
import { tryUsage } from './usage.ts';

const OF_ACCOUNTS = ['accounts', 'emails', 'suspended', 'suspended_why', 'suspended_since', 'locked'] as const;
const OF_VERSION = ['outgoing_mail', 'limits'] as const;
const OF_USAGE = ['sent', 'outcomes', 'bytes'] as const;
const NEVER = ['recipients', 'warnings'] as const;

/** What WHM publishes at all. Servers of old say nothing of outgoing mail. */
export const CAPABILITIES: readonly Capability[] = [
  ...given(OF_ACCOUNTS, 'listaccts'),
  { need: 'outgoing_mail', given: 'unknown', privilege: '', call: 'listaccts' },
  ...given(['limits'], 'listaccts'),
  ...given(OF_USAGE, 'emailtrack_user_stats'),
  ...given(['messages'], 'emailtrack_search'),
  ...NEVER.map((need) => ({ need, given: 'not_given', privilege: '', call: '' }) as const),
];

/** Tries the calls in the order of what they cost, and stops at the first that is refused for all. */
export async function probe(access: PanelAccess, signal: AbortSignal | undefined): Promise<Probe> {
  const version = await versionOf(access, signal);
  return {
    version,
    // A suspended reseller gets what a wrong token gets.
    resellerSuspended: null,
    capabilities: [
      ...(await accountCapabilities(access, signal)),
      ...(await attempt(OF_USAGE, 'emailtrack_user_stats', () => tryUsage(access, signal))),
      ...(await attempt(['messages'], 'emailtrack_search', () => tryMessages(access, signal))),
      ...NEVER.map((need) => ({ need, given: 'not_given', privilege: '', call: '' }) as const),
    ],
  };
}

const Version = z.object({ version: z.string() });

async function versionOf(access: PanelAccess, signal: AbortSignal | undefined): Promise<string> {
  try {
    return words(Version.safeParse((await ask(access, 'version', { signal })).data).data?.version, 60);
  } catch (error) {
    if (endsAll(error)) throw error;
    return '';
  }
}

async function accountCapabilities(access: PanelAccess, signal: AbortSignal | undefined): Promise<readonly Capability[]> {
  const needs = [...OF_ACCOUNTS, ...OF_VERSION];
  let row: Awaited<ReturnType<typeof firstRow>> = null;
  const listed = await attempt(needs, 'listaccts', async () => {
    row = await firstRow(access, signal);
  });
  if (listed[0]?.given !== 'needs_privilege') return listed.map((one) => asShown(one, row));
  // Without the list there is another way, one call an account.
  const one = await attempt(needs, 'accountsummary', () => loginsByDomain(access, signal));
  return one[0]?.given === 'given' ? one.map((capability) => asShown(capability, null)) : listed;
}

/** Versions differ in the columns they have; without any account it cannot be told. */
function asShown(capability: Capability, row: Readonly<Record<string, unknown>> | null): Capability {
  const columns: Readonly<Partial<Record<Need, string>>> = { outgoing_mail: 'outgoing_mail_suspended', limits: 'max_email_per_hour' };
  const column = columns[capability.need];
  if (column === undefined || capability.given !== 'given') return capability;
  if (row === null) return { ...capability, given: capability.need === 'limits' ? 'given' : 'unknown' };
  return row[column] === undefined ? { ...capability, given: 'not_given' } : capability;
}

function given(needs: readonly Need[], call: Call): readonly Capability[] {
  return needs.map((need) => ({ need, given: 'given', privilege: '', call }));
}

/** What follows for these needs from trying a call. */
async function attempt(needs: readonly Need[], call: Call, work: () => Promise<unknown>): Promise<readonly Capability[]> {
  try {
    await work();
    return given(needs, call);
  } catch (error) {
    if (endsAll(error) || !(error instanceof AppError)) throw error;
    const lacks = error.code === 'panel_privilege_missing';
    return needs.map((need) => ({ need, given: lacks ? 'needs_privilege' : 'unknown', privilege: lacks ? CALLS[call] : '', call }) as const);
  }
}
