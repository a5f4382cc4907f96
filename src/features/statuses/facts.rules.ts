import { z } from 'zod';
import type { PanelAccount } from '../../connectors/connector.ts';
import type { PanelLimit } from '../../shared/panels.ts';
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

/** Columns of an account as its panel shows it, every text one line of bounded length. What was not read is not none: it stays as it is kept. */
export function factsOf(account: PanelAccount, kept: Kept = NOTHING): Facts {
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
    ...limitsOf(account, kept),
    sort_key: fold(login),
    search_key: fold([login, domain, ...otherDomains, ...emails].join(' ')),
  };
}

function limitsOf({ limits, unlimited }: PanelAccount, kept: Kept): Pick<Facts, 'limits' | 'unlimited'> {
  if (limits === null) return { limits: kept.limits, unlimited: kept.unlimited };
  return { limits: withObserved(limitsText(limits), kept.limits), unlimited: unlimited === null ? null : Number(unlimited) };
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

const StoredLimits = z.array(
  z.object({
    count: z.number(),
    seconds: z.number(),
    scope: z.enum(['mailbox', 'domain', 'account']),
    source: z.enum(['set', 'observed']),
  }),
);

/** Limits as they are kept in `hosted_account.limits`. */
export function parseLimits(stored: string): PanelLimit[] {
  return StoredLimits.parse(JSON.parse(stored));
}

/** Limits as they are to be kept; what is no limit is left out. */
export function limitsText(limits: readonly PanelLimit[]): string {
  const plain = limits
    .filter(({ count, seconds }) => Number.isSafeInteger(count) && Number.isSafeInteger(seconds) && count > 0 && seconds > 0)
    .map(({ count, seconds, scope, source }) => ({ count, seconds, scope, source }));
  return JSON.stringify(plain.slice(0, MOST_LIMITS));
}

/** What a panel shows now, and beside it what was once seen in an answer about a limit that was reached: lists of accounts do not hold that. */
export function withObserved(shown: string, kept: string): string {
  if (kept === '[]' || kept === shown) return shown;
  const now = parseLimits(shown);
  const observed = parseLimits(kept).filter(
    (old) => old.source === 'observed' && !now.some((each) => each.source === 'observed' && each.scope === old.scope && each.seconds === old.seconds),
  );
  return limitsText([...now, ...observed]);
}
