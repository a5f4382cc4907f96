import type { ReportRow } from '../connector.ts';

/** A row that says nothing yet. */
export const EMPTY_ROW: ReportRow = {
  line: 1,
  login: '',
  domain: '',
  sent: null,
  delivered: null,
  deferred: null,
  failed: null,
  limit: null,
  day: null,
  at: null,
  suspended: null,
  text: '',
  problem: null,
};

/** The same row, with its problem if it names nobody. */
export function judged(row: ReportRow): ReportRow {
  return row.login === '' && row.domain === '' ? { ...row, problem: 'no_account' } : row;
}

/** Tells the line, from 1, that holds the character at an index. Indexes are asked for in their order, so that a long log is gone through once. */
export function lineCounter(text: string): (index: number) => number {
  let [line, next] = [1, text.indexOf('\n')];
  return (index) => {
    while (next >= 0 && next < index) {
      line += 1;
      next = text.indexOf('\n', next + 1);
    }
    return line;
  };
}
