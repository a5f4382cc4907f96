import type { ReadResult } from '../../../src/contract/acknowledgements.ts';
import type { ClassifiedMail } from '../../../src/contract/bounces.ts';
import type { Progress } from '../../../src/contract/common.ts';
import type { FileRef } from '../../../src/contract/ids.ts';
import { client } from '../../client/client.ts';
import { putFile } from '../../client/files.ts';
import { type Stream, useStream } from '../../client/use-stream.ts';

/** How many files are read in one go. */
export const FILES_AT_ONCE = 500;

/** One dropped file: what its mails are, and what taking them in came to. */
export interface TakenFile {
  readonly name: string;
  readonly mails: readonly ClassifiedMail[];
  /** Null = an empty file, which is no mail. */
  readonly result: ReadResult | null;
}

type Event = Progress | { kind: 'done'; result: readonly TakenFile[] };
type Options = { readonly signal: AbortSignal };

/** Says what dropped mails are, and records those that are about a message from here. One file after the other, so that each has its answer. */
export function useTakingIn(): Stream<readonly File[], readonly TakenFile[]> {
  return useStream(async (files: readonly File[], options: Options) => takeIn(files, options));
}

async function* takeIn(files: readonly File[], options: Options): AsyncGenerator<Event> {
  const taken: TakenFile[] = [];
  for (const [done, file] of files.entries()) {
    yield { kind: 'progress', phase: 'reading', done, total: files.length };
    taken.push(await takeOne(file, options));
  }
  yield { kind: 'done', result: taken };
}

async function takeOne(file: File, options: Options): Promise<TakenFile> {
  if (file.size === 0) return { name: file.name, mails: [], result: null };
  const fileRefs: FileRef[] = [await putFile(file, options)];
  const mails = await resultOf(await client.bounces.classify({ fileRefs }, options));
  const result = await resultOf(await client.acknowledgements.readFiles({ fileRefs }, options));
  return { name: file.name, mails: mails ?? [], result: result ?? null };
}

async function resultOf<R>(stream: AsyncIterable<Progress | { kind: 'done'; result: R }>): Promise<R | undefined> {
  for await (const event of stream) if (event.kind === 'done') return event.result;
  return undefined;
}
