import type { z } from 'zod';
import type { AccountLimit } from '../../contract/hosted.ts';
import { HostedId } from '../../contract/ids.ts';
import type { UsageRow } from '../../contract/usage.ts';
import type { ReadDb } from '../../db/db.ts';
import { parseLimits } from '../../db/kept-limits.ts';
import { toIso } from '../../shared/dates.ts';
import type { KeptLimit } from '../../shared/panels.ts';
import { hostedByIds, hostedView } from '../statuses/index.ts';
import { type Nearest, nearestLimit, ownLimits, panelLimits } from './limits.rules.ts';
import type { AccountInSpan, PackInSpan } from './snapshot.ts';
import { type DomainTops, readDomainTops } from './sums.repo.ts';
import { readTrends } from './trend.repo.ts';

/** Limits of accounts, and how near they came to them. */
export type LimitShares = ReadonlyMap<number, Nearest>;

/** Most accounts have one of a few sets of limits. */
const parsed = new Map<string, readonly KeptLimit[]>();

function limitsKept(stored: string): readonly KeptLimit[] {
  const known = parsed.get(stored) ?? parseLimits(stored);
  if (parsed.size > 1000) parsed.clear();
  parsed.set(stored, known);
  return known;
}

/** Every limit of an account, whoever's it is. */
export function limitsOf(account: Pick<AccountInSpan, 'id' | 'limits'>, pack: Pick<PackInSpan, 'limits' | 'thresholds' | 'askedAt'>): AccountLimit[] {
  const own = pack.thresholds.get(account.id);
  return [...panelLimits(limitsKept(account.limits), pack.askedAt, own), ...pack.limits, ...(own === undefined ? [] : ownLimits(own, 'account'))];
}

/** How near accounts came to their limits, each in its own window. */
export async function limitShares(db: ReadDb, accounts: readonly AccountInSpan[], all: boolean): Promise<LimitShares> {
  const limits = new Map(accounts.map((account) => [account.id, limitsOf(account, account.pack)]));
  const perDomain = accounts.filter(({ id }) => limits.get(id)?.some(({ scope }) => scope === 'domain'));
  const domains = await domainTops(db, perDomain, all);
  const shares = new Map<number, Nearest>();
  for (const account of accounts) {
    const nearest = nearestLimit(limits.get(account.id) ?? [], topsOf(account, domains.get(account.id)));
    if (nearest !== null) shares.set(account.id, nearest);
  }
  return shares;
}

async function domainTops(db: ReadDb, accounts: readonly AccountInSpan[], all: boolean): Promise<Map<number, DomainTops>> {
  const found = new Map<number, DomainTops>();
  for (const pack of new Set(accounts.map((account) => account.pack))) {
    if (pack.query === null) continue;
    const ids = all ? null : accounts.filter((account) => account.pack === pack).map(({ id }) => id);
    for (const each of await readDomainTops(db, pack.query, ids)) found.set(each.id, each);
  }
  return found;
}

function topsOf({ pack, top, peak, today, figures, oneDomain }: AccountInSpan, domain: DomainTops | undefined) {
  const { grain, windows } = pack.span;
  const hours = grain === 'hour';
  const day = !hours ? top : windows.length === 1 ? today : figures.sent;
  const hour = hours ? top : peak;
  if (domain === undefined) return { hour, day, domainHour: oneDomain ? hour : null, domainDay: oneDomain ? day : null };
  return { hour, day, domainHour: hours ? domain.top : domain.peak, domainDay: !hours ? domain.top : windows.length === 1 ? null : domain.sent };
}

/** Rows of the table for accounts, in the given order. */
export async function usageRows(db: ReadDb, accounts: readonly AccountInSpan[]): Promise<z.input<typeof UsageRow>[]> {
  const ids = accounts.map(({ id }) => id);
  const shown = new Map((await hostedByIds(db, ids)).map((row) => [row.id, hostedView(row)]));
  const shares = await limitShares(db, accounts, false);
  const trends = await readTrends(db, accounts);
  return accounts.flatMap((account) => {
    const hosted = shown.get(account.id);
    if (hosted === undefined) return [];
    const { otherDomains: _domains, emails: _emails, firstSeenAt: _firstSeenAt, ...rest } = hosted;
    const nearest = shares.get(account.id);
    const { coverage, span, askedAt, wholeDays } = account.pack;
    return [
      {
        account: { ...rest, id: HostedId.parse(account.id) },
        state: account.state,
        figures: account.figures,
        failedShare: account.failedShare,
        limit: nearest?.limit ?? null,
        limitShare: nearest?.share ?? null,
        trend: trends.get(account.id) ?? [],
        lastSentAt: account.lastSentAt === null ? null : toIso(account.lastSentAt),
        provenance:
          coverage === null || account.readAt === null
            ? null
            : {
                ...{ origin: coverage.origin, definition: coverage.definition, readAt: toIso(account.readAt), covered: account.covered },
                ...{ from: toIso(span.start), to: toIso(Math.min(span.end, askedAt)), wholeDays },
              },
      },
    ];
  });
}
