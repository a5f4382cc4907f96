import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { outsideArchive } from '../adapters/pdf-fonts.ts';
import type { CaseJudge, JudgedCase } from '../ports/judge.ts';
import type { FromJudge, ToJudge } from './judge-worker.ts';

/** The worker beside this module: TypeScript in the source tree, JavaScript in a build. */
function workerFile(): string {
  const name = import.meta.url.endsWith('.ts') ? './judge-worker.ts' : './judge-worker.js';
  return outsideArchive(fileURLToPath(new URL(name, import.meta.url)));
}

/** Judges every case on a thread that is started for it. */
export function createCaseJudge(): CaseJudge {
  const closing = new AbortController();
  return {
    judge: (pieces, signal) => judgeApart(pieces, signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal])),
    close: () => {
      closing.abort();
      return Promise.resolve();
    },
  };
}

async function judgeApart(pieces: AsyncIterable<string>, signal: AbortSignal): Promise<JudgedCase> {
  signal.throwIfAborted();
  const worker = new Worker(workerFile());
  const say = (piece: ToJudge): void => worker.postMessage(piece);
  let stop = (): void => undefined;
  try {
    const answer = new Promise<JudgedCase>((resolve, reject) => {
      stop = () => reject(signal.reason);
      signal.addEventListener('abort', stop, { once: true });
      worker.once('message', (message: FromJudge) => ('problem' in message ? reject(new Error(message.problem)) : resolve(message)));
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('The thread that judged ended')));
    });
    await Promise.race([answer, hand(pieces, say, signal)]);
    return await answer;
  } finally {
    signal.removeEventListener('abort', stop);
    await worker.terminate();
  }
}

async function hand(pieces: AsyncIterable<string>, say: (piece: ToJudge) => void, signal: AbortSignal): Promise<void> {
  for await (const piece of pieces) {
    signal.throwIfAborted();
    say(piece);
  }
  say(null);
}
