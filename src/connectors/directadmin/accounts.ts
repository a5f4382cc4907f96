import { z } from 'zod';
import { AppError } from '../../shared/app-error.ts';
import { DAY_S } from '../../shared/durations.ts';
import { domain, emails, epoch, flag, limit, name, neededName, refuseAborted, shaped, unreadable, words } from '../answers.ts';
import type { PanelAccount } from '../connector.ts';
import type { Calls } from './calls.ts';
import { cellText, readTable, serverTime } from './decode.ts';
import { PerUser, type Way } from './per-user.ts';

export const USER_TABLE = 'CMD_USER_SHOW';
export const USER_NAMES = 'CMD_API_SHOW_USERS';
export const USER_CONFIG = 'CMD_API_SHOW_USER_CONFIG';
export const NEW_USER_CONFIG = '/api/users/{username}/config';

/** The server cuts a table to 50 rows unless more are asked for. */
const ROWS_A_PAGE = '9999';
const MOST_PAGES = 1000;
const ACCOUNTS_A_PAGE = 25;

/** What the list of users says of one. */
export type Listed = Pick<PanelAccount, 'login' | 'birth' | 'plan' | 'createdAt' | 'suspended' | 'reason' | 'owner'> & { readonly domains: readonly string[] };

/** What the settings of one user say. */
export type Config = Pick<PanelAccount, 'domain' | 'emails' | 'plan' | 'owner' | 'createdAt' | 'suspended' | 'limits' | 'unlimited'> & {
  readonly domains: readonly string[];
};

const Row = z.object({
  username: z.unknown(),
  creator: z.unknown(),
  package: z.unknown(),
  suspended: z.unknown(),
  domains: z.unknown(),
  date_created: z.unknown(),
});
const OwnName = z.object({ value: z.unknown() });
const Suspended = z.object({ value: z.unknown(), reason: z.unknown() });

/** One row of the table of users. A name is text, or `{value, is_user}` as administrators see it. Throws `panel_unreadable`. */
export function listedIn(value: unknown): Listed {
  const row = shaped(USER_TABLE, Row.partial(), value);
  const own = OwnName.safeParse(row.username);
  const state = Suspended.partial().safeParse(row.suspended);
  const suspended = suspendedIn(state.success ? state.data.value : row.suspended);
  return {
    login: neededName(USER_TABLE, 'username', own.success ? own.data.value : row.username),
    birth: epoch(row.date_created) === null ? '' : String(row.date_created).trim(),
    plan: cellText(row.package),
    createdAt: epoch(row.date_created),
    owner: name(row.creator),
    suspended,
    reason: suspended === true && state.success ? reasonIn(state.data.reason) : '',
    domains: domainsIn(row.domains),
  };
}

/** "yes", "No", true, and "Yes:billing" as some answers have it. */
export function suspendedIn(value: unknown): boolean | null {
  const known = flag(value);
  if (known !== null || typeof value !== 'string') return known;
  return /^\s*yes\b/i.test(value) ? true : /^\s*no\b/i.test(value) ? false : null;
}

function reasonIn(value: unknown): string {
  const reason = cellText(value);
  return /^(none|no|-)$/i.test(reason) ? '' : reason;
}

/** Names as a list, as keys, or in one text with `<br>` between them. */
export function domainsIn(value: unknown): string[] {
  const names = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/<br\s*\/?>|[\s,]+/i) : Object.keys(Object(value));
  return [...new Set(names.map((one) => domain(one)).filter((one) => one !== ''))];
}

const OldConfig = z.object({ email: z.string() }).loose();

/** Settings of a user as the command tells them. The limit is a day's; 0 says that he has none. Throws `panel_unreadable`. */
export function oldConfigIn(value: unknown, zone: string): Config {
  const config = shaped(USER_CONFIG, OldConfig, value);
  const main = domain(config['domain']);
  return {
    domain: main,
    domains: domainsIn(config['domains'] ?? []),
    emails: emails(cellText(config.email)),
    plan: cellText(config['package']),
    owner: name(config['creator']),
    createdAt: serverTime(config['date_created'], zone),
    suspended: suspendedIn(config['suspended']),
    ...dailyLimit(config['email_limit']),
  };
}

const NewConfig = z.object({
  email: z.string(),
  domain: z.unknown(),
  domains: z.unknown(),
  creator: z.unknown(),
  package: z.unknown(),
  dateCreated: z.unknown(),
  suspended: z.unknown(),
});

/** The same from the newer API, which does not tell the limit. Throws `panel_unreadable`. */
export function newConfigIn(value: unknown, zone: string): Config {
  const config = shaped(NEW_USER_CONFIG, NewConfig.partial().required({ email: true }), value);
  return {
    domain: domain(config.domain),
    domains: domainsIn(config.domains ?? []),
    emails: emails(config.email),
    plan: words(config.package),
    owner: name(config.creator),
    createdAt: serverTime(config.dateCreated, zone),
    suspended: suspendedIn(config.suspended),
    limits: null,
    unlimited: null,
  };
}

/** Messages a day an account may send: 0 and "unlimited" are none of its own, and nothing said is not known. */
export function dailyLimit(value: unknown): Pick<PanelAccount, 'limits' | 'unlimited'> {
  const found = limit(typeof value === 'number' ? value : cellText(value));
  if (found === null) return { limits: null, unlimited: null };
  if (found === 'unlimited' || found === 0) return { limits: [], unlimited: true };
  return { limits: [{ count: found, seconds: DAY_S, scope: 'account', source: 'set' }], unlimited: false };
}

/** Every user of the reseller, in pages. Throws the `panel_…` errors. */
export async function* readAccounts(calls: Calls, signal: AbortSignal | undefined): AsyncGenerator<readonly PanelAccount[], void, void> {
  const { old, newer } = configWays(calls);
  const configs = new PerUser([old, newer]);
  for await (const listed of readListed(calls, signal)) {
    for (let start = 0; start < listed.length; start += ACCOUNTS_A_PAGE) {
      const page: PanelAccount[] = [];
      for (const one of listed.slice(start, start + ACCOUNTS_A_PAGE)) {
        refuseAborted(signal);
        page.push(accountOf(one, await configs.of(one.login, signal), calls.access.login));
      }
      yield page;
    }
  }
  // Not to be allowed to see settings is one thing; that they could be seen and none came is another.
  if (configs.denied === null && configs.trouble !== null) throw configs.trouble;
}

/** The list alone, by the table that has reasons, or by names where the login may not see it. */
export async function* readListed(calls: Calls, signal: AbortSignal | undefined): AsyncGenerator<readonly Listed[], void, void> {
  const first = await readPage(calls, 1, signal).catch(ifDenied);
  if (!('rows' in first)) {
    // Names alone are better than nothing. Where they are denied too, the table is what to ask the host for.
    const names = await readNames(calls, signal).catch(ifDenied);
    if ('code' in names) throw first;
    yield names.map(onlyNamed);
    return;
  }
  const seen = new Set<string>();
  for (let page = 1, table = first; ; table = await readPage(calls, ++page, signal)) {
    if (table.page !== page || page > MOST_PAGES) throw unreadable(USER_TABLE, `page ${table.page} in place of ${page}`);
    const rows = table.rows.map(listedIn).filter(({ login }) => !seen.has(login));
    for (const { login } of rows) seen.add(login);
    if (page >= table.pages && table.total !== null && seen.size < table.total) throw unreadable(USER_TABLE, `${seen.size} rows of ${table.total}`);
    yield rows;
    if (page >= table.pages) return;
  }
}

function ifDenied(error: unknown): AppError {
  if (error instanceof AppError && error.code === 'panel_privilege_missing') return error;
  throw error;
}

/** One page of the table. */
export async function readPage(calls: Calls, page: number, signal: AbortSignal | undefined): Promise<ReturnType<typeof readTable>> {
  const query = { bytes: 'yes', ipp: ROWS_A_PAGE, page: String(page) };
  return readTable(USER_TABLE, await calls.legacy(USER_TABLE, { query, signal }));
}

const Names = z.union([z.array(z.unknown()), z.object({ list: z.array(z.unknown()) }).transform(({ list }) => list)]);

/** The names alone. */
export async function readNames(calls: Calls, signal: AbortSignal | undefined): Promise<string[]> {
  const names = shaped(USER_NAMES, Names, await calls.legacy(USER_NAMES, { signal }));
  return names.map((one) => neededName(USER_NAMES, 'list', one));
}

function onlyNamed(login: string): Listed {
  return { login, birth: '', plan: '', createdAt: null, owner: '', suspended: null, reason: '', domains: [] };
}

/** Settings by the command, which tells the limit, and by the newer API. */
export function configWays(calls: Calls): { readonly old: Way<Config>; readonly newer: Way<Config> } {
  const { zone } = calls.access;
  return {
    old: async (user, signal) => oldConfigIn(await calls.legacy(USER_CONFIG, { query: { user }, signal }), zone),
    newer: async (user, signal) => {
      const value = await calls.modern(NEW_USER_CONFIG, { user, signal });
      return value === undefined ? null : newConfigIn(value, zone);
    },
  };
}

function accountOf(listed: Listed, config: Config | null, ownLogin: string): PanelAccount {
  const domains = [...new Set([...listed.domains, ...(config?.domains ?? [])])];
  // Which of several is the main one only the settings tell.
  const main = config === null || config.domain === '' ? (domains.length === 1 ? (domains[0] ?? '') : '') : config.domain;
  return {
    login: listed.login,
    birth: listed.birth,
    domain: main,
    otherDomains: config === null && domains.length === 0 ? null : domains.filter((one) => one !== main),
    emails: config?.emails ?? null,
    owner: config?.owner || listed.owner,
    plan: listed.plan || (config?.plan ?? ''),
    createdAt: listed.createdAt ?? config?.createdAt ?? null,
    own: listed.login === ownLogin,
    suspended: listed.suspended ?? config?.suspended ?? null,
    locked: null,
    outgoingMail: null,
    reason: listed.reason,
    suspendedAt: null,
    // Nothing tells a suspension by the host from one by the reseller.
    lifter: 'unknown',
    limits: config?.limits ?? null,
    unlimited: config?.unlimited ?? null,
  };
}
