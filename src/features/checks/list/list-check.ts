import type { z } from 'zod';
import type { ListInput } from '../../../contract/checks.ts';
import type { Progress } from '../../../contract/common.ts';
import { fail } from '../../../contract/fail.ts';
import { FILE_LIMIT_BYTES } from '../../../contract/files.ts';
import type { Handlers } from '../../../contract/handlers.ts';
import type { Contract } from '../../../contract/index.ts';
import type { ListFindings, ListOrder, ListProgress, ListWords } from '../../../ports/lists.ts';
import { addMonths, dateIn } from '../../../shared/calendar.ts';
import { heard } from '../../../shared/heard.ts';
import { LIST_PROBLEMS } from '../../../shared/lists.ts';
import type { Core } from '../../core.ts';

type CheckHandlers = Handlers<Contract['checks']>;
type Input = z.output<typeof ListInput>;
type Signal = AbortSignal | undefined;

const MIME = { csv: 'text/csv', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const;

/** `checks.list`: counts, and the first addresses with faults. Nothing of the list is kept. */
export async function* checkList(core: Core, input: Input, signal: Signal): ReturnType<CheckHandlers['list']> {
  const { order, fileName } = await ordered(core, input);
  const findings = yield* told<ListFindings>((progress) => core.lists.check(order, progress, signal), signal);
  yield { kind: 'done', result: { fileName, ...findings } };
}

/** `checks.exportList`: every address with what was found, as a table that no spreadsheet program runs. */
export async function* exportList(
  core: Core,
  { format, ...input }: Parameters<CheckHandlers['exportList']>[0],
  signal: Signal,
): ReturnType<CheckHandlers['exportList']> {
  const { order } = await ordered(core, input);
  const words = wordsOf((key) => core.texts.t(input.language, `checks:${key}`));
  const result = yield* told(async (progress) => {
    let rows = 0;
    const { ref } = await core.files.putFrom(`${words.sheet}.${format}`, MIME[format], async (path) => {
      rows = await core.lists.save({ ...order, target: { path, format, words } }, progress, signal);
    });
    return { fileRef: ref, rows };
  }, signal);
  yield { kind: 'done', result };
}

async function ordered(core: Core, { source, columns, silenceMonths, language }: Input): Promise<{ readonly order: ListOrder; readonly fileName: string }> {
  const today = dateIn(core.clock.now(), core.clock.timeZone());
  const order = { columns, recentFrom: addMonths(today, -silenceMonths), today, language };
  if ('text' in source) return { order: { ...order, source }, fileName: '' };
  const { file, path } = await core.files.place(source.fileRef);
  if (file.sizeBytes > FILE_LIMIT_BYTES) throw fail('file_too_large', { sizeMb: megabytes(file.sizeBytes), limitMb: megabytes(FILE_LIMIT_BYTES) });
  return { order: { ...order, source: { path } }, fileName: file.name };
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 / 1024);
}

/** The progress of work that a thread does, and then its result. Throws `cancelled` when it was given up. */
async function* told<T>(work: (progress: (now: ListProgress) => void) => Promise<T>, signal: Signal): AsyncGenerator<Progress, T, void> {
  const hearing = heard<ListProgress, T>(work);
  try {
    for (;;) {
      const step = await hearing.next();
      if (step.done === true) return step.value;
      yield { kind: 'progress', ...step.value };
    }
  } catch (error) {
    throw signal?.aborted === true ? fail('cancelled', {}, error) : error;
  }
}

function wordsOf(say: (key: string) => string): ListWords {
  const problems = LIST_PROBLEMS.map((problem) => [problem, say(`problem.${problem}`)] as const);
  return {
    sheet: say('file.name'),
    headings: ['line', 'address', 'verdict', 'contactOn', 'firstLine'].map((column) => say(`file.${column}`)),
    fine: say('file.fine'),
    problems: new Map(problems),
  };
}
