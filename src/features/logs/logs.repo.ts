import { fail } from '../../contract/fail.ts';
import { LogId, PackId } from '../../contract/ids.ts';
import { LogFormat, type LogSummary } from '../../contract/logs.ts';
import type { ReadDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import { instant, instantOrNull, lineView, StoredAbsent, StoredFiles, StoredGaps, StoredLimits, StoredMarks, StoredUnattributed } from './stored.rules.ts';

function scans(db: ReadDb) {
  return db
    .selectFrom('log_scan')
    .leftJoin('pack', 'pack.id', 'log_scan.pack_id')
    .where('log_scan.ready', '=', 1)
    .selectAll('log_scan')
    .select(['pack.name as packName'])
    .select((eb) =>
      eb
        .selectFrom('log_account')
        .whereRef('log_account.log_id', '=', 'log_scan.id')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .as('accounts'),
    );
}

type ScanRow = Awaited<ReturnType<ReturnType<typeof scans>['execute']>>[number];

function summaryView(row: ScanRow): LogSummary {
  const files = StoredFiles.parse(JSON.parse(row.files));
  const unattributed = StoredUnattributed.parse(JSON.parse(row.unattributed));
  return {
    id: LogId.parse(row.id),
    packId: row.pack_id === null ? null : PackId.parse(row.pack_id),
    packName: row.packName ?? '',
    format: LogFormat.parse(row.format),
    files: files.map((file) => ({ ...file, from: instantOrNull(file.from), to: instantOrNull(file.to) })),
    lines: row.lines,
    skipped: row.skipped,
    from: instantOrNull(row.from_s),
    to: instantOrNull(row.to_s),
    zone: row.zone,
    accounts: row.accounts ?? 0,
    gaps: StoredGaps.parse(JSON.parse(row.gaps)).map(({ kind, from, to }) => ({ kind, from: instant(from), to: instant(to) })),
    absent: StoredAbsent.parse(JSON.parse(row.absent)),
    unattributed: { ...unattributed, examples: unattributed.examples.map((line) => lineView(line, files)) },
    author: row.author,
    readAt: toIso(row.read_at),
  };
}

/** Logs that were read, newest first. */
export async function listLogs(db: ReadDb, packId: string | undefined): Promise<LogSummary[]> {
  const rows = await scans(db)
    .$if(packId !== undefined, (query) => query.where('log_scan.pack_id', '=', packId ?? ''))
    .orderBy('log_scan.read_at', 'desc')
    .orderBy('log_scan.id', 'desc')
    .execute();
  return rows.map(summaryView);
}

/** Throws `log_not_found`. */
export async function getLog(db: ReadDb, id: string): Promise<LogSummary> {
  const row = await scans(db).where('log_scan.id', '=', id).executeTakeFirst();
  if (row === undefined) throw fail('log_not_found', {});
  return summaryView(row);
}

/** What is stored of a log as a whole. Throws `log_not_found`. */
export async function findLog(db: ReadDb, id: string) {
  const row = await db.selectFrom('log_scan').selectAll().where('id', '=', id).where('ready', '=', 1).executeTakeFirst();
  if (row === undefined) throw fail('log_not_found', {});
  return {
    id: row.id,
    packId: row.pack_id,
    zone: row.zone,
    from: row.from_s,
    to: row.to_s,
    lines: row.lines,
    skipped: row.skipped,
    readAt: row.read_at,
    files: StoredFiles.parse(JSON.parse(row.files)),
    gaps: StoredGaps.parse(JSON.parse(row.gaps)),
    limits: StoredLimits.parse(JSON.parse(row.limits)),
    marks: StoredMarks.parse(JSON.parse(row.marks)),
    absent: StoredAbsent.parse(JSON.parse(row.absent)),
    unattributed: StoredUnattributed.parse(JSON.parse(row.unattributed)),
  };
}
export type FoundLog = Awaited<ReturnType<typeof findLog>>;
