import { z } from 'zod';
import { AppError } from '../../shared/app-error.ts';
import { addDays, dateIn } from '../../shared/calendar.ts';
import type { Capability, Given, Need } from '../../shared/panels.ts';
import { escapeHtml } from '../../shared/text.ts';
import { count, endsAll, name } from '../answers.ts';
import type { Probe } from '../connector.ts';
import { customersIn, LIST, readList, type Subscription, subscriptionsIn } from './accounts.ts';
import { API_RIGHT, type Packets, resultsOf } from './packets.ts';
import { stateOf } from './status.ts';
import { readTraffic, TRAFFIC, trafficIn } from './traffic.ts';

const CUSTOMERS = 'customer/get';

const told = (need: Need, given: Given, call: string): Capability => ({ need, given, privilege: '', call });
const nowhere = (): Capability[] => NOWHERE.map((need) => told(need, 'not_given', ''));

/** The schema of all answers has no element that counts messages, and none with a reason. */
const NOWHERE: readonly Need[] = ['suspended_why', 'suspended_since', 'locked', 'outgoing_mail', 'sent', 'outcomes', 'recipients', 'messages', 'warnings'];

/** What Plesk publishes to a reseller; whether he may read traffic is the server's choice. */
export const CAPABILITIES: readonly Capability[] = [
  told('accounts', 'given', LIST),
  told('emails', 'given', CUSTOMERS),
  told('suspended', 'given', LIST),
  told('limits', 'given', LIST),
  told('bytes', 'unknown', TRAFFIC),
  ...nowhere(),
];

interface Tried<T> {
  readonly given: Given;
  readonly privilege: string;
  readonly value: T | null;
}

async function tried<T>(work: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { given: 'given', privilege: '', value: await work() };
  } catch (error) {
    if (endsAll(error) || !(error instanceof AppError)) throw error;
    const lacks = error.code === 'panel_privilege_missing';
    return { given: lacks ? 'needs_privilege' : 'unknown', privilege: lacks ? name(error.params['privilege']) : '', value: null };
  }
}

/** Tries each packet once. Throws `panel_auth_refused` and `panel_not_an_api`. */
export async function probe(packets: Packets, signal: AbortSignal | undefined): Promise<Probe> {
  const packet = await tried(() => readList(packets, signal));
  const list = await tried(async () => (packet.value === null ? null : subscriptionsIn(packet.value)));
  const listed = packet.value === null ? packet : list;
  const emails = await tried(async () => (packet.value === null ? null : customersIn(packet.value)));
  const yesterday = addDays(dateIn(packets.access.now(), packets.access.zone), -1);
  const traffic = await tried(async () => trafficIn(await readTraffic(packets, yesterday, signal), yesterday, list.value ?? []));
  return {
    capabilities: [
      ...(['accounts', 'suspended', 'limits'] as const).map((need) => of(need, LIST, listed)),
      emailsOf(packet, emails),
      of('bytes', TRAFFIC, traffic),
      ...nowhere(),
    ],
    version: packet.value?.version ?? '',
    resellerSuspended: await ownSuspension(packets, list.value ?? [], signal),
  };
}

function of(need: Need, call: string, { given, privilege }: Tried<unknown>): Capability {
  return { need, given, call, privilege };
}

function emailsOf(packet: Tried<unknown>, emails: Tried<ReturnType<typeof customersIn>>): Capability {
  if (packet.value === null) return of('emails', LIST, packet);
  const denied = emails.given === 'given' && emails.value === null;
  return denied ? { need: 'emails', given: 'needs_privilege', call: CUSTOMERS, privilege: CUSTOMERS } : of('emails', CUSTOMERS, emails);
}

const Reseller = z.object({ data: z.object({ 'gen-info': z.object({ status: z.unknown() }) }) });

/** The reseller's own state, where he may read himself; else by what he owns, which is suspended with him. */
async function ownSuspension(packets: Packets, list: readonly Subscription[], signal: AbortSignal | undefined): Promise<boolean | null> {
  const filter = `<filter><login>${escapeHtml(packets.access.login)}</login></filter>`;
  const body = `<reseller><get>${filter}<dataset><gen-info/></dataset></get></reseller>`;
  const own = await tried(async () => resultsOf(await packets.send('reseller/get', body, signal), 'reseller', 'get').found);
  const read = Reseller.safeParse(own.value?.[0]);
  const status = read.success ? count(read.data.data['gen-info'].status) : null;
  if (status !== null) return stateOf(status).suspended;
  if (list.some(({ owner, state }) => owner === packets.access.login && state.byOwner)) return true;
  // With him everything under him would be.
  return list.length > 0 && list.every(({ state }) => !state.byOwner) ? false : null;
}

/** What the host must grant, and for what. */
export const PRIVILEGES = [{ name: API_RIGHT, needs: ['accounts', 'emails', 'suspended', 'limits', 'bytes'] }] as const satisfies readonly {
  readonly name: string;
  readonly needs: readonly Need[];
}[];
