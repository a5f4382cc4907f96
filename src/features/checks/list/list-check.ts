import type { z } from 'zod';
import type { ListCheck, ListInput } from '../../../contract/checks.ts';
import type { Progress } from '../../../contract/common.ts';
import { fail } from '../../../contract/fail.ts';
import type { Handlers } from '../../../contract/handlers.ts';
import type { Contract } from '../../../contract/index.ts';
import { addMonths, dateIn } from '../../../shared/calendar.ts';
import { csvOf, guardTextCell, listSeparator } from '../../../shared/cells.ts';
import { LIST_FIELDS, LIST_PROBLEMS } from '../../../shared/lists.ts';
import type { Core } from '../../core.ts';
import { readSource } from '../../imports/index.ts';
import { type ListTable, listTable } from './columns.rules.ts';
import { judgeList, type ListRow } from './list.rules.ts';

type CheckHandlers = Handlers<Contract['checks']>;
type Input = z.output<typeof ListInput>;

/** Addresses with faults that the screen shows; the file for export has them all. */
const SHOWN = 500;
const SLICE = 2000;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface Judged {
  readonly fileName: string;
  readonly table: ListTable;
  readonly rows: readonly ListRow[];
}

/** Reads and judges a list. Throws the errors of files and spreadsheets, `list_without_addresses`, `cancelled`. */
async function* judged(
  core: Core,
  { source, columns, silenceMonths, language }: Input,
  signal: AbortSignal | undefined,
): AsyncGenerator<Progress, Judged, void> {
  yield { kind: 'progress', phase: 'reading', done: 0, total: 0 };
  const { records, fileName } = await readSource(core, { source, options: { language } }, signal);
  const table = listTable(records, columns);
  if (table === null) throw fail('list_without_addresses', {});
  const recentFrom = addMonths(dateIn(core.clock.now(), core.clock.timeZone()), -silenceMonths);
  const rows: ListRow[] = [];
  for (const row of judgeList(table, { recentFrom })) {
    rows.push(row);
    if (rows.length % SLICE !== 0) continue;
    if (signal?.aborted === true) throw fail('cancelled', {});
    yield { kind: 'progress', phase: 'checking', done: rows.length, total: Math.max(rows.length, table.data.length) };
    await core.clock.yield();
  }
  return { fileName, table, rows };
}

/** `checks.list`: counts, and the first addresses with faults. Nothing of the list is kept. */
export async function* checkList(core: Core, input: Input, signal: AbortSignal | undefined): ReturnType<CheckHandlers['list']> {
  yield { kind: 'done', result: resultOf(yield* judged(core, input, signal)) };
}

function resultOf({ fileName, table, rows }: Judged): z.input<typeof ListCheck> {
  const faulty = rows.filter(({ problems }) => problems.length > 0);
  return {
    fileName,
    addresses: rows.length,
    fine: rows.length - faulty.length,
    usable: rows.filter(({ problems }) => !problems.includes('invalid') && !problems.includes('duplicate')).length,
    columns: table.headings.map((heading, index) => ({ index, heading, field: LIST_FIELDS.find((field) => table.columnOf.get(field) === index) ?? null })),
    missing: LIST_FIELDS.filter((field) => !table.columnOf.has(field)),
    counts: LIST_PROBLEMS.map((problem) => ({ problem, count: faulty.filter(({ problems }) => problems.includes(problem)).length })),
    rows: faulty.slice(0, SHOWN).map(({ problems, ...row }) => ({ ...row, problems: [...problems] })),
    faulty: faulty.length,
  };
}

/** `checks.exportList`: every address with what was found, as a table that no spreadsheet program runs. */
export async function* exportList(
  core: Core,
  { format, ...input }: Parameters<CheckHandlers['exportList']>[0],
  signal: AbortSignal | undefined,
): ReturnType<CheckHandlers['exportList']> {
  const { rows } = yield* judged(core, input, signal);
  const say = (key: string): string => core.texts.t(input.language, `checks:${key}`);
  const lines: (string | number)[][] = [['line', 'address', 'verdict', 'contactOn', 'firstLine'].map((column) => say(`file.${column}`))];
  for (const { line, address, problems, contactOn, firstLine } of rows) {
    const verdict = problems.length === 0 ? say('file.fine') : problems.map((problem) => say(`problem.${problem}`)).join('; ');
    lines.push([line, address, verdict, contactOn ?? '', firstLine ?? '']);
  }
  const title = say('file.name');
  const bytes =
    format === 'csv'
      ? core.codec.encodeUtf8(
          csvOf(
            lines.map((line) => line.map(String)),
            listSeparator(input.language),
          ),
        )
      : await core.spreadsheets.write(
          title,
          lines.map((line) => line.map((cell) => (typeof cell === 'string' ? guardTextCell(cell) : cell))),
        );
  const { ref } = await core.files.put(`${title}.${format}`, format === 'csv' ? 'text/csv' : XLSX, bytes);
  yield { kind: 'done', result: { fileRef: ref, rows: rows.length } };
}
