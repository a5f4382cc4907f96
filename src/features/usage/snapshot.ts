import type { Figures } from '../../contract/usage.ts';
import type { ReadDb } from '../../db/db.ts';
import { HOSTED_STATES, type HostedState as State } from '../../shared/panels.ts';
import type { Core } from '../core.ts';
import { type Coverage, coverageOf } from './coverage.rules.ts';
import { NOTHING_KNOWN, silentFigures, sumFigures } from './figures.rules.ts';
import { type PackFacts, readPacks } from './packs.repo.ts';
import { type Span, type SpanWindows, spanInDays, spanWindows } from './span.rules.ts';
import { publishedBefore, readReads, readSums, type Sums, type SumsQuery } from './sums.repo.ts';

/** A pack in a span. */
export interface PackInSpan extends PackFacts {
  readonly span: SpanWindows;
  /** Hours were asked for, and only days are known. */
  readonly wholeDays: boolean;
  /** The day that runs, where the span is shorter. */
  readonly today: SpanWindows | null;
  /** null = nothing was read in this span. */
  readonly coverage: Coverage | null;
  /** What its figures are made of; null without any. */
  readonly query: SumsQuery | null;
}

/** An account in a span, as far as every row of a long table needs it. */
export interface AccountInSpan {
  readonly id: number;
  readonly pack: PackInSpan;
  readonly state: State;
  readonly missing: boolean;
  readonly lastSentAt: number | null;
  /** As stored. */
  readonly limits: string;
  readonly oneDomain: boolean;
  readonly figures: Figures;
  readonly failedShare: number | null;
  /** Part of the span that is known, 0…1. */
  readonly covered: number;
  readonly readAt: number | null;
  /** Most in one window; most in one hour of a day; today's, where the span is an hour. */
  readonly top: number | null;
  readonly peak: number | null;
  readonly today: number | null;
}

/** All accounts in a span, by login. Epoch milliseconds. */
export interface Snapshot {
  readonly span: Span;
  readonly now: number;
  readonly from: number;
  readonly to: number;
  readonly accounts: readonly AccountInSpan[];
}

/** Adds up what every account sent in a span, once for all sorts and filters of it. */
export async function takeSnapshot(core: Pick<Core, 'clock'>, db: ReadDb, span: Span): Promise<Snapshot> {
  const now = core.clock.now();
  const summed = new Map<string, Summed>();
  for (const pack of await readPacks(core, db)) summed.set(pack.id, await sumUp(db, await packInSpan(db, pack, { span, now })));
  const rows = await baseRows(db);
  const accounts = rows.flatMap((row) => {
    const pack = summed.get(row.pack_id);
    return pack === undefined ? [] : [accountInSpan(row, pack)];
  });
  const packs = [...summed.values()].map(({ pack }) => pack);
  const asked = packs.filter(({ wholeDays }) => !wholeDays);
  const spans = packs.length === 0 ? [spanWindows(span, now, core.clock.timeZone())] : (asked.length === 0 ? packs : asked).map((pack) => pack.span);
  return { span, now, from: Math.min(...spans.map(({ start }) => start)), to: Math.min(now, Math.max(...spans.map(({ end }) => end))), accounts };
}

/** What of a pack is known in a span. */
export async function packInSpan(db: ReadDb, pack: PackFacts, { span, now }: Pick<Snapshot, 'span' | 'now'>): Promise<PackInSpan> {
  const { windows, coverage, wholeDays } = await windowsKnown(db, pack, { span, now });
  const today = span === 'hour' ? spanWindows('day', now, pack.zone) : null;
  if (coverage === null) return { ...pack, span: windows, wholeDays, today, coverage, query: null };
  const { start, end, grain } = windows;
  return {
    ...pack,
    span: windows,
    wholeDays,
    today,
    coverage,
    query: { packId: pack.id, grain, start, end, definition: coverage.definition, namedStarts: coverage.namedStarts },
  };
}

/** The windows of a span of which something is known: days in place of hours where a panel or reports tell nothing else. */
async function windowsKnown(db: ReadDb, pack: PackFacts, { span, now }: Pick<Snapshot, 'span' | 'now'>) {
  const cover = async (windows: SpanWindows) => coverageOf(windows.windows, await readReads(db, pack.id, windows), now);
  const windows = spanWindows(span, now, pack.zone);
  const coverage = await cover(windows);
  const days = coverage === null ? spanInDays(span, now, pack.zone) : null;
  const inDays = days === null ? null : await cover(days);
  return days === null || inDays === null ? { windows, coverage, wholeDays: false } : { windows: days, coverage: inDays, wholeDays: true };
}

interface Summed {
  readonly pack: PackInSpan;
  readonly sums: ReadonlyMap<number, Sums>;
  readonly today: ReadonlyMap<number, Sums>;
  /** What the panel tells of anybody: of this, silence is 0. */
  readonly silent: Figures;
}

async function sumUp(db: ReadDb, pack: PackInSpan): Promise<Summed> {
  const { query, today } = pack;
  if (query === null) return { pack, sums: new Map(), today: new Map(), silent: NOTHING_KNOWN };
  const sums = await readSums(db, query);
  const days = today === null ? [] : await readSums(db, { ...query, grain: today.grain, start: today.start, end: today.end });
  const published = sums.length === 0 ? await publishedBefore(db, query) : sumFigures(sums);
  const byId = (rows: readonly Sums[]) => new Map(rows.map((each) => [each.id, each]));
  return { pack, sums: byId(sums), today: byId(days), silent: silentFigures(published) };
}

interface BaseRow {
  readonly id: number;
  readonly pack_id: string;
  readonly state: string;
  readonly missing_since: number | null;
  readonly last_sent_at: number | null;
  readonly limits: string;
  readonly other_domains: string;
}

async function baseRows(db: ReadDb): Promise<BaseRow[]> {
  return await db
    .selectFrom('hosted_account')
    .select(['id', 'pack_id', 'state', 'missing_since', 'last_sent_at', 'limits', 'other_domains'])
    .where('ended_at', 'is', null)
    .orderBy('sort_key')
    .orderBy('id')
    .execute();
}

function accountInSpan(row: BaseRow, { pack, sums, today, silent }: Summed): AccountInSpan {
  const own = sums.get(row.id) ?? null;
  const missing = row.missing_since !== null;
  const everybody = pack.coverage?.everybody ?? 0;
  // Whoever is not in the lists any more is not in the figures either: his silence says nothing.
  const figures = own ?? (everybody > 0 && !missing ? silent : NOTHING_KNOWN);
  const { delivered, failed } = figures;
  const decided = delivered === null || failed === null ? 0 : delivered + failed;
  return {
    id: row.id,
    pack,
    state: HOSTED_STATES.find((state) => state === row.state) ?? 'unknown',
    missing,
    lastSentAt: row.last_sent_at,
    limits: row.limits,
    oneDomain: row.other_domains === '[]',
    figures,
    failedShare: decided === 0 || failed === null ? null : failed / decided,
    covered: coveredOf(pack, own, missing),
    readAt: own?.readAt ?? (figures === NOTHING_KNOWN ? null : (pack.coverage?.readAt ?? null)),
    top: own === null ? figures.sent : own.top,
    peak: own === null ? figures.sent : own.peak,
    today: today.get(row.id)?.top ?? figures.sent,
  };
}

function coveredOf({ coverage, span }: PackInSpan, own: Sums | null, missing: boolean): number {
  if (coverage === null) return 0;
  if (missing) return own === null ? 0 : own.windows / span.windows.length;
  const named = own === null || coverage.namedStarts.length === 0 ? 0 : (coverage.named * own.named) / coverage.namedStarts.length;
  return Math.min(1, coverage.everybody + named);
}
