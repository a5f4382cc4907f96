import { AppError } from '../../shared/app-error.ts';
import type { Capability, Given, Need } from '../../shared/panels.ts';
import type { Probe } from '../connector.ts';
import { type Tried, told, tried } from '../tries.ts';
import { accountsIn, readList } from './accounts.ts';
import type { Calls, Program } from './calls.ts';

const LISTED = ['accounts', 'emails', 'suspended', 'suspended_why', 'suspended_since'] as const satisfies readonly Need[];
/** In the professional edition alone. */
const LOGGED = ['sent', 'outcomes', 'messages'] as const satisfies readonly Need[];
/** The limit there is stands in a screen of the administrator. */
const NOWHERE = ['locked', 'outgoing_mail', 'limits', 'recipients', 'bytes', 'warnings'] as const satisfies readonly Need[];

/** What Virtualmin publishes; whether there is a log to search depends on its edition. */
export const CAPABILITIES: readonly Capability[] = [
  ...told(LISTED, 'given', 'list-domains'),
  ...told(LOGGED, 'unknown', 'search-maillogs'),
  ...told(NOWHERE, 'not_given'),
];

/** Programs a reseller must be allowed to call, and for what. */
export const PRIVILEGES = [{ name: 'list-domains', needs: LISTED }] as const satisfies readonly { readonly name: Program; readonly needs: readonly Need[] }[];

/** Tries each program once. Throws `panel_auth_refused` and `panel_not_an_api`. */
export async function probe(calls: Calls, signal: AbortSignal | undefined): Promise<Probe> {
  const list = await tried(async () => accountsIn(await readList(calls, signal), calls.access));
  const log = await tried(() => hasLog(calls, signal));
  return {
    capabilities: [...told(LISTED, list, 'list-domains'), ...told(LOGGED, { ...log, given: logGiven(log) }, 'search-maillogs'), ...told(NOWHERE, 'not_given')],
    version: '',
    resellerSuspended: null,
  };
}

/** Where there is a log to search, nothing is published of what its lines look like: it is there, and not read. */
function logGiven({ given, value }: Tried<boolean>): Given {
  return given === 'given' ? (value === true ? 'unknown' : 'not_given') : given;
}

/** Asks the program for its help: a search would go through the whole log. Without the program the panel says that there is none. */
async function hasLog(calls: Calls, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    await calls.ask('search-maillogs', { help: '' }, signal);
    return true;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'panel_refused') throw error;
    return !/does not exist|unknown (?:program|command)|not found/i.test(String(error.params['reason']));
  }
}
