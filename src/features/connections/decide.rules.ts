import { z } from 'zod';
import { dateIn } from '../../shared/calendar.ts';
import { type AccountRecord, parseDomain } from '../clients/index.ts';
import type { HostedRow } from '../statuses/index.ts';

type Shown = Pick<HostedRow, 'pack_id' | 'login' | 'domain' | 'other_domains' | 'plan' | 'host_created_at'>;

const Names = z.array(z.string());
/** As long as the form of a client takes them. */
const LONGEST_LOGIN = 64;
const LONGEST_PLAN = 120;
const MOST_NAMES = 200;

function domainOf(shown: string): string {
  return parseDomain(shown)?.display ?? '';
}

function otherDomainsOf({ other_domains }: Shown): string[] {
  return Names.parse(JSON.parse(other_domains))
    .map(domainOf)
    .filter((domain) => domain !== '')
    .slice(0, MOST_NAMES);
}

/** An account of ours as its host shows it now; what the host does not show stays as it was. */
export function mended(account: AccountRecord, shown: Shown): AccountRecord {
  const otherDomains = otherDomainsOf(shown);
  return {
    ...account,
    login: shown.login.slice(0, LONGEST_LOGIN),
    mainDomain: domainOf(shown.domain) || account.mainDomain,
    otherDomains: otherDomains.length === 0 ? account.otherDomains : otherDomains,
    plan: shown.plan === '' ? account.plan : shown.plan.slice(0, LONGEST_PLAN),
  };
}

/** A new account of ours, as its host shows it. The day it was made is the one it has at the host, in UTC. */
export function taken(shown: Shown, { id, now }: { readonly id: string; readonly now: number }): AccountRecord {
  const orderedOn = shown.host_created_at === null ? null : dateIn(shown.host_created_at, 'UTC');
  const empty = { id, packId: shown.pack_id, login: '', mainDomain: '', otherDomains: [], plan: '', orderedOn, status: 'active', createdAt: now };
  return mended(empty, shown);
}
