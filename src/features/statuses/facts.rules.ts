import { z } from 'zod';
import type { PanelAccount } from '../../connectors/connector.ts';
import { parseLimits } from '../../db/kept-limits.ts';
import type { KeptLimit, PanelLimit } from '../../shared/panels.ts';
import { clip, fold, singleLine } from '../../shared/text.ts';

/** What a panel may send is bounded: names as long as a domain may be, and so many of them. */
const LONGEST = 254;
const MOST = 500;
const MOST_LIMITS = 20;

/** What is kept of an account beside its state, as columns of `hosted_account`. */
export interface Facts {
  readonly login: string;
  readonly birth: string;
  readonly domain: string;
  readonly other_domains: string;
  readonly emails: string;
  readonly owner: string;
  readonly plan: string;
  readonly own: number;
  readonly host_created_at: number | null;
  readonly limits: string;
  readonly unlimited: number | null;
  readonly sort_key: string;
  readonly search_key: string;
}

const line = (value: string): string => clip(singleLine(value), LONGEST);
const lines = (values: readonly string[]): string[] => [...new Set(values.map(line).filter((value) => value !== ''))].slice(0, MOST);

/** The login as accounts are told apart by. */
export function loginOf(login: string): string {
  return line(login);
}

/** What is kept of an account from before: of what a panel does not tell this time it stays. */
export type Kept = Pick<Facts, 'birth' | 'domain' | 'other_domains' | 'emails' | 'owner' | 'plan' | 'host_created_at' | 'limits' | 'unlimited'>;

const NOTHING: Kept = { birth: '', domain: '', other_domains: '[]', emails: '[]', owner: '', plan: '', host_created_at: null, limits: '[]', unlimited: null };

/** What is known of an account before, and when it is shown again. Epoch milliseconds. */
export interface KeptAt {
  readonly kept: Kept;
  readonly at: number;
}

/** Columns of an account as its panel shows it, every text one line of bounded length. What was not read is not none: it stays as it is kept. */
export function factsOf(account: PanelAccount, before: KeptAt | null = null): Facts {
  const kept = before?.kept ?? NOTHING;
  const login = loginOf(account.login);
  const domain = line(account.domain).toLowerCase() || kept.domain;
  const otherDomains = account.otherDomains === null ? namesIn(kept.other_domains) : lines(account.otherDomains.map((each) => each.toLowerCase())).sort();
  const emails = account.emails === null ? namesIn(kept.emails) : lines(account.emails);
  return {
    login,
    birth: line(account.birth) || kept.birth,
    domain,
    other_domains: JSON.stringify(otherDomains),
    emails: JSON.stringify(emails),
    owner: line(account.owner) || kept.owner,
    plan: line(account.plan) || kept.plan,
    own: Number(account.own),
    host_created_at: account.createdAt ?? kept.host_created_at,
    ...limitsOf(account, before),
    sort_key: fold(login),
    search_key: fold([login, domain, ...otherDomains, ...emails].join(' ')),
  };
}

function limitsOf({ limits, unlimited }: PanelAccount, before: KeptAt | null): Pick<Facts, 'limits' | 'unlimited'> {
  const { kept } = before ?? { kept: NOTHING };
  if (limits === null) return { limits: kept.limits, unlimited: kept.unlimited };
  const shown = limitsText(limits);
  return { limits: before === null ? shown : withKept(shown, kept.limits, before.at), unlimited: unlimited === null ? null : Number(unlimited) };
}

const Names = z.array(z.string());
const namesIn = (stored: string): string[] => Names.parse(JSON.parse(stored));

/**
 * Whether a birth tells that the account is another one than was kept under its login. What one panel tells at one time (`start:`) and another at another
 * (`uid:`) cannot be compared.
 */
export function isAnotherBirth(kept: string, shown: string): boolean {
  return kept !== '' && shown !== '' && kept !== shown && kindOf(kept) === kindOf(shown);
}

/** Whether no two accounts have this birth, so that an account is known by it even when its login is another one now. */
export function isIdentity(birth: string): boolean {
  return kindOf(birth) === 'guid';
}

function kindOf(birth: string): string {
  return /^(start|uid|guid):/.exec(birth)?.[1] ?? '';
}

/** Limits as they are to be kept; what is no limit is left out. */
export function limitsText(limits: readonly (PanelLimit & { readonly at?: number })[]): string {
  const plain = limits
    .filter(({ count, seconds }) => Number.isSafeInteger(count) && Number.isSafeInteger(seconds) && count > 0 && seconds > 0)
    .map(({ count, seconds, scope, source, at = 0 }) => ({ count, seconds, scope, source, ...(at > 0 ? { at } : {}) }));
  return JSON.stringify(plain.slice(0, MOST_LIMITS));
}

const isOf = (a: PanelLimit, b: PanelLimit): boolean => a.scope === b.scope && a.seconds === b.seconds;

/**
 * What a panel shows at an instant, beside it what was seen in an answer about a limit that was reached: lists of accounts do not hold that. Where the panel
 * shows another limit than before, that is the newer one.
 */
export function withKept(shown: string, kept: string, at: number): string {
  if (kept === shown) return shown;
  const was = parseLimits(kept);
  const setOf = (limits: readonly PanelLimit[], of: PanelLimit): readonly PanelLimit[] => limits.filter((each) => each.source === 'set' && isOf(each, of));
  const now = parseLimits(shown).map((limit) => ({ ...limit, at: sinceWhen(limit, was, at) }));
  const observed = was.filter((old) => old.source === 'observed' && countsIn(setOf(was, old)) === countsIn(setOf(now, old)));
  return limitsText([...now, ...observed]);
}

function sinceWhen(limit: PanelLimit, was: readonly KeptLimit[], at: number): number {
  return was.find((each) => each.source === limit.source && isOf(each, limit) && each.count === limit.count)?.at ?? at;
}

function countsIn(limits: readonly PanelLimit[]): string {
  return limits
    .map(({ count }) => count)
    .sort((a, b) => a - b)
    .join(' ');
}

/** Beside what is kept a limit that was named at an instant; null = what is kept is as new. */
export function withNamed(kept: string, named: KeptLimit): string | null {
  const known = parseLimits(kept);
  if (known.some((each) => isOf(each, named) && each.at >= named.at)) return null;
  // One that is set is as old as it is this one.
  if (named.source === 'set' && known.some((each) => each.source === 'set' && isOf(each, named) && each.count === named.count)) return null;
  return limitsText([...known.filter((each) => each.source !== named.source || !isOf(each, named)), named]);
}
