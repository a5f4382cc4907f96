import { z } from 'zod';
import { domain, emails, epoch, name, neededName, refuseAborted, shaped, unreadable, words } from '../answers.ts';
import type { PanelAccount } from '../connector.ts';
import { localTime } from '../local-time.ts';
import type { Calls } from './calls.ts';

const LIST = 'list-domains';
const ACCOUNTS_A_PAGE = 250;

/** Every value is a list. */
const told = z
  .union([z.array(z.unknown()), z.unknown().transform((value) => [value])])
  .transform(([first]) => (typeof first === 'string' ? first : ''))
  .optional();

/** All that is read of a server: passwords and their hashes, which a master administrator is sent, are in the rest. */
const Values = z.object({
  id: told,
  username: told,
  contact_email: told,
  created_unix_time: told,
  parent_domain: told,
  plan: told,
  reseller: told,
  disabled: told,
  disabled_at: told,
});
const List = z.array(z.object({ name: z.unknown(), values: z.looseObject({}) }));

/** A virtual server, or what a stray line of output made into one. */
interface Listed {
  readonly name: unknown;
  readonly values: z.infer<typeof Values>;
  readonly real: boolean;
  readonly keys: number;
}

/** Top-level servers: they have an owner, a login and a state. Sub-servers and aliases are other domains of theirs. Throws `panel_unreadable`. */
export function accountsIn(data: unknown, { login, zone }: { readonly login: string; readonly zone: string }): PanelAccount[] {
  const listed = shaped(LIST, List, data).map(({ name, values }): Listed => {
    const read = shaped(LIST, Values, values);
    return { name, values: read, real: isTold(read.id) && isTold(read.username), keys: Object.keys(values).length };
  });
  // Stray lines alone are an empty list, but servers that all lack what makes them one are another answer.
  if (!listed.some(({ real }) => real) && listed.some(({ keys }) => keys > 0)) throw unreadable(LIST, 'id or username');
  const others = new Map<string, string[]>();
  for (const { values, real, name } of listed) {
    const parent = domain(values.parent_domain);
    if (!real || parent === '') continue;
    const names = others.get(parent) ?? [];
    names.push(domain(neededName(LIST, 'name', name)));
    others.set(parent, names);
  }
  return listed.flatMap((one, index) => {
    if (!one.real || isTold(one.values.parent_domain)) return [];
    const next = listed[index + 1];
    return accountOf(one, { login, zone, others, cut: next !== undefined && !next.real && next.keys > 0 });
  });
}

/** Every account. Throws the `panel_…` errors. */
export async function* readAccounts(calls: Calls, signal: AbortSignal | undefined): AsyncGenerator<readonly PanelAccount[], void, void> {
  const accounts = accountsIn(await readList(calls, signal), calls.access);
  for (let start = 0; start < accounts.length; start += ACCOUNTS_A_PAGE) {
    refuseAborted(signal);
    yield accounts.slice(start, start + ACCOUNTS_A_PAGE);
  }
}

/** The list as it is sent. */
export async function readList(calls: Calls, signal: AbortSignal | undefined): Promise<unknown> {
  return await calls.ask(LIST, { multiline: '' }, signal);
}

function isTold(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

interface Around {
  readonly login: string;
  readonly zone: string;
  readonly others: ReadonlyMap<string, readonly string[]>;
  /** A stray line took some of its keys away. */
  readonly cut: boolean;
}

function accountOf({ name: shown, values }: Listed, { login: reseller, zone, others, cut }: Around): PanelAccount {
  const login = neededName(LIST, 'username', values.username);
  const main = domain(neededName(LIST, 'name', shown));
  const disabled = isTold(values.disabled);
  return {
    login,
    birth: name(values.id),
    domain: main,
    otherDomains: [...new Set(others.get(main) ?? [])],
    emails: emails(values.contact_email),
    owner: name(values.reseller),
    plan: words(values.plan, 255),
    createdAt: epoch(values.created_unix_time),
    own: login === reseller,
    // That it is disabled may be among what a stray line took away.
    suspended: disabled ? true : cut ? null : false,
    locked: null,
    outgoingMail: null,
    reason: disabled ? reasonIn(values.disabled ?? '') : '',
    suspendedAt: disabled ? whenOf(values.disabled_at ?? '', zone) : null,
    lifter: 'unknown',
    // None are told of, which is not none: what a report said of one stays.
    limits: null,
    unlimited: null,
  };
}

/** "Manually (Unpaid invoice)" has the words of whoever did it in brackets; others are the panel's own. */
function reasonIn(text: string): string {
  const [, given] = /^manually\s*\((.*)\)\s*$/is.exec(text) ?? [];
  return given !== undefined ? words(given) : /^manually$/i.test(text.trim()) ? '' : words(text);
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** "21/Nov/2026 20:02" by the clock of the panel; null = it is written in another way. */
function whenOf(text: string, zone: string): number | null {
  const [, day = '', word = '', year = '', time = ''] = /^(\d{1,2})\/([a-z]{3})\/(\d{4}) (\d{2}:\d{2}(?::\d{2})?)$/i.exec(text.trim()) ?? [];
  const month = MONTHS.indexOf(word.toLowerCase()) + 1;
  if (month === 0) return null;
  return localTime(`${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`, time, zone);
}
