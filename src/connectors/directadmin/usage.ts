import { z } from 'zod';
import { AppError } from '../../shared/app-error.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import { count, neededCount, refuseAborted, shaped } from '../answers.ts';
import type { PanelUsage, UsageReader } from '../connector.ts';
import { dailyLimit } from './accounts.ts';
import type { Calls } from './calls.ts';
import { cellText, readTable, readUserLines } from './decode.ts';
import { PerUser, type Way } from './per-user.ts';

export const ALL_USAGE = 'CMD_API_ALL_USER_USAGE';
export const USER_USAGE = 'CMD_API_SHOW_USER_USAGE';
export const NEW_USER_USAGE = '/api/users/{username}/usage';

const USERS_A_PAGE = 25;
const FRESH_MS = MINUTE_MS;
const OUTGOING = 'email_deliveries_outgoing';

/** Sends of today so far: a counter the server sets back each night. */
export function todayReader(calls: Calls): UsageReader {
  const once: Everybody = { at: 0, users: new Map() };
  return {
    kind: 'today',
    definition: 'deliveries',
    // Every user is told with his own number, so who is missing is not known to have sent nothing.
    silentIsZero: false,
    read: (logins, signal) => readToday({ calls, once }, logins, signal),
  };
}

/** What the call for everybody brought of those who were not asked for yet. Each is told once: whoever is asked for again is read again. */
interface Everybody {
  at: number;
  readonly users: Map<string, PanelUsage>;
}

interface Reading {
  readonly calls: Calls;
  readonly once: Everybody;
}

async function* readToday(
  { calls, once }: Reading,
  logins: readonly string[],
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly PanelUsage[], void, void> {
  if (await everybodyIn(once, { calls, logins, signal })) {
    yield logins.flatMap((login) => once.users.get(login) ?? []);
    for (const login of logins) once.users.delete(login);
    return;
  }
  const { newer, old } = counterWays(calls);
  const counters = new PerUser([newer, old]);
  for (let start = 0; start < logins.length && counters.denied === null; start += USERS_A_PAGE) {
    const page: PanelUsage[] = [];
    for (const login of logins.slice(start, start + USERS_A_PAGE)) {
      refuseAborted(signal);
      const usage = await counters.of(login, signal);
      if (usage !== null) page.push(usage);
      if (counters.denied !== null) break;
    }
    yield page;
  }
  if (counters.trouble !== null) throw counters.trouble;
}

/** True once all who are asked for are in `once`, or will be in no answer. */
async function everybodyIn(once: Everybody, { calls, logins, signal }: Asked): Promise<boolean> {
  const now = calls.access.now();
  if (logins.length > 0 && now - once.at < FRESH_MS && logins.every((login) => once.users.has(login))) return true;
  const all = await allInOne(calls, signal);
  once.at = now;
  once.users.clear();
  for (const usage of all ?? []) once.users.set(usage.login, usage);
  return all !== null;
}

interface Asked {
  readonly calls: Calls;
  readonly logins: readonly string[];
  readonly signal: AbortSignal | undefined;
}

/** One call for everybody. null = this login may not make it, or this server does not count in it. */
export async function allInOne(calls: Calls, signal: AbortSignal | undefined): Promise<readonly PanelUsage[] | null> {
  try {
    const users = readUserLines(ALL_USAGE, await calls.lines(ALL_USAGE, { signal }));
    const known = [...users].every(([, values]) => count(values[OUTGOING]) !== null);
    return known && users.size > 0 ? [...users].map(([login, values]) => usageOf(login, count(values[OUTGOING]), values['email_daily_limit'])) : null;
  } catch (error) {
    if (error instanceof AppError && ['panel_privilege_missing', 'panel_refused', 'panel_unreadable'].includes(error.code)) return null;
    throw error;
  }
}

const OldUsage = z.object({ [OUTGOING]: z.unknown(), stats: z.unknown() }).partial();
const NewUsage = z.object({ emailDeliveriesOutgoing: z.unknown() }).partial();
const Setting = z.object({ setting: z.unknown(), max_usage: z.unknown() }).partial();

/** The counter of one user as the command tells it; some servers add a table with the limit. Throws `panel_unreadable`. */
export function oldUsageIn(login: string, value: unknown): PanelUsage {
  const usage = shaped(USER_USAGE, OldUsage, value);
  const settings = usage.stats === undefined ? [] : readTable(USER_USAGE, usage.stats).rows.map((row) => shaped(USER_USAGE, Setting, row));
  const outgoing = settings.find(({ setting }) => setting === OUTGOING);
  return usageOf(login, neededCount(USER_USAGE, OUTGOING, usage[OUTGOING]), outgoing?.max_usage);
}

/** The same from the newer API. Throws `panel_unreadable`. */
export function newUsageIn(login: string, value: unknown): PanelUsage {
  const { emailDeliveriesOutgoing } = shaped(NEW_USER_USAGE, NewUsage, value);
  return usageOf(login, neededCount(NEW_USER_USAGE, 'emailDeliveriesOutgoing', emailDeliveriesOutgoing), undefined);
}

function usageOf(login: string, sent: number | null, most: unknown): PanelUsage {
  const [limit = null] = dailyLimit(cellText(most)).limits ?? [];
  return { login, domain: '', sent, delivered: null, deferred: null, failed: null, recipients: null, bytes: null, limitReached: '', limit };
}

/** Counters by the newer API and by the command. */
export function counterWays(calls: Calls): { readonly newer: Way<PanelUsage>; readonly old: Way<PanelUsage> } {
  return {
    newer: async (user, signal) => {
      const value = await calls.modern(NEW_USER_USAGE, { user, signal });
      return value === undefined ? null : newUsageIn(user, value);
    },
    old: async (user, signal) => oldUsageIn(user, await calls.legacy(USER_USAGE, { query: { user }, signal })),
  };
}
