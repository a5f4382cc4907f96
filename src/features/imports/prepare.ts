import type { z } from 'zod';
import type { Progress } from '../../contract/common.ts';
import { fail } from '../../contract/fail.ts';
import type { ImportField, ImportOptions, ImportSource } from '../../contract/imports.ts';
import type { ReadDb } from '../../db/db.ts';
import { dateIn } from '../../shared/calendar.ts';
import { fold } from '../../shared/text.ts';
import { packLabels } from '../clients/index.ts';
import type { Core } from '../core.ts';
import type { Stamp } from './absorb.rules.ts';
import { loadBase } from './base.repo.ts';
import { type Reading, type ReadRow, readRow } from './candidate.rules.ts';
import { type Column, describeColumns, headerSignature, isBlank, type Mapping, splitTable, type Table } from './columns.rules.ts';
import { dateOrder } from './dates.rules.ts';
import { judge, type Plan } from './judge.rules.ts';
import { rememberedMapping } from './mapping.repo.ts';
import type { Prepared } from './previews.ts';
import { readSource } from './source.ts';

const SLICE = 2000;

export interface Wanted {
  readonly source: z.infer<typeof ImportSource>;
  readonly options: ImportOptions;
}

export function refuseCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw fail('cancelled', {});
}

/** Stamps of new records. Without ids, for a judgement that will not be stored, a running number is enough. */
export function stampOf(core: Core, options: ImportOptions, stored: { readonly batchId: string } | null): Stamp {
  const now = core.clock.now();
  let running = 0;
  const next = stored === null ? () => String(++running) : () => core.ids.next();
  return { now, today: dateIn(now, core.clock.timeZone()), batchId: stored?.batchId ?? null, language: options.language, next };
}

async function packsByName(db: ReadDb, packId: string): Promise<Map<string, string>> {
  const labels = await packLabels(db);
  if (!labels.has(packId)) throw fail('pack_not_found', {});
  const packs = await db.selectFrom('pack').innerJoin('host', 'host.id', 'pack.host_id').select(['pack.id', 'pack.name', 'host.name as host']).execute();
  const byName = new Map<string, string>();
  // Of packs that share a name the chosen one is meant.
  for (const pack of packs) if (!byName.has(fold(pack.name)) || pack.id === packId) byName.set(fold(pack.name), pack.id);
  for (const pack of packs) byName.set(fold(`${pack.host} / ${pack.name}`), pack.id);
  return byName;
}

function columnsOf(columns: readonly Column[]): Partial<Record<ImportField, number>> {
  const columnOf: Partial<Record<ImportField, number>> = {};
  for (const { field, index } of columns) if (field !== null) columnOf[field] = index;
  return columnOf;
}

function readingOf(table: Table, columns: readonly Column[], base: Pick<Reading, 'packId' | 'packs'>): Reading {
  const columnOf = columnsOf(columns);
  const dates = columnOf.orderedOn;
  const values = dates === undefined ? [] : table.data.map((row) => row.cells[dates] ?? '');
  return { ...base, columnOf, width: table.width, dateOrder: dateOrder(values) };
}

/** Reads and judges a source. Yields progress, returns what is kept of it. Writes nothing. */
export async function* prepare(core: Core, wanted: Wanted, signal: AbortSignal | undefined): AsyncGenerator<Progress, Prepared, void> {
  const { options } = wanted;
  yield { kind: 'progress', phase: 'reading', done: 0, total: 0 };
  const packs = await packsByName(core.db.read, options.packId);
  const source = await readSource(core, wanted, signal);
  refuseCancelled(signal);
  await core.clock.yield();
  const table = splitTable(source.records, options.headerRow);
  const signature = headerSignature(table);
  const remembered = await rememberedMapping(core.db.read, signature);
  const columns = describeColumns(table, { chosen: options.mapping ?? {}, remembered });
  const reading = readingOf(table, columns, { packId: options.packId, packs });
  const reads = yield* readRows(core, { table, reading, signal });
  const base = await loadBase(core.db.read, reads);
  const plan = yield* judged(core, judge(reads, { base, choices: options, stamp: stampOf(core, options, null) }), { total: reads.length, signal });
  const { records: _, ...facts } = source;
  const preview: Prepared['preview'] = {
    ...facts,
    previewId: core.ids.next(),
    headerRow: table.headerRow,
    columns,
    dataRows: table.data.reduce((count, row) => (isBlank(row) ? count : count + 1), 0),
    totals: plan.totals,
    remembered: columns.some(({ foundBy }) => foundBy === 'remembered'),
  };
  return { preview, options, signature, mapping: mappingOf(columns), table, reads, rows: plan.rows };
}

function mappingOf(columns: readonly Column[]): Mapping {
  return Object.fromEntries(columns.map(({ index, field }) => [String(index), field]));
}

interface RowReading {
  readonly table: Table;
  readonly reading: Reading;
  readonly signal: AbortSignal | undefined;
}

async function* readRows(core: Core, { table, reading, signal }: RowReading): AsyncGenerator<Progress, ReadRow[], void> {
  const reads: ReadRow[] = [];
  for (const row of table.data) {
    reads.push(readRow(row, reading));
    if (reads.length % SLICE !== 0) continue;
    refuseCancelled(signal);
    yield { kind: 'progress', phase: 'reading', done: reads.length, total: table.data.length };
    await core.clock.yield();
  }
  return reads;
}

/** Runs a judgement in slices, with progress between them. */
async function* judged(
  core: Core,
  judging: Generator<number, Plan, void>,
  run: { readonly total: number; readonly signal: AbortSignal | undefined },
): AsyncGenerator<Progress, Plan, void> {
  for (;;) {
    const step = judging.next();
    if (step.done === true) return step.value;
    refuseCancelled(run.signal);
    yield { kind: 'progress', phase: 'judging', done: step.value, total: run.total };
    await core.clock.yield();
  }
}
