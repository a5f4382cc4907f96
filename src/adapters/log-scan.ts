import { factsOf, type PackedFacts } from '../logs/packed-facts.ts';
import type { LogScanner } from '../ports/logs.ts';
import type { FromLeader, LogRole } from './log-messages.ts';
import { errorOf, startLogThread } from './log-team.ts';

/** Reads logs on threads of their own, one of which leads the others, so that nothing else waits for them. */
export const nodeLogScanner: LogScanner = {
  async scan(request, progress, signal) {
    signal?.throwIfAborted();
    const heard: PackedFacts[] = [];
    await lead({ role: 'lead', request, follow: false }, signal, (message) => {
      if ('facts' in message) heard.push(message.facts);
      else if ('done' in message) progress(message.done, message.total);
      return 'facts' in message;
    });
    const [facts] = heard;
    if (facts === undefined) throw new Error('The thread that read the log said nothing');
    // Only now, as what the thread took is given back.
    return factsOf(facts);
  },
  async follow(request, changed, signal) {
    if (signal.aborted) return;
    const follow = lead({ role: 'lead', request, follow: true }, signal, (message) => {
      if ('facts' in message) changed(factsOf(message.facts));
      return false;
    });
    await follow.catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  },
};

/** Runs a thread until `heard` says that it is done, or it fails, or is to stop. */
async function lead(role: LogRole, signal: AbortSignal | undefined, heard: (message: FromLeader) => boolean): Promise<void> {
  const worker = startLogThread(role);
  let stop = (): void => undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      stop = () => reject(signal?.reason);
      signal?.addEventListener('abort', stop, { once: true });
      worker.on('message', (message: FromLeader) => {
        if ('problem' in message) reject(errorOf(message.problem));
        else if (heard(message)) resolve();
      });
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('The thread that read the log ended')));
    });
  } finally {
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
