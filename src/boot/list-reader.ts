import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { errorOf } from '../adapters/log-messages.ts';
import { outsideArchive } from '../adapters/pdf-fonts.ts';
import type { ListProgress, ListReader } from '../ports/lists.ts';
import type { FromList, ListTask } from './list-worker.ts';

/** Megabytes of objects its thread may hold: what the largest workbook that is read takes. A list in text takes a twentieth of it. */
const HEAP = { maxOldGenerationSizeMb: 2048, maxYoungGenerationSizeMb: 16 };

/** Looks through every list on a thread that is started for it. */
export const listReader: ListReader = {
  check: async (order, progress, signal) => {
    const answer = await lookApart({ ...order, target: null }, progress, signal);
    if ('findings' in answer) return answer.findings;
    throw new Error('The thread that read the list found nothing');
  },
  save: async (order, progress, signal) => {
    const answer = await lookApart(order, progress, signal);
    if ('saved' in answer) return answer.saved;
    throw new Error('The thread that read the list wrote nothing');
  },
};

/** The worker beside this module: TypeScript in the source tree, JavaScript in a build. */
function workerFile(): string {
  const name = import.meta.url.endsWith('.ts') ? './list-worker.ts' : './list-worker.js';
  return outsideArchive(fileURLToPath(new URL(name, import.meta.url)));
}

async function lookApart(task: ListTask, progress: (now: ListProgress) => void, signal: AbortSignal | undefined): Promise<FromList> {
  signal?.throwIfAborted();
  const worker = new Worker(workerFile(), { workerData: task, resourceLimits: HEAP });
  let stop = (): void => undefined;
  try {
    return await new Promise<FromList>((resolve, reject) => {
      stop = () => reject(signal?.reason);
      signal?.addEventListener('abort', stop, { once: true });
      worker.on('message', (message: FromList) => {
        if ('progress' in message) progress(message.progress);
        else if ('problem' in message) reject(errorOf(message.problem));
        else resolve(message);
      });
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('The thread that read the list ended')));
    });
  } finally {
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
