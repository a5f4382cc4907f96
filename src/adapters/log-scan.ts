import { factsOf, type PackedFacts } from '../logs/packed-facts.ts';
import type { LogRequest, LogScanner } from '../ports/logs.ts';
import type { FromLeader } from './log-messages.ts';
import { errorOf, startThreads } from './log-threads.ts';

/** Reads logs on threads of their own, one of which leads the others, so that nothing else waits for them. */
export const nodeLogScanner: LogScanner = {
  async scan(request, progress, signal) {
    signal?.throwIfAborted();
    const heard: PackedFacts[] = [];
    const { ended } = await lead({ request, follow: false, signal }, (message) => {
      if ('facts' in message) heard.push(message.facts);
      else if ('done' in message) progress(message.done, message.total);
      return 'facts' in message;
    });
    const [facts] = heard.map(factsOf);
    await ended;
    if (facts === undefined) throw new Error('The thread that read the log said nothing');
    return facts;
  },
  async follow(request, changed, signal) {
    if (signal.aborted) return;
    const follow = lead({ request, follow: true, signal }, (message) => {
      if ('facts' in message) changed(factsOf(message.facts));
      return false;
    });
    await follow.catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  },
};

interface Leading {
  readonly request: LogRequest;
  readonly follow: boolean;
  readonly signal: AbortSignal | undefined;
}

/** Runs threads until `heard` says that they are done, or one fails, or they are to stop. `ended`: they are all gone. */
async function lead({ request, follow, signal }: Leading, heard: (message: FromLeader) => boolean): Promise<{ readonly ended: Promise<unknown> }> {
  const threads = await startThreads(request, follow);
  let stop = (): void => undefined;
  const end = (): Promise<unknown> => {
    signal?.removeEventListener('abort', stop);
    return Promise.all(threads.map((thread) => thread.terminate()));
  };
  try {
    await new Promise<void>((resolve, reject) => {
      stop = () => reject(signal?.reason);
      signal?.addEventListener('abort', stop, { once: true });
      if (signal?.aborted === true) stop();
      for (const thread of threads) thread.once('error', reject);
      threads[0]?.on('message', (message: FromLeader) => {
        if ('problem' in message) reject(errorOf(message.problem));
        else if (heard(message)) resolve();
      });
      threads[0]?.once('exit', () => reject(new Error('The thread that read the log ended')));
    });
  } catch (error) {
    await end();
    throw error;
  }
  return { ended: end() };
}
