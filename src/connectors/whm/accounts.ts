import { z } from 'zod';
import { AppError } from '../../shared/app-error.ts';
import { HOUR_S } from '../../shared/durations.ts';
import { count, domain, emails, endsAll, epoch, flag, limit, neededName, shaped, unreadable, words } from '../answers.ts';
import type { PanelAccess, PanelAccount } from '../connector.ts';
import { ask, type Call, chunked } from './calls.ts';

const PAGE = 250;
/** Accounts that are asked for one by one are handed on in smaller pages. */
const SINGLES = 25;

/** All that is read of an account; the rest need not travel. `startdate` is left out: it tells neither century nor zone. */
const WANTED = [
  'user',
  'domain',
  'owner',
  'plan',
  'email',
  'suspended',
  'suspendreason',
  'suspendtime',
  'is_locked',
  'outgoing_mail_suspended',
  'outgoing_mail_hold',
  'max_email_per_hour',
  'unix_startdate',
  'uid',
].join(',');

/** Whether a key must be there is the business of what reads it. */
const told = z.unknown().optional();

const Row = z.object({
  user: told,
  domain: told,
  owner: told,
  plan: told,
  email: told,
  suspended: told,
  suspendreason: told,
  suspendtime: told,
  is_locked: told,
  outgoing_mail_suspended: told,
  outgoing_mail_hold: told,
  max_email_per_hour: told,
  unix_startdate: told,
  uid: told,
});
type Row = z.infer<typeof Row>;
const List = z.object({ acct: z.array(Row) });
const Domains = z.object({ domains: z.array(z.object({ user: told })) });

/** One page of rows as they are, from record `start` (1 is the first). */
async function rowsOf(access: PanelAccess, chunk: { readonly size: number; readonly start: number }, signal: AbortSignal | undefined): Promise<Row[]> {
  const { data } = await ask(access, 'listaccts', { args: { want: WANTED, ...chunked(chunk) }, signal });
  return shaped('listaccts', List, data).acct;
}

/** The first account, to see what this server tells of accounts; null = there is none. */
export async function firstRow(access: PanelAccess, signal: AbortSignal | undefined): Promise<Row | null> {
  return (await rowsOf(access, { size: 1, start: 1 }, signal))[0] ?? null;
}

/** Every account of the login. Who may not list them asks for their names elsewhere and then for each alone. */
export async function* accounts(access: PanelAccess, signal: AbortSignal | undefined): AsyncGenerator<readonly PanelAccount[], void, void> {
  let listed = false;
  try {
    for await (const page of listedAccounts(access, signal)) {
      listed = true;
      yield page;
    }
  } catch (error) {
    if (listed || !(error instanceof AppError) || error.code !== 'panel_privilege_missing') throw error;
    yield* singleAccounts(access, signal, error);
  }
}

async function* listedAccounts(access: PanelAccess, signal: AbortSignal | undefined): AsyncGenerator<readonly PanelAccount[], void, void> {
  const seen = new Set<string>();
  for (let start = 1; ; start += PAGE) {
    const rows = await rowsOf(access, { size: PAGE, start }, signal);
    // An account that came to or went from the list meanwhile moves the others by a place: seen twice is no trouble.
    const page = rows.map((row) => accountOf('listaccts', row, access.login)).filter(({ login }) => !seen.has(login));
    // A server that always answers with the same page would never tell of the others.
    if (rows.length >= PAGE && page.length === 0) throw unreadable('listaccts', 'the same page again');
    for (const { login } of page) seen.add(login);
    if (page.length > 0) yield page;
    // More than was asked for is everything at once.
    if (rows.length !== PAGE) return;
  }
}

/** `lack` is what is said when this way is closed too: it is the privilege for the list that ought to be asked for. */
async function* singleAccounts(access: PanelAccess, signal: AbortSignal | undefined, lack: AppError): AsyncGenerator<readonly PanelAccount[], void, void> {
  const logins = await loginsByDomain(access, signal).catch((error: unknown) => {
    throw endsAll(error) ? error : lack;
  });
  for (let from = 0; from < logins.length; from += SINGLES) {
    const page: PanelAccount[] = [];
    for (const login of logins.slice(from, from + SINGLES)) page.push(await accountSummary(access, login, signal));
    yield page;
  }
}

/** Names of all accounts, from the list of their domains. */
export async function loginsByDomain(access: PanelAccess, signal: AbortSignal | undefined): Promise<string[]> {
  const { data } = await ask(access, 'get_domain_info', { signal });
  const { domains } = shaped('get_domain_info', Domains, data);
  return [...new Set(domains.map(({ user }) => neededName('get_domain_info', 'user', user)))];
}

async function accountSummary(access: PanelAccess, login: string, signal: AbortSignal | undefined): Promise<PanelAccount> {
  const { data } = await ask(access, 'accountsummary', { args: { user: login }, signal });
  const [row] = shaped('accountsummary', List, data).acct;
  if (row === undefined) throw unreadable('accountsummary', 'no account');
  return accountOf('accountsummary', row, access.login);
}

/** What a row says, and null for what it does not. */
export function accountOf(call: Call, row: Row, reseller: string): PanelAccount {
  const login = neededName(call, 'user', row.user);
  const suspended = flag(row.suspended);
  const locked = flag(row.is_locked);
  return {
    login,
    birth: birthOf(row),
    domain: domain(neededName(call, 'domain', row.domain)),
    otherDomains: [],
    emails: row.email === undefined ? null : emails(row.email),
    owner: known(row.owner),
    plan: known(row.plan),
    createdAt: epoch(row.unix_startdate),
    own: login === reseller,
    suspended,
    locked,
    outgoingMail: outgoingMailOf(row),
    reason: suspended === true ? reasonOf(row.suspendreason) : '',
    // The time of an earlier suspension stays on accounts that are active again.
    suspendedAt: suspended === true ? epoch(row.suspendtime) : null,
    // Locked means that only the owner of the server may lift it; whether the reseller may is another privilege.
    lifter: suspended === true && locked === true ? 'host' : 'unknown',
    ...limitsOf(row.max_email_per_hour),
  };
}

/** When it was made, which servers of old do not tell; with what it is, since a server that is renewed tells something else of the same accounts. */
function birthOf({ unix_startdate, uid }: Row): string {
  if (epoch(unix_startdate) !== null) return `start:${count(unix_startdate)}`;
  return count(uid) === null ? '' : `uid:${count(uid)}`;
}

/** `*unknown*` is what the server writes where it has nothing. */
function known(value: unknown): string {
  const text = words(value, 255);
  return text === '*unknown*' ? '' : text;
}

function reasonOf(value: unknown): string {
  const text = words(value);
  return /^(not suspended|unknown)$/i.test(text) ? '' : text;
}

/** Servers of old do not tell; that is not the same as open. */
function outgoingMailOf(row: Row): PanelAccount['outgoingMail'] {
  const [stopped, held] = [flag(row.outgoing_mail_suspended), flag(row.outgoing_mail_hold)];
  if (stopped === true) return 'suspended';
  if (held === true) return 'held';
  return stopped === false && held === false ? 'open' : null;
}

/** An account without a limit of its own (the word or 0) may still be under one of the server, which no reseller is told. */
function limitsOf(value: unknown): Pick<PanelAccount, 'limits' | 'unlimited'> {
  const found = limit(value);
  if (found === null) return { limits: null, unlimited: null };
  if (found === 'unlimited' || found === 0) return { limits: [], unlimited: true };
  // Each domain of the account has this much for itself.
  return { limits: [{ count: found, seconds: HOUR_S, scope: 'domain', source: 'set' }], unlimited: false };
}
