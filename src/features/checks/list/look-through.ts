import { fail } from '../../../contract/fail.ts';
import type { ListFindings, ListOrder, ListProgress, ListWords } from '../../../ports/lists.ts';
import type { SheetRow } from '../../../ports/spreadsheet.ts';
import { LIST_FIELDS, LIST_PROBLEMS, type ListProblem } from '../../../shared/lists.ts';
import { judgeList, type ListRow, type ListSurvey, surveyList } from './list.rules.ts';

/** Addresses with faults that the screen shows; the file for export has them all. */
const SHOWN = 500;
/** Lines between two words of progress. */
const STRIDE = 10_000;

/** A list whose records may be gone through again and again, and what it is judged by. */
export interface OpenList extends Pick<ListOrder, 'columns' | 'recentFrom' | 'today'> {
  readonly records: Iterable<SheetRow>;
  readonly progress: (now: ListProgress) => void;
}

/** Counts, and the first addresses with faults. Throws `list_without_addresses`. */
export function lookThrough(list: OpenList): ListFindings {
  const survey = surveyed(list);
  const counts = new Map<ListProblem, number>(LIST_PROBLEMS.map((problem) => [problem, 0]));
  const rows: ListFindings['rows'] = [];
  let [addresses, usable, faulty] = [0, 0, 0];
  for (const { problems, ...row } of judged(list, survey)) {
    addresses += 1;
    if (!problems.includes('invalid') && !problems.includes('duplicate')) usable += 1;
    if (problems.length === 0) continue;
    faulty += 1;
    for (const problem of problems) counts.set(problem, (counts.get(problem) ?? 0) + 1);
    if (rows.length < SHOWN) rows.push({ ...row, problems: [...problems] });
  }
  const { headings, columnOf } = survey.table;
  return {
    addresses,
    fine: addresses - faulty,
    usable,
    columns: headings.map((heading, index) => ({ index, heading, field: LIST_FIELDS.find((field) => columnOf.get(field) === index) ?? null })),
    missing: LIST_FIELDS.filter((field) => !columnOf.has(field)),
    counts: [...counts].map(([problem, count]) => ({ problem, count })),
    rows,
    faulty,
  };
}

/** Every address with what was found, below a heading, as rows of a table. Throws `list_without_addresses`. */
export function* toldRows(list: OpenList, words: ListWords): Generator<(string | number)[], void, void> {
  const survey = surveyed(list);
  yield [...words.headings];
  for (const { line, address, problems, contactOn, firstLine, meant } of judged(list, survey)) {
    const verdict =
      problems.length === 0
        ? words.fine
        : problems.map((problem) => told(words.problems.get(problem) ?? problem, problem === 'mistyped' ? meant : null)).join('; ');
    yield [line, address, verdict, contactOn ?? '', firstLine ?? ''];
  }
}

const told = (words: string, meant: string | null): string => (meant === null ? words : `${words} (${meant}?)`);

function surveyed({ records, columns, progress }: OpenList): ListSurvey {
  const tell = inStrides((done) => progress({ phase: 'reading', done, total: 0 }));
  const survey = surveyList(records, columns, tell);
  if (survey === null) throw fail('list_without_addresses', {});
  return survey;
}

function* judged({ records, recentFrom, today, progress }: OpenList, survey: ListSurvey): Generator<ListRow, void, void> {
  const tell = inStrides((done) => progress({ phase: 'checking', done, total: survey.lines }));
  for (const row of judgeList(records, { survey, recentFrom, today })) {
    tell(row.line);
    yield row;
  }
}

/** `tell`, but not of every line. */
function inStrides(tell: (line: number) => void): (line: number) => void {
  let next = 0;
  return (line) => {
    if (line < next) return;
    next = line + STRIDE;
    tell(line);
  };
}
