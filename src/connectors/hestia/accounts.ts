import { z } from 'zod';
import { HOUR_S } from '../../shared/durations.ts';
import { count, domain, emails, flag, neededName, refuseAborted, shaped, unreadable, words } from '../answers.ts';
import type { PanelAccount } from '../connector.ts';
import { localTime } from '../local-time.ts';
import { untilDenied } from '../tries.ts';
import type { Calls } from './calls.ts';

/** More is asked of each account, so that they are handed on in small pages. */
const ACCOUNTS_A_PAGE = 25;

const told = z.unknown().optional();
/** All that is read of a user: among the rest is the key by which his password is reset. */
const User = z.object({
  CONTACT: told,
  PACKAGE: told,
  SUSPENDED: told,
  ROLE: told,
  U_WEB_DOMAINS: told,
  U_MAIL_DOMAINS: told,
  DATE: told,
  TIME: told,
});
const Users = z.record(z.string(), User);
const Domains = z.record(z.string(), z.object({ RATE_LIMIT: told }));

/** A user of the list. */
export interface Listed {
  readonly login: string;
  readonly user: z.infer<typeof User>;
  readonly suspended: boolean;
}

/** Users of the server. Throws the `panel_…` errors. */
export async function readUsers(calls: Calls, signal: AbortSignal | undefined): Promise<Listed[]> {
  const value = await calls.list('v-list-users', [], signal);
  return Object.entries(shaped('v-list-users', Users, value ?? {})).map(([key, user]) => {
    const suspended = flag(user.SUSPENDED);
    if (suspended === null) throw unreadable('v-list-users', 'SUSPENDED');
    return { login: neededName('v-list-users', 'name', key), user, suspended };
  });
}

/** Every account with its domains and what its mailboxes may send. What may not be read beside the list is left out. */
export async function* readAccounts(calls: Calls, signal: AbortSignal | undefined): AsyncGenerator<readonly PanelAccount[], void, void> {
  const users = await readUsers(calls, signal);
  const webOf = untilDenied((login) => readDomains(calls, { command: 'v-list-web-domains', login }, signal));
  const mailOf = untilDenied((login) => readDomains(calls, { command: 'v-list-mail-domains', login }, signal));
  for (let start = 0; start < users.length; start += ACCOUNTS_A_PAGE) {
    const page: PanelAccount[] = [];
    for (const listed of users.slice(start, start + ACCOUNTS_A_PAGE)) {
      refuseAborted(signal);
      // The list says how many there are: of most users, none of one kind.
      const web = count(listed.user.U_WEB_DOMAINS) === 0 ? [] : await webOf(listed.login);
      const mail = hasMail(listed) ? await mailOf(listed.login) : [];
      page.push(accountOf(listed, { reseller: calls.access.login, zone: calls.access.zone, web, mail }));
    }
    yield page;
  }
}

/** True unless the list says that there is no mail domain. */
export function hasMail({ user }: Listed): boolean {
  return count(user.U_MAIL_DOMAINS) !== 0;
}

interface Sending {
  readonly domain: string;
  /** Messages an hour from each mailbox; null = not told. */
  readonly rate: number | null;
}

/** Domains of a user. Throws the `panel_…` errors. */
export async function readDomains(
  calls: Calls,
  { command, login }: { readonly command: 'v-list-web-domains' | 'v-list-mail-domains'; readonly login: string },
  signal: AbortSignal | undefined,
): Promise<readonly Sending[]> {
  const value = await calls.list(command, [login], signal);
  return Object.entries(shaped(command, Domains, value ?? {})).map(([key, { RATE_LIMIT }]) => ({ domain: domain(key), rate: count(RATE_LIMIT) }));
}

interface Beside {
  readonly reseller: string;
  readonly zone: string;
  /** null = they could not be read. */
  readonly web: readonly Sending[] | null;
  readonly mail: readonly Sending[] | null;
}

function accountOf({ login, user, suspended }: Listed, { reseller, zone, web, mail }: Beside): PanelAccount {
  const [main = '', ...others] = [...new Set([...(web ?? []), ...(mail ?? [])].map((one) => one.domain))].filter((one) => one !== '');
  return {
    login,
    birth: words(`${words(user.DATE)} ${words(user.TIME)}`, 60),
    domain: main,
    otherDomains: web === null || mail === null ? null : others,
    emails: emails(user.CONTACT),
    // There are no resellers: whoever sees this sees the whole server.
    owner: '',
    plan: words(user.PACKAGE, 255),
    createdAt: whenOf(`${words(user.DATE)} ${words(user.TIME)}`, zone),
    own: login === reseller || user.ROLE === 'admin',
    suspended,
    locked: null,
    outgoingMail: null,
    reason: '',
    suspendedAt: null,
    lifter: 'unknown',
    ...limitsIn(mail),
  };
}

/** A mailbox of one domain may send more than one of another: the least of them holds for every one. */
function limitsIn(mail: readonly Sending[] | null): Pick<PanelAccount, 'limits' | 'unlimited'> {
  if (mail === null) return { limits: null, unlimited: null };
  const least = mail.reduce((sum, { rate }) => (rate === null || rate === 0 ? sum : Math.min(sum, rate)), Number.POSITIVE_INFINITY);
  if (least === Number.POSITIVE_INFINITY) return { limits: [], unlimited: null };
  return { limits: [{ count: least, seconds: HOUR_S, scope: 'mailbox', source: 'set' }], unlimited: false };
}

/** By the clock of the panel; null = it is written in another way. */
function whenOf(text: string, zone: string): number | null {
  const [, date, time] = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(text) ?? [];
  return localTime(date, time, zone);
}
