import type { Progress } from '../../../src/contract/common.ts';
import type { FileRef, PackId } from '../../../src/contract/ids.ts';
import type { LogSummary } from '../../../src/contract/logs.ts';
import { client } from '../../client/client.ts';
import { putFileInSteps } from '../../client/files.ts';
import { type Stream, useStream } from '../../client/use-stream.ts';

/** How many files are read in one go. */
export const FILES_AT_ONCE = 200;
const MB = 1_000_000;

export type IntakeFormat = 'auto' | 'exim' | 'postfix' | 'events';

export interface Intake {
  readonly files: readonly File[];
  readonly packId: PackId | null;
  readonly format: IntakeFormat;
  /** IANA; empty = the one of the pack or of this machine. */
  readonly zone: string;
  readonly year: number | null;
}

type Event = Progress | { kind: 'done'; result: LogSummary };
type Options = { readonly signal: AbortSignal };

/** Hands logs over and has them read as one. Cancelled or failed, nothing of them is left behind. */
export function useLogIntake(): Stream<Intake, LogSummary> {
  return useStream(async (intake: Intake, options: Options) => takeIn(intake, options));
}

async function* takeIn({ files, packId, format, zone, year }: Intake, options: Options): AsyncGenerator<Event> {
  const fileRefs = new Set<FileRef>();
  let isRead = false;
  try {
    yield* handOver(files, fileRefs, options);
    const input = { files: [...fileRefs], packId, format, ...(zone !== '' && { zone }), ...(year !== null && { year }) };
    for await (const event of await client.logs.scan(input, options)) {
      if (event.kind === 'done') isRead = true;
      yield event.kind === 'progress' && event.phase === 'reading' ? { ...inMegabytes(event), phase: 'log_reading' } : event;
    }
  } finally {
    if (!isRead) for (const fileRef of fileRefs) client.files.discard({ fileRef }).catch(ignore);
  }
}

async function* handOver(files: readonly File[], fileRefs: Set<FileRef>, { signal }: Options): AsyncGenerator<Progress> {
  // Rotation leaves empty files behind: they are no reason to refuse the others.
  const full = files.filter(({ size }) => size > 0);
  const wanted = full.length === 0 ? files : full;
  const total = wanted.reduce((sum, { size }) => sum + size, 0);
  let before = 0;
  for (const file of wanted) {
    for await (const { fileRef, arrived } of putFileInSteps(file, { kind: 'log', signal })) {
      if (fileRef !== null) fileRefs.add(fileRef);
      yield { ...inMegabytes({ kind: 'progress', phase: '', done: before + arrived, total }), phase: 'log_uploading' };
    }
    before += file.size;
  }
}

/** Bytes as a person counts them. */
function inMegabytes(progress: Progress): Progress {
  return { ...progress, done: Math.floor(progress.done / MB), total: Math.ceil(progress.total / MB) };
}

/** What is left of a cancelled reading goes with the next start at the latest. */
function ignore(): void {}
