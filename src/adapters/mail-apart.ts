import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ParsedMail } from '../ports/mailer.ts';
import type { MailAnswer } from './mail-worker.ts';
import { outsideArchive } from './pdf-fonts.ts';

/** A mail that takes longer was made to take long. */
const PATIENCE_MS = 30_000;
/** Megabytes its thread may grow to: many times what the largest mail that is read needs. */
const HEAP = { maxOldGenerationSizeMb: 768 };

/** The worker beside this module: TypeScript in the source tree, JavaScript in a build. */
function workerFile(): string {
  const name = import.meta.url.endsWith('.ts') ? './mail-worker.ts' : './mail-worker.js';
  return outsideArchive(fileURLToPath(new URL(name, import.meta.url)));
}

/**
 * Reads a message on a thread of its own, so that nothing else waits for a large one. Throws for what is none that can be read, and for
 * what takes more than half a minute or more memory than any honest mail does.
 */
export async function parseApart(eml: Uint8Array, patienceMs = PATIENCE_MS): Promise<ParsedMail> {
  const worker = new Worker(workerFile(), { workerData: eml, resourceLimits: HEAP });
  let alarm: NodeJS.Timeout | undefined;
  try {
    return await new Promise<ParsedMail>((resolve, reject) => {
      alarm = setTimeout(() => reject(new Error('The mail takes too long to read')), patienceMs);
      worker.once('message', (answer: MailAnswer) => ('mail' in answer ? resolve(answer.mail) : reject(new Error(answer.problem))));
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('The thread that read the mail ended')));
    });
  } finally {
    clearTimeout(alarm);
    await worker.terminate();
  }
}
