import { z } from 'zod';
import { startOfDay } from '../../shared/calendar.ts';
import { HOUR_S } from '../../shared/durations.ts';
import type { PanelLimit } from '../../shared/panels.ts';
import { count, domain, emails, limit, name, neededCount, neededName, refuseAborted, shaped, unreadable } from '../answers.ts';
import type { PanelAccess, PanelAccount } from '../connector.ts';
import { type Packet, type Packets, resultsOf } from './packets.ts';
import { type PleskState, stateOf } from './status.ts';

/** The packet that lists customers, subscriptions and sites goes by the name of what matters in it. */
export const LIST = 'webspace/get';

// Children in the order of the schema: the server refuses any other.
const LIST_BODY = [
  '<webspace><get><filter/><dataset><gen_info/><mail/></dataset></get></webspace>',
  '<customer><get><filter/><dataset><gen_info/></dataset></get></customer>',
  '<site><get><filter/><dataset><gen_info/></dataset></get></site>',
].join('');

const ACCOUNTS_A_PAGE = 250;

const told = z.unknown().optional();
const Mail = z.object({
  'outgoing-messages-mbox-limit': told,
  'outgoing-messages-domain-limit': told,
  'outgoing-messages-subscription-limit': told,
});
const WebspaceInfo = z.object({ name: told, 'ascii-name': told, status: told, cr_date: told, 'owner-login': told, guid: told });
const Webspace = z.object({ id: told, data: z.object({ gen_info: WebspaceInfo, mail: z.union([Mail, z.literal('')]).optional() }) });
const Customer = z.object({ data: z.object({ gen_info: z.object({ login: told, email: told, 'owner-login': told }) }) });
const Site = z.object({ data: z.object({ gen_info: z.object({ name: told, 'ascii-name': told, 'webspace-id': told }) }) });

/** A subscription: what is limited, suspended and counted. */
export interface Subscription {
  readonly id: number;
  /** Its owner's login where it is his first, else with its name behind a slash: a customer may have several. */
  readonly login: string;
  readonly domain: string;
  readonly owner: string;
  readonly guid: string;
  readonly createdOn: string;
  readonly state: PleskState;
  readonly limits: PanelAccount['limits'];
  readonly unlimited: boolean | null;
}

/** Subscriptions of a list, the oldest first, without those that the panel could not tell. Throws `panel_unreadable` and the error of a list that could not be made. */
export function subscriptionsIn(packet: Packet): Subscription[] {
  const found = resultsOf(packet, 'webspace', 'get').found.map((result) => subscriptionIn(packet.call, result));
  const owners = new Set<string>();
  return found
    .sort((a, b) => a.id - b.id)
    .map((one) => {
      const login = owners.has(one.owner) ? `${one.owner}/${one.domain}` : one.owner;
      owners.add(one.owner);
      return { ...one, login };
    });
}

function subscriptionIn(call: string, value: unknown): Subscription {
  const { id, data } = shaped(call, Webspace, value);
  const info = data.gen_info;
  const owner = neededName(call, 'owner-login', info['owner-login']);
  const main = domain(info['ascii-name']) || domain(info.name);
  if (main === '') throw unreadable(call, 'name is no name');
  return {
    id: neededCount(call, 'id', id),
    login: owner,
    domain: main,
    owner,
    guid: name(info.guid),
    createdOn: name(info.cr_date),
    state: stateOf(neededCount(call, 'status', info.status)),
    ...(data.mail === undefined || data.mail === '' ? { limits: null, unlimited: null } : limitsIn(data.mail)),
  };
}

/** Messages an hour. A number is a limit, -1 and "unlimited" are none, and "default" is the server's, which is not told. */
export function limitsIn(mail: z.infer<typeof Mail>): Pick<Subscription, 'limits' | 'unlimited'> {
  const scopes = [
    ['outgoing-messages-subscription-limit', 'account'],
    ['outgoing-messages-domain-limit', 'domain'],
    ['outgoing-messages-mbox-limit', 'mailbox'],
  ] as const;
  const limits = scopes.flatMap(([key, scope]): PanelLimit[] => {
    const found = limit(mail[key]);
    return typeof found === 'number' && found > 0 ? [{ count: found, seconds: HOUR_S, scope, source: 'set' }] : [];
  });
  const whole = limit(mail['outgoing-messages-subscription-limit']);
  return { limits, unlimited: whole === null ? null : whole === 'unlimited' };
}

/** Every subscription with its owner's addresses. A list that lacks some is no complete one: throws why, after the others. Throws the `panel_…` errors. */
export async function* readAccounts(packets: Packets, signal: AbortSignal | undefined): AsyncGenerator<readonly PanelAccount[], void, void> {
  const packet = await packets.send(LIST, LIST_BODY, signal);
  const subscriptions = subscriptionsIn(packet);
  const customers = customersIn(packet);
  const sites = sitesIn(packet);
  for (let start = 0; start < subscriptions.length; start += ACCOUNTS_A_PAGE) {
    refuseAborted(signal);
    yield subscriptions
      .slice(start, start + ACCOUNTS_A_PAGE)
      .map((one) => accountOf(one, { customer: customers?.get(one.owner), sites, access: packets.access }));
  }
  const { failure } = resultsOf(packet, 'webspace', 'get');
  if (failure !== null) throw failure;
}

/** The list alone. */
export async function readList(packets: Packets, signal: AbortSignal | undefined): Promise<Packet> {
  return await packets.send(LIST, LIST_BODY, signal);
}

interface CustomerInfo {
  readonly emails: readonly string[];
  readonly owner: string;
}

/** By login; null = this login may not see them. */
export function customersIn(packet: Packet): ReadonlyMap<string, CustomerInfo> | null {
  const found = foundOrNull(packet, 'customer');
  return found === null
    ? null
    : new Map(
        found.map((value) => {
          const info = shaped(packet.call, Customer, value).data.gen_info;
          return [neededName(packet.call, 'login', info.login), { emails: emails(info.email), owner: name(info['owner-login']) }] as const;
        }),
      );
}

/** Names of the sites in each subscription, by its id; null = not every one can be seen. */
function sitesIn(packet: Packet): ReadonlyMap<number, readonly string[]> | null {
  const found = foundOrNull(packet, 'site');
  if (found === null || resultsOf(packet, 'site', 'get').failure !== null) return null;
  const sites = new Map<number, string[]>();
  for (const value of found) {
    const info = shaped(packet.call, Site, value).data.gen_info;
    const webspace = count(info['webspace-id']);
    const site = domain(info['ascii-name']) || domain(info.name);
    if (webspace === null || site === '') continue;
    const names = sites.get(webspace) ?? [];
    names.push(site);
    sites.set(webspace, names);
  }
  return sites;
}

/** What stands beside the list of subscriptions is left out where it is denied; the list does without. */
function foundOrNull(packet: Packet, operator: string): readonly unknown[] | null {
  try {
    return resultsOf(packet, operator, 'get').found;
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

function isRefusal(error: unknown): boolean {
  const { code } = z.object({ code: z.string() }).safeParse(error).data ?? { code: '' };
  return code === 'panel_privilege_missing' || code === 'panel_refused';
}

interface Beside {
  readonly customer: CustomerInfo | undefined;
  readonly sites: ReadonlyMap<number, readonly string[]> | null;
  readonly access: PanelAccess;
}

function accountOf(one: Subscription, { customer, sites, access }: Beside): PanelAccount {
  const own = one.owner === access.login;
  return {
    login: one.login,
    // Its login depends on what else its owner has.
    birth: `guid:${one.guid === '' ? one.id : one.guid}`,
    domain: one.domain,
    otherDomains: sites === null ? null : [...new Set(sites.get(one.id) ?? [])].filter((site) => site !== one.domain),
    // Who is in no list may be one that is not shown.
    emails: customer?.emails ?? null,
    owner: own ? access.login : (customer?.owner ?? ''),
    plan: '',
    createdAt: /^\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])$/.test(one.createdOn) ? dayOf(one.createdOn, access.zone) : null,
    own,
    suspended: one.state.suspended,
    locked: null,
    outgoingMail: null,
    // The status is all there is; descriptions are notes about anything.
    reason: '',
    suspendedAt: null,
    // What the reseller owns himself is suspended through him, which only the host does.
    lifter: own && one.state.byOwner ? 'host' : one.state.lifter,
    limits: one.limits,
    unlimited: one.unlimited,
  };
}

function dayOf(date: string, zone: string): number | null {
  try {
    return startOfDay(date, zone);
  } catch {
    // A RangeError: 31 February.
    return null;
  }
}
