import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { ReadDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import type { Definition } from '../../shared/panels.ts';
import { wilsonLowerBound } from '../alerts/index.ts';
import type { Core } from '../core.ts';
import { sumFigures } from './figures.rules.ts';
import { alertedIds, clientIds, clientOrder, foundIds } from './filter.repo.ts';
import { type LimitShares, limitShares, usageRows } from './rows.ts';
import { type AccountInSpan, type Snapshot, takeSnapshot } from './snapshot.ts';

export type Overview = Handlers<Contract['usage']>['overview'];
export type OverviewQuery = Parameters<Overview>[0];
/** Which accounts, and in what order. */
export type Question = Omit<OverviewQuery, 'offset' | 'limit'>;

/** From so much of a limit on, an account is near it. */
const NEAR_LIMIT = 0.8;
/** Fewer failures are no sign, whatever their share. */
const FAILING_LEAST = 10;
/** Surely more than this share failed. */
const FAILING_SHARE = 0.05;
/** Who sent nothing in less than this part of a span is not known to have been silent in it. */
const SILENT_COVERED = 0.9;
/** Snapshots are of an instant: the hour goes on. */
const FRESH_MS = 30_000;
const REMEMBERED = 8;

/** The accounts of a question, in order. */
export interface Answered {
  readonly snapshot: Snapshot;
  readonly accounts: readonly AccountInSpan[];
  /** Of all of them, apart for each definition: what counts differently is never added up. Recipients of one account may be those of another. */
  readonly sums: Awaited<ReturnType<Overview>>['sums'];
}

/** Adding up touches every account; it is done once for each span and state of the database, and sorted once for each question. */
export function rememberedAnswers(core: Core): (question: Question) => Promise<Answered> {
  const answers = new Map<string, Promise<Answered>>();
  const snapshots = new Map<string, Promise<Snapshot>>();
  let standing = -1;
  let begunAt = 0;
  return async (question) => {
    const revision = await core.db.revision();
    const now = core.clock.now();
    if (revision !== standing || now - begunAt > FRESH_MS || now < begunAt) {
      answers.clear();
      snapshots.clear();
      standing = revision;
      begunAt = now;
    }
    const snapshot = remember(snapshots, question.span, () => takeSnapshot(core, core.db.read, question.span));
    return remember(answers, JSON.stringify(question), async () => answer(core.db.read, await snapshot, question));
  };
}

function remember<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const found = known.get(key) ?? make();
  known.set(key, found);
  found.catch(() => known.delete(key));
  const oldest = known.keys().next().value;
  if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
  return found;
}

async function answer(db: ReadDb, snapshot: Snapshot, question: Question): Promise<Answered> {
  const { filter, sort, descending } = question;
  const needsShares = sort === 'limit_share' || filter.only.includes('near_limit');
  const shares: LimitShares = needsShares ? await limitShares(db, snapshot.accounts, true) : new Map();
  const wanted = await matching(db, snapshot.accounts, { filter, shares });
  return { snapshot, accounts: await sorted(db, wanted, { sort, descending, shares }), sums: sumsOf(wanted) };
}

async function matching(
  db: ReadDb,
  accounts: readonly AccountInSpan[],
  { filter, shares }: { readonly filter: Question['filter']; readonly shares: LimitShares },
) {
  const { hostId, packId, clientId, states, only, search } = filter;
  const found = search.trim() === '' ? null : await foundIds(db, search);
  const ofClient = clientId === undefined ? null : await clientIds(db, clientId);
  const alerted = only.includes('with_alert') ? await alertedIds(db) : null;
  const passes = (each: AccountInSpan): boolean => only.every((name) => SIGNS[name](each, shares, alerted));
  return accounts.filter(
    (each) =>
      (hostId === undefined || each.pack.hostId === hostId) &&
      (packId === undefined || each.pack.id === packId) &&
      (states.length === 0 || states.includes(each.state)) &&
      (found === null || found.has(each.id)) &&
      (ofClient === null || ofClient.has(each.id)) &&
      passes(each),
  );
}

type Sign = (account: AccountInSpan, shares: LimitShares, alerted: ReadonlySet<number> | null) => boolean;

const SIGNS: Readonly<Record<Question['filter']['only'][number], Sign>> = {
  near_limit: ({ id }, shares) => (shares.get(id)?.share ?? 0) >= NEAR_LIMIT,
  failing: ({ figures: { failed, delivered } }) =>
    failed !== null && delivered !== null && failed >= FAILING_LEAST && wilsonLowerBound(failed, failed + delivered) > FAILING_SHARE,
  with_alert: ({ id }, _shares, alerted) => alerted?.has(id) === true,
  silent: ({ figures, covered }) => figures.sent === 0 && covered >= SILENT_COVERED,
  not_published: ({ figures }) => figures.sent === null,
  not_seen: ({ missing }) => missing,
};

interface Order {
  readonly sort: Question['sort'];
  readonly descending: boolean;
  readonly shares: LimitShares;
}

/** Accounts come in by login. What is not known stands last either way: it is neither much nor little. */
async function sorted(db: ReadDb, accounts: readonly AccountInSpan[], { sort, descending, shares }: Order): Promise<readonly AccountInSpan[]> {
  if (sort === 'login') return descending ? accounts.toReversed() : accounts;
  const clients = sort === 'client' ? await clientOrder(db) : null;
  const value = (account: AccountInSpan): number | null => (clients === null ? sortValue(account, sort, shares) : (clients.get(account.id) ?? null));
  const keyed = accounts.map((account, index) => ({ account, index, value: value(account) }));
  const sign = descending ? -1 : 1;
  keyed.sort((a, b) => {
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null) || a.index - b.index;
    return sign * (a.value - b.value) || a.index - b.index;
  });
  return keyed.map(({ account }) => account);
}

function sortValue(account: AccountInSpan, sort: Question['sort'], shares: LimitShares): number | null {
  switch (sort) {
    case 'sent':
    case 'delivered':
    case 'deferred':
    case 'failed':
    case 'recipients':
      return account.figures[sort];
    case 'failed_share':
      return account.failedShare;
    case 'limit_share':
      return shares.get(account.id)?.share ?? null;
    case 'last_sent':
      return account.lastSentAt;
    case 'login':
    case 'client':
      return null;
  }
}

/** One window of the table. */
export async function overview(db: ReadDb, { snapshot, accounts, sums }: Answered, window: Pick<OverviewQuery, 'offset' | 'limit'>): ReturnType<Overview> {
  const page = accounts.slice(window.offset, window.offset + window.limit);
  return { total: accounts.length, rows: await usageRows(db, page), sums, from: toIso(snapshot.from), to: toIso(snapshot.to) };
}

function sumsOf(accounts: readonly AccountInSpan[]): Answered['sums'] {
  const apart = new Map<string, { readonly definition: Definition; readonly wholeDays: boolean; readonly same: AccountInSpan[] }>();
  for (const account of accounts) {
    const { coverage, wholeDays } = account.pack;
    if (coverage === null || account.readAt === null) continue;
    const { definition } = coverage;
    const key = `${definition} ${wholeDays}`;
    const sum = apart.get(key) ?? { definition, wholeDays, same: [] };
    sum.same.push(account);
    apart.set(key, sum);
  }
  return [...apart.values()].map(({ definition, wholeDays, same }) => ({
    ...{ definition, wholeDays },
    accounts: same.length,
    figures: { ...sumFigures(same.map(({ figures }) => figures)), recipients: null },
    packs: [...new Set(same.map(({ pack }) => pack.name))],
  }));
}
