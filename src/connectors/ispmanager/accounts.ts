import punycode from 'punycode/punycode.js';
import { HOUR_S } from '../../shared/durations.ts';
import type { PanelLimit } from '../../shared/panels.ts';
import { count, domain, emails, limit, name, neededName, unreadable, words } from '../answers.ts';
import type { PanelAccount } from '../connector.ts';
import { orNothing, untilDenied } from '../tries.ts';
import type { Calls, Func } from './calls.ts';
import { type Doc, marks, pageOf, type Row, rowsOf, textOf } from './doc.ts';
import { lifterOf, readSuspension, type Suspension } from './history.ts';

/** More is asked of each account, so that they are handed on in small pages. */
const ACCOUNTS_A_PAGE = 25;
const MOST_PAGES = 1000;

/** A user of the list, as it shows him. */
export interface Listed {
  readonly login: string;
  readonly owner: string;
  readonly plan: string;
  readonly active: boolean;
  readonly emails: readonly string[];
}

/** Every row of a list, page after page: the panel says how many there are, and cuts the list to as many as it likes. Throws the `panel_…` errors. */
export async function* listRows(calls: Calls, func: Func, signal: AbortSignal | undefined): AsyncGenerator<readonly Row[], void, void> {
  const seen = new Set<string>();
  let paging: Readonly<Record<string, string>> = {};
  for (let number = 1; number <= MOST_PAGES; number += 1) {
    const doc: Doc = await calls.ask(func, paging, signal);
    const rows = rowsOf(doc).filter((row) => {
      const key = neededName(func, 'name', textOf(row['name']));
      return seen.size !== seen.add(key).size;
    });
    if (rows.length > 0) yield rows;
    const { size, total } = pageOf(doc);
    const whole = total === null ? size === null || rowsOf(doc).length < size : seen.size >= total;
    if (whole) return;
    // Rows that the panel counts and does not show.
    paging = { p_num: String(number + 1), ...(size === null ? {} : { p_cnt: String(size) }) };
    if (rows.length === 0) throw unreadable(func, `${seen.size} of ${total ?? 'more'} rows`);
  }
  throw unreadable(func, 'pages without end');
}

/** Users in rows of the list. Throws `panel_unreadable`. */
export function listedIn(rows: readonly Row[]): Listed[] {
  const active = marks(rows, 'active');
  return rows.map((row, index) => {
    const on = active[index] ?? null;
    if (on === null) throw unreadable('user', 'active');
    // Some versions mark owners who are administrators.
    const owner = name(textOf(row['owner']).replace(/\*.*$/, ''));
    // Hosts' billing often keeps the address where the name goes, and there is no other place for one.
    return {
      login: neededName('user', 'name', textOf(row['name'])),
      owner,
      plan: words(textOf(row['preset']), 255),
      active: on,
      emails: emails(textOf(row['fullname'])),
    };
  });
}

/** Every account with its domains, its limit and, of a suspended one, since when. What may not be read beside the list is left out. */
export async function* readAccounts(calls: Calls, signal: AbortSignal | undefined): AsyncGenerator<readonly PanelAccount[], void, void> {
  const domains = await orNothing(() => readDomains(calls, signal));
  const limitOf = untilDenied((login) => readLimit(calls, login, signal));
  const suspensionOf = untilDenied((login) => readSuspension(calls, login, signal));
  for await (const rows of listRows(calls, 'user', signal)) {
    const listed = listedIn(rows);
    for (let from = 0; from < listed.length; from += ACCOUNTS_A_PAGE) {
      const page: PanelAccount[] = [];
      for (const one of listed.slice(from, from + ACCOUNTS_A_PAGE)) {
        const limited = await limitOf(one.login);
        const suspension = one.active ? null : await suspensionOf(one.login);
        page.push(accountOf(one, { calls, domains: domains === null ? null : (domains.get(one.login) ?? []), limited, suspension }));
      }
      yield page;
    }
  }
}

/** A domain, and its number in the list: the oldest has the least. */
export interface Site {
  readonly id: number;
  readonly domain: string;
}

/** Domains of each user, the oldest first. */
async function readDomains(calls: Calls, signal: AbortSignal | undefined): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, Site[]>();
  for await (const rows of listRows(calls, 'webdomain', signal)) addSites(found, rows);
  return new Map([...found].map(([owner, sites]) => [owner, sites.sort((a, b) => a.id - b.id).map((one) => one.domain)]));
}

/** Adds the domains of a page to those of their owners. Rows that lack either are left out. */
export function addSites(found: Map<string, Site[]>, rows: readonly Row[]): void {
  for (const row of rows) {
    const owner = name(textOf(row['owner']));
    const site = asciiDomain(textOf(row['name']));
    if (owner === '' || site === '') continue;
    const sites = found.get(owner) ?? [];
    sites.push({ id: count(textOf(row['id'])) ?? Number.MAX_SAFE_INTEGER, domain: site });
    found.set(owner, sites);
  }
}

/** Names come in letters or in what stands for them. */
function asciiDomain(value: string): string {
  const found = domain(value);
  try {
    return punycode.toASCII(found);
  } catch {
    // A RangeError: letters that no name can have.
    return found;
  }
}

export interface Limited {
  readonly limits: readonly PanelLimit[];
  readonly unlimited: boolean | null;
}

/** The hourly limit in the form of a user; null = it is not in it. Of a user who is gone the panel shows an empty form in place of an error. */
export async function readLimit(calls: Calls, login: string, signal: AbortSignal | undefined): Promise<Limited | null> {
  const { fields } = await calls.ask('user.edit', { elid: login }, signal);
  // `mailrate` in versions of old.
  const rate = fields['limit_mailrate'] ?? fields['mailrate'];
  const of = textOf(fields['elid']) || textOf(fields['name']);
  return of === login && rate !== undefined ? limitedBy(textOf(rate)) : null;
}

/** Messages an hour from each mailbox. What no number and 0 mean is not written anywhere: nothing is known then. */
export function limitedBy(text: string): Limited {
  const found = limit(text);
  if (found === 'unlimited') return { limits: [], unlimited: true };
  if (found === null || found === 0) return { limits: [], unlimited: null };
  return { limits: [{ count: found, seconds: HOUR_S, scope: 'mailbox', source: 'set' }], unlimited: false };
}

interface Beside {
  readonly calls: Calls;
  /** null = they could not be read. */
  readonly domains: readonly string[] | null;
  readonly limited: Limited | null;
  readonly suspension: Suspension | null;
}

function accountOf(one: Listed, { calls, domains, limited, suspension }: Beside): PanelAccount {
  const reseller = calls.access.login;
  const [main = '', ...others] = domains ?? [];
  return {
    login: one.login,
    // Nothing tells an account from an earlier one of the same name.
    birth: '',
    domain: main,
    otherDomains: domains === null ? null : others,
    emails: one.emails,
    owner: one.owner,
    plan: one.plan,
    createdAt: null,
    own: one.login === reseller,
    suspended: !one.active,
    locked: null,
    outgoingMail: null,
    reason: '',
    suspendedAt: suspension?.at ?? null,
    lifter: suspension === null ? 'unknown' : lifterOf(suspension, reseller, one.login),
    limits: limited?.limits ?? null,
    unlimited: limited?.unlimited ?? null,
  };
}
