import { z } from 'zod';
import { AppError } from '../../shared/app-error.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/durations.ts';
import { count, domain, name, neededCount, neededName, shaped, unreadable, words } from '../answers.ts';
import type { PanelAccess, PanelUsage, UsageReader, UsageWindow } from '../connector.ts';
import { limitIn } from '../exim-limits.ts';
import { ask, chunked } from './calls.ts';

const CALL = 'emailtrack_user_stats';
/** Each chunk counts everything anew, so few and large ones. */
const CHUNK = 1000;
const PAGE = 250;
/** A window that took too long is asked for in halves, so often. */
const PATIENCE = 2;
const SHORTEST_MS = 15 * MINUTE_MS;
/** How far before a silent window traffic is looked for. */
const LOOK_BACK_MS = 3 * DAY_MS;
/** What servers keep unless their owner chose otherwise (`exim_retention_days`). */
const KEPT_DAYS = 10;

/** Whether a key must be there is the business of what reads it. */
const told = z.unknown().optional();

const Row = z.object({
  USER: told,
  DOMAIN: told,
  PRIMARY_DOMAIN: told,
  SENDCOUNT: told,
  SUCCESSCOUNT: told,
  DEFERCOUNT: told,
  FAILCOUNT: told,
  TOTALSIZE: told,
  REACHED_MAXEMAILS: told,
  REACHED_MAXDEFERFAIL: told,
});
type Row = z.infer<typeof Row>;
const Records = z.object({ records: z.array(Row) });

/** Figures of all accounts by domain: messages that were sent, and an event for each recipient and try. */
export function usageReader(access: PanelAccess): UsageReader {
  // Something of this moment is still kept, so that what comes later is too.
  let keptFrom = Number.POSITIVE_INFINITY;
  return {
    kind: 'windows',
    definition: 'messages_events',
    keptDays: KEPT_DAYS,
    silentIsZero: true,
    read: async function* (window, signal) {
      const rows = await readWindow(access, window, { signal });
      if (rows.length > 0) keptFrom = Math.min(keptFrom, window.to);
      for (let from = 0; from < rows.length; from += PAGE) yield rows.slice(from, from + PAGE);
    },
    wasSilent: async (window, signal) => {
      if (keptFrom <= window.to) return true;
      const before = { from: window.to - LOOK_BACK_MS, to: window.to };
      if ((await readWindow(access, before, { signal })).length > 0) keptFrom = Math.min(keptFrom, window.to);
      return keptFrom <= window.to;
    },
  };
}

/** True when the call can be made at all: for the last hour, so that it costs little. */
export async function tryUsage(access: PanelAccess, signal: AbortSignal | undefined): Promise<void> {
  await readOnce(access, { from: access.now() - HOUR_MS, to: access.now() }, signal);
}

/** A window that the server cut short, or did not get through in time, is read in halves, which are added up. `patience`: how often it may be late. */
async function readWindow(access: PanelAccess, window: UsageWindow, { signal, patience = PATIENCE }: Conditions): Promise<readonly PanelUsage[]> {
  const middle = Math.floor((window.from + window.to) / 2 / MINUTE_MS) * MINUTE_MS;
  const divisible = window.to - window.from > SHORTEST_MS && middle > window.from;
  const read = await readOnce(access, window, signal).catch((error: unknown) => {
    if (divisible && patience > 0 && error instanceof AppError && error.code === 'panel_timeout') return null;
    throw error;
  });
  if (read !== null && !read.cut) return read.rows;
  if (!divisible) throw unreadable(CALL, 'cut short however short the time asked for');
  const then = { signal, patience: patience - (read === null ? 1 : 0) };
  const early = await readWindow(access, { from: window.from, to: middle }, then);
  const late = await readWindow(access, { from: middle, to: window.to }, then);
  return addedUp([...early, ...late]);
}

interface Conditions {
  readonly signal: AbortSignal | undefined;
  readonly patience?: number;
}

async function readOnce(
  access: PanelAccess,
  { from, to }: UsageWindow,
  signal: AbortSignal | undefined,
): Promise<{ readonly rows: readonly PanelUsage[]; readonly cut: boolean }> {
  // Both ends always: without a beginning the server adds up all it keeps. Its end belongs to the span, ours does not.
  const span = { starttime: String(Math.ceil(from / 1000)), endtime: String(Math.ceil(to / 1000) - 1) };
  const found = new Map<string, readonly PanelUsage[]>();
  for (let start = 1; ; start += CHUNK) {
    const { data, overflowed } = await ask(access, CALL, { args: { ...span, ...ORDER, ...chunked({ size: CHUNK, start }) }, signal });
    const { records } = shaped(CALL, Records, data);
    const before = found.size;
    for (const row of records) {
      // A row that moved to a later page while mail went on is the same row.
      const key = rowKey(row);
      if (!found.has(key)) found.set(key, usageOf(row));
    }
    if (overflowed) return { rows: [...found.values()].flat(), cut: true };
    if (records.length !== CHUNK) return { rows: addedUp([...found.values()].flat()), cut: false };
    // A server that passes over what page is asked for would be asked for ever.
    if (found.size === before) throw unreadable(CALL, 'the same page again');
  }
}

/** By account and domain, of which a server has one row each: by their counts they would move while mail goes on. */
const ORDER = {
  'api.sort.enable': '1',
  'api.sort.a.field': 'USER',
  'api.sort.a.method': 'lexicographic',
  'api.sort.b.field': 'DOMAIN',
  'api.sort.b.method': 'lexicographic',
} as const;

function rowKey({ USER, DOMAIN, PRIMARY_DOMAIN }: Row): string {
  return [name(USER), name(DOMAIN), name(PRIMARY_DOMAIN)].join(' ');
}

/** Rows that are nobody's account: mail from outside, and the server's own. */
function isNobodys(user: string, domainName: string): boolean {
  return user.startsWith('-') || domainName.startsWith('-');
}

/** What a row says; none of a row that is nobody's. */
export function usageOf(row: Row): readonly PanelUsage[] {
  const login = neededName(CALL, 'USER', row.USER);
  if (isNobodys(login, name(row.DOMAIN))) return [];
  const hourly = reached(row.REACHED_MAXEMAILS);
  const failing = reached(row.REACHED_MAXDEFERFAIL);
  const hourlyLimit = limitIn(hourly);
  return [
    {
      login,
      domain: domain(row.DOMAIN) || domain(row.PRIMARY_DOMAIN),
      sent: neededCount(CALL, 'SENDCOUNT', row.SENDCOUNT),
      delivered: neededCount(CALL, 'SUCCESSCOUNT', row.SUCCESSCOUNT),
      deferred: neededCount(CALL, 'DEFERCOUNT', row.DEFERCOUNT),
      failed: neededCount(CALL, 'FAILCOUNT', row.FAILCOUNT),
      recipients: null,
      bytes: count(row.TOTALSIZE),
      limitReached: [worded('max emails per hour', hourly), worded('max defers and failures per hour', failing)].filter((text) => text !== '').join(', '),
      limit: hourlyLimit === null ? null : { count: hourlyLimit, seconds: 3600, scope: 'domain', source: 'observed' },
    },
  ];
}

/** 0 or 1 by the book, "150/150" or "5/5 (100%)" on real servers. '' = not reached. */
function reached(value: unknown): string {
  const text = value === true ? '1' : words(value, 60);
  return text === '0' ? '' : text;
}

/** In the panel's own words for the limit, as its refusals have them. */
function worded(which: string, text: string): string {
  return text === '' ? '' : text === '1' ? which : `${which} (${text})`;
}

/** One row for each account and domain. */
function addedUp(rows: readonly PanelUsage[]): readonly PanelUsage[] {
  const found = new Map<string, PanelUsage>();
  for (const row of rows) {
    const key = `${row.login} ${row.domain}`;
    const before = found.get(key);
    found.set(key, before === undefined ? row : sumOf(before, row));
  }
  return [...found.values()];
}

function sumOf(one: PanelUsage, other: PanelUsage): PanelUsage {
  const plus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);
  return {
    ...one,
    sent: plus(one.sent, other.sent),
    delivered: plus(one.delivered, other.delivered),
    deferred: plus(one.deferred, other.deferred),
    failed: plus(one.failed, other.failed),
    bytes: plus(one.bytes, other.bytes),
    limitReached: other.limitReached || one.limitReached,
    limit: other.limit ?? one.limit,
  };
}
