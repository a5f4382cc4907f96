import type { ReadDb } from '../../db/db.ts';
import { GRAIN_S, type Grain } from '../../shared/grain.ts';

/** Figures of a window that may be a spike. Epoch milliseconds. */
export interface Candidate {
  readonly hostedId: number;
  readonly grain: Grain;
  readonly start: number;
  readonly sent: number;
  /** False while the window goes on. */
  readonly complete: boolean;
  readonly readAt: number;
  readonly definition: string;
}

export interface CandidateQuery {
  readonly packId: string;
  readonly grain: Grain;
  /** Windows from then on, that were read since `readFrom`, with at least so many messages. */
  readonly from: number;
  readonly readFrom: number;
  readonly least: number;
}

const seconds = (ms: number): number => Math.floor(ms / 1000);

function seriesOf(db: ReadDb, packId: string) {
  return db
    .selectFrom('hosted_account')
    .innerJoin('usage_series', (join) => join.onRef('usage_series.hosted_id', '=', 'hosted_account.id').on('usage_series.domain', '=', ''))
    .innerJoin('usage', 'usage.series_id', 'usage_series.id')
    .where('hosted_account.pack_id', '=', packId)
    .where('hosted_account.ended_at', 'is', null);
}

/** Windows that are large enough to be looked at, oldest first. */
export async function readCandidates(db: ReadDb, query: CandidateQuery): Promise<Candidate[]> {
  const rows = await seriesOf(db, query.packId)
    .where('usage.grain', '=', GRAIN_S[query.grain])
    .where('usage.start_s', '>=', seconds(query.from))
    .where('usage.read_at', '>=', query.readFrom)
    .where('usage.sent', '>=', query.least)
    .select(['hosted_account.id', 'usage.start_s', 'usage.sent', 'usage.complete', 'usage.read_at', 'usage.definition'])
    .orderBy('usage.start_s')
    .execute();
  return rows.map((row) => ({
    hostedId: row.id,
    grain: query.grain,
    start: row.start_s * 1000,
    sent: row.sent ?? 0,
    complete: row.complete === 1,
    readAt: row.read_at,
    definition: row.definition,
  }));
}

export interface PastQuery {
  readonly hostedIds: readonly number[];
  readonly grain: Grain;
  /** Starts of windows, epoch milliseconds. */
  readonly starts: readonly number[];
}

/** Counts of whole windows, by account, then start and definition: windows that count differently teach nothing about each other. */
export async function readWindows(db: ReadDb, { hostedIds, grain, starts }: PastQuery): Promise<Map<number, Map<string, number>>> {
  const found = new Map<number, Map<string, number>>();
  for (let from = 0; from < hostedIds.length; from += CHUNK) {
    const rows = await db
      .selectFrom('usage_series')
      .innerJoin('usage', 'usage.series_id', 'usage_series.id')
      .where('usage_series.hosted_id', 'in', hostedIds.slice(from, from + CHUNK))
      .where('usage_series.domain', '=', '')
      .where('usage.grain', '=', GRAIN_S[grain])
      .where('usage.start_s', 'in', starts.map(seconds))
      .where('usage.complete', '=', 1)
      .select(['usage_series.hosted_id', 'usage.start_s', 'usage.sent', 'usage.definition'])
      .execute();
    for (const row of rows) {
      if (row.sent === null) continue;
      const windows = found.get(row.hosted_id) ?? new Map<string, number>();
      found.set(row.hosted_id, windows.set(windowKey(row.start_s * 1000, row.definition), row.sent));
    }
  }
  return found;
}

const CHUNK = 500;

/** A window and what its figures count. */
export function windowKey(start: number, definition: string): string {
  return `${start} ${definition}`;
}

/** Windows of a pack in which every account was read to the end and silence is zero, by `windowKey`. */
export async function readSilence(db: ReadDb, { packId, grain, from }: { readonly packId: string; readonly grain: Grain; readonly from: number }) {
  const rows = await db
    .selectFrom('usage_read')
    .where('pack_id', '=', packId)
    .where('grain', '=', GRAIN_S[grain])
    .where('start_s', '>=', seconds(from))
    .where('complete', '=', 1)
    .where('silent_is_zero', '=', 1)
    .select(['start_s', 'definition'])
    .execute();
  return new Set(rows.map((row) => windowKey(row.start_s * 1000, row.definition)));
}

/** What an account sent lately; null = not known. `hour` and `day`: the one that goes on, or else the one before it. */
export interface Recent {
  readonly hostedId: number;
  readonly hour: RecentWindow | null;
  readonly day: RecentWindow | null;
  /** Of what was read last of what counts the same. */
  readonly h24: Omit<RecentWindow, 'start' | 'readAt'> | null;
}
export interface RecentWindow {
  readonly start: number;
  readonly readAt: number;
  /** What its figures count. */
  readonly definition: string;
  readonly sent: number | null;
  readonly delivered: number | null;
  readonly failed: number | null;
  readonly recipients: number | null;
}

/** The instants that say what is lately. Epoch milliseconds. */
export interface Lately {
  readonly packId: string;
  readonly h24: number;
  readonly hour: number;
  readonly day: number;
}

/** Lately of every account of a pack that has figures of it. */
export async function readRecent(db: ReadDb, { packId, h24, hour, day }: Lately): Promise<Recent[]> {
  const sums = await readSums(db, { packId, grain: 'hour', from: h24 });
  const hours = await readNewest(db, { packId, grain: 'hour', from: hour });
  const days = await readNewest(db, { packId, grain: 'day', from: day });
  const ids = new Set([...sums.keys(), ...days.keys()]);
  return [...ids].map((hostedId) => ({
    hostedId,
    hour: hours.get(hostedId) ?? null,
    day: days.get(hostedId) ?? null,
    h24: sums.get(hostedId) ?? null,
  }));
}

interface WindowsFrom {
  readonly packId: string;
  readonly grain: Grain;
  readonly from: number;
}

/** Of each account what its windows from then on have together: those that count the same as the one that was read last. */
async function readSums(db: ReadDb, { packId, grain, from }: WindowsFrom): Promise<Map<number, Omit<RecentWindow, 'start' | 'readAt'>>> {
  const rows = await seriesOf(db, packId)
    .where('usage.grain', '=', GRAIN_S[grain])
    .where('usage.start_s', '>=', seconds(from))
    .groupBy(['hosted_account.id', 'usage.definition'])
    .select((eb) => [
      'hosted_account.id',
      'usage.definition',
      eb.fn.max('usage.read_at').as('readAt'),
      eb.fn.sum<number | null>('usage.sent').as('sent'),
      eb.fn.sum<number | null>('usage.delivered').as('delivered'),
      eb.fn.sum<number | null>('usage.failed').as('failed'),
      eb.fn.sum<number | null>('usage.recipients').as('recipients'),
    ])
    .orderBy('readAt')
    .execute();
  return new Map(rows.map(({ id, readAt: _readAt, ...sum }) => [id, sum]));
}

/** Of each account the newest window from then on. */
async function readNewest(db: ReadDb, { packId, grain, from }: WindowsFrom): Promise<Map<number, RecentWindow>> {
  const rows = await seriesOf(db, packId)
    .where('usage.grain', '=', GRAIN_S[grain])
    .where('usage.start_s', '>=', seconds(from))
    .select(['hosted_account.id', 'usage.start_s', 'usage.read_at', 'usage.definition'])
    .select(['usage.sent', 'usage.delivered', 'usage.failed', 'usage.recipients'])
    .orderBy('usage.start_s')
    .execute();
  // The last of each account stays.
  return new Map(rows.map(({ id, ...row }) => [id, windowOf(row)]));
}

type WindowRow = Omit<RecentWindow, 'start' | 'readAt'> & { readonly start_s: number; readonly read_at: number };

function windowOf({ start_s, read_at, ...figures }: WindowRow): RecentWindow {
  return { ...figures, start: start_s * 1000, readAt: read_at };
}

/** The domain of an account that sent most in the newest window. */
export interface Busiest {
  readonly domain: string;
  readonly window: RecentWindow;
}

/** Of each account whose domains are told apart, the busiest one in windows from `from` on. */
export async function readBusiest(db: ReadDb, { packId, grain, from }: WindowsFrom): Promise<Map<number, Busiest>> {
  const rows = await db
    .selectFrom('hosted_account')
    .innerJoin('usage_series', 'usage_series.hosted_id', 'hosted_account.id')
    .innerJoin('usage', 'usage.series_id', 'usage_series.id')
    .where('hosted_account.pack_id', '=', packId)
    .where('hosted_account.ended_at', 'is', null)
    .where('usage_series.domain', '<>', '')
    .where('usage.grain', '=', GRAIN_S[grain])
    .where('usage.start_s', '>=', seconds(from))
    .where('usage.sent', '>', 0)
    .select(['hosted_account.id', 'usage_series.domain', 'usage.start_s', 'usage.read_at', 'usage.definition'])
    .select(['usage.sent', 'usage.delivered', 'usage.failed', 'usage.recipients'])
    .orderBy('usage.start_s')
    .orderBy('usage.sent')
    .execute();
  // The last is the newest and, of its window, the largest.
  return new Map(rows.map(({ id, domain, ...row }) => [id, { domain, window: windowOf(row) }]));
}

/** What one account sent in windows of a grain that begin from `from` on and before `to`, in epoch milliseconds. */
export interface Within {
  readonly hostedId: number;
  readonly grain: Grain;
  readonly from: number;
  readonly to: number;
}

export async function sentWithin(db: ReadDb, { hostedId, grain, from, to }: Within): Promise<number> {
  const row = await db
    .selectFrom('usage_series')
    .innerJoin('usage', 'usage.series_id', 'usage_series.id')
    .where('usage_series.hosted_id', '=', hostedId)
    .where('usage_series.domain', '=', '')
    .where('usage.grain', '=', GRAIN_S[grain])
    .where('usage.start_s', '>=', seconds(from))
    .where('usage.start_s', '<', seconds(to))
    .select((eb) => eb.fn.sum<number | null>('usage.sent').as('sent'))
    .executeTakeFirst();
  return row?.sent ?? 0;
}

/** When figures of a pack were last read; 0 = never. */
export async function figuresReadAt(db: ReadDb, packId: string): Promise<number> {
  const read = await db
    .selectFrom('usage_read')
    .where('pack_id', '=', packId)
    .select((eb) => eb.fn.max<number | null>('read_at').as('at'))
    .executeTakeFirst();
  // Reading takes minutes now and then: what counts is when it was over.
  const asked = await db
    .selectFrom('poll')
    .where('pack_id', '=', packId)
    .where('kind', '=', 'usage')
    .where('outcome', '=', 'ok')
    .select((eb) => eb('at', '+', eb.ref('ms')).as('over'))
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return Math.max(read?.at ?? 0, asked?.over ?? 0);
}
