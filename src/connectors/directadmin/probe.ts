import { z } from 'zod';
import { AppError } from '../../shared/app-error.ts';
import type { Capability, Given, Need } from '../../shared/panels.ts';
import { endsAll, flag, name } from '../answers.ts';
import type { Probe } from '../connector.ts';
import { type Config, configWays, listedIn, NEW_USER_CONFIG, readNames, readPage, USER_CONFIG, USER_NAMES, USER_TABLE } from './accounts.ts';
import type { Calls, Session } from './calls.ts';
import { tryLog, USER_LOG } from './log.ts';
import { ALL_USAGE, allInOne, counterWays, NEW_USER_USAGE, USER_USAGE } from './usage.ts';
import { MESSAGES, messagesAt, warningsIn } from './warnings.ts';

const OWN_CONFIG = '/api/session/user-config';

const told = (need: Need, given: Given, call: string): Capability => ({ need, given, privilege: '', call });
const nowhere = (): Capability[] => NOWHERE.map((need) => told(need, 'not_given', ''));

/** Nowhere in the panel. Outcomes are told of single messages only: its summary of the log does not say which way the mail went. */
const NOWHERE: readonly Need[] = ['suspended_since', 'locked', 'outgoing_mail', 'outcomes', 'recipients', 'bytes'];

/** What DirectAdmin publishes; what is new in it depends on the server. */
export const CAPABILITIES: readonly Capability[] = [
  told('accounts', 'given', USER_TABLE),
  told('emails', 'given', USER_CONFIG),
  told('suspended', 'given', USER_TABLE),
  told('suspended_why', 'given', USER_TABLE),
  told('limits', 'given', USER_CONFIG),
  told('sent', 'given', NEW_USER_USAGE),
  told('messages', 'unknown', USER_LOG),
  told('warnings', 'unknown', MESSAGES),
  ...nowhere(),
];

/** What one call showed. `value` null = nothing. */
interface Tried<T> {
  readonly call: string;
  readonly given: Given;
  readonly privilege: string;
  readonly value: T | null;
}

/** Tries each call once, with the first account where it is about one, or with the reseller's own. Throws `panel_auth_refused` and `panel_not_an_api`. */
export async function probe(calls: Calls, signal: AbortSignal | undefined): Promise<Probe> {
  const session = await calls.session(signal);
  const trying = tryer(session);
  const table = await trying(USER_TABLE, async () => (await readPage(calls, 1, signal)).rows.map(listedIn));
  const names = table.value === null ? await trying(USER_NAMES, () => readNames(calls, signal)) : null;
  const subject = table.value?.[0]?.login ?? names?.value?.[0] ?? calls.access.login;
  const configs = configWays(calls);
  const old = await trying(USER_CONFIG, () => configs.old(subject, signal));
  const config = old.given === 'given' ? old : firstGiven([old, await trying(NEW_USER_CONFIG, () => configs.newer(subject, signal))]);
  const listed = firstGiven(names === null ? [table] : [table, names]);
  return {
    capabilities: [
      of('accounts', listed),
      of('suspended', table.given === 'given' || listed.given !== 'given' ? table : config),
      of('suspended_why', table),
      of('emails', config),
      of('limits', old.value === null || saysLimit(old.value) ? old : { ...old, given: 'unknown' }),
      of('sent', await trySent(calls, { trying, subject, signal })),
      of('messages', await trying(USER_LOG, () => tryLog(calls, subject, signal))),
      of('warnings', await trying(MESSAGES, () => tryMessages(calls, signal))),
      ...nowhere(),
    ],
    version: session.version,
    resellerSuspended: await ownSuspension(calls, trying, signal),
  };
}

function of(need: Need, { given, call, privilege }: Tried<unknown>): Capability {
  return { need, given, call, privilege };
}

/** The first that works; where none does, the one that is asked for first. */
function firstGiven(tried: readonly [Tried<unknown>, ...Tried<unknown>[]]): Tried<unknown> {
  return tried.find(({ given }) => given === 'given') ?? tried[0];
}

function saysLimit({ limits, unlimited }: Config): boolean {
  return unlimited !== null || (limits ?? []).length > 0;
}

type Trying = <T>(call: string, work: () => Promise<T | null | undefined>) => Promise<Tried<T>>;

function tryer(session: Session): Trying {
  return async (call, work) => {
    if (!mayCall(session, call)) return { call, given: 'needs_privilege', privilege: call, value: null };
    try {
      const value = (await work()) ?? null;
      return { call, given: value === null ? 'not_given' : 'given', privilege: '', value };
    } catch (error) {
      if (endsAll(error)) throw error;
      return { call, ...givenAfter(error), value: null };
    }
  };
}

/** A restricted key names the commands it may call; what the server does with its newer API then is seen by trying, unless paths are named too. */
function mayCall({ allowed }: Session, call: string): boolean {
  const alike = allowed.filter((one) => one.startsWith('/') === call.startsWith('/'));
  return alike.length === 0 || alike.includes(call);
}

function givenAfter(error: unknown): Pick<Tried<never>, 'given' | 'privilege'> {
  if (!(error instanceof AppError)) throw error;
  if (error.code === 'panel_privilege_missing') return { given: 'needs_privilege', privilege: name(error.params['privilege']) };
  // Without the licence for it a part of the panel is not there, whoever asks.
  return { given: /LICENSE/.test(String(error.params['reason'])) ? 'not_given' : 'unknown', privilege: '' };
}

interface Subject {
  readonly trying: Trying;
  readonly subject: string;
  readonly signal: AbortSignal | undefined;
}

async function trySent(calls: Calls, { trying, subject, signal }: Subject): Promise<Tried<unknown>> {
  const all = await trying(ALL_USAGE, () => allInOne(calls, signal));
  if (all.given === 'given') return all;
  const { newer, old } = counterWays(calls);
  const first = await trying(NEW_USER_USAGE, () => newer(subject, signal));
  return first.given === 'given' ? first : firstGiven([first, await trying(USER_USAGE, () => old(subject, signal))]);
}

async function tryMessages(calls: Calls, signal: AbortSignal | undefined): Promise<unknown> {
  const value = await messagesAt(calls, 0, signal);
  return value === undefined ? undefined : warningsIn(value);
}

const OwnConfig = z.object({ suspended: z.unknown() });

async function ownSuspension(calls: Calls, trying: Trying, signal: AbortSignal | undefined): Promise<boolean | null> {
  const own = await trying(OWN_CONFIG, () => calls.modern(OWN_CONFIG, { signal }));
  const read = OwnConfig.safeParse(own.value);
  if (read.success) return flag(read.data.suspended);
  const old = await trying(USER_CONFIG, () => configWays(calls).old(calls.access.login, signal));
  return old.value?.suspended ?? null;
}
