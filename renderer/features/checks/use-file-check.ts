import { useState } from 'react';
import type { Progress } from '../../../src/contract/common.ts';
import type { FileRef } from '../../../src/contract/ids.ts';
import { putFile } from '../../client/files.ts';
import { type Stream, useStream } from '../../client/use-stream.ts';

interface Wanted<O> {
  readonly file: File | FileRef;
  readonly options: O;
}

interface Checked<R> {
  readonly check: R;
  readonly fileRef: FileRef;
}

interface Call {
  readonly signal: AbortSignal;
}

type Event<R> = Progress | { kind: 'done'; result: R };

/** One file that is being checked: handed over once, and judged anew whenever the options change. */
export interface FileJob<O, R> {
  readonly options: O;
  readonly checking: Stream<Wanted<O>, Checked<R>>;
  take(file: File): void;
  change(options: O): void;
}

interface FileCheck<O, R> {
  readonly atFirst: O;
  /** What of the options holds for another file as well; left out = all. */
  readonly forAnother?: (options: O) => O;
  readonly ask: (fileRef: FileRef, options: O, call: Call) => Promise<AsyncIterable<Event<R>>>;
}

export function useFileCheck<O, R>({ atFirst, forAnother = (options) => options, ask }: FileCheck<O, R>): FileJob<O, R> {
  const [options, setOptions] = useState(atFirst);
  const [fileRef, setFileRef] = useState<FileRef>();
  const checking = useStream(async (wanted: Wanted<O>, call: Call) => check(ask, wanted, call));
  const run = async (wanted: Wanted<O>) => setFileRef((await checking.run(wanted))?.fileRef);
  return {
    options,
    checking,
    take: (file) => {
      const fresh = forAnother(options);
      setOptions(fresh);
      void run({ file, options: fresh });
    },
    change: (changed) => {
      setOptions(changed);
      if (fileRef !== undefined && checking.status !== 'idle') void run({ file: fileRef, options: changed });
    },
  };
}

async function* check<O, R>(ask: FileCheck<O, R>['ask'], { file, options }: Wanted<O>, call: Call): AsyncGenerator<Event<Checked<R>>> {
  const fileRef = typeof file === 'string' ? file : await putFile(file, call);
  for await (const event of await ask(fileRef, options, call)) yield event.kind === 'done' ? { kind: 'done', result: { check: event.result, fileRef } } : event;
}
