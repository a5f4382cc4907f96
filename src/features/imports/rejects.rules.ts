import type { ImportField } from '../../contract/imports.ts';
import { type Prepared, rejectedRecords } from './previews.ts';

/** How the file is worded. */
export interface RejectWords {
  readonly line: string;
  readonly reason: string;
  reasonOf(reason: string): string;
  column(field: ImportField): string;
}

/** Rejected rows with line and reason in front, so that surplus cells at the end stay where they were; the rest as it stood. */
export function rejectRows(prepared: Prepared, words: RejectWords): string[][] {
  const { table, mapping } = prepared;
  const title = (header: string, index: number): string => {
    const field = mapping[String(index)] ?? null;
    return table.headerRow > 0 ? header : field === null ? '' : words.column(field);
  };
  const rows = rejectedRecords(prepared).map(({ record, row }) => [String(row.line), words.reasonOf(row.reason), ...record.cells]);
  return [[words.line, words.reason, ...table.headers.map(title)], ...rows];
}
