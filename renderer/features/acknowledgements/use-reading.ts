import { type ReadResult, ReplyVerdict } from '../../../src/contract/acknowledgements.ts';
import type { Progress } from '../../../src/contract/common.ts';
import type { FileRef } from '../../../src/contract/ids.ts';
import { client } from '../../client/client.ts';
import { putFile } from '../../client/files.ts';
import { type Stream, useStream } from '../../client/use-stream.ts';

/** How many files the core reads in one go. */
export const FILES_AT_ONCE = 500;

/** Files somebody dropped, or the mailbox. */
export type ReadFrom = readonly File[] | 'mailbox';

type ReadEvent = Progress | { kind: 'done'; result: ReadResult };

/** Takes mails in; both sources tell their progress and their result the same way. */
export function useReading(): Stream<ReadFrom, ReadResult> {
  return useStream(async (from: ReadFrom, options: { signal: AbortSignal }) =>
    from === 'mailbox' ? await client.acknowledgements.fetch({}, options) : readDropped(from, options),
  );
}

async function* readDropped(files: readonly File[], options: { signal: AbortSignal }): AsyncGenerator<ReadEvent> {
  // A file of no bytes is no mail, but the others still are.
  const empty = files.filter((file) => file.size === 0).map(({ name }) => name);
  const mails = files.filter((file) => file.size > 0);
  const fileRefs: FileRef[] = [];
  for (const [done, file] of mails.entries()) {
    yield { kind: 'progress', phase: 'uploading', done, total: mails.length };
    fileRefs.push(await putFile(file, options));
  }
  if (fileRefs.length === 0) {
    yield { kind: 'done', result: nothingRead(empty) };
    return;
  }
  for await (const event of await client.acknowledgements.readFiles({ fileRefs }, options)) {
    yield event.kind === 'progress' ? event : { kind: 'done', result: { ...event.result, unreadable: [...event.result.unreadable, ...empty] } };
  }
}

function nothingRead(unreadable: string[]): ReadResult {
  const verdicts = { acknowledged: 0, to_read: 0, declined: 0, auto_reply: 0, bounce: 0, complaint: 0, delivery_report: 0, unrelated: 0 } satisfies Record<
    ReplyVerdict,
    number
  >;
  return { mails: 0, verdicts, forCase: 0, already: 0, unreadable, rows: [] };
}

/** The verdicts in the order they are told in. */
export const VERDICTS = ReplyVerdict.options;
