import { accountOf } from '../logs/packed-facts.ts';
import type { LogRequest, LogScanner } from '../ports/logs.ts';
import type { LogAccountFacts, LogFacts } from '../shared/logs.ts';
import { errorOf, type FromLeader } from './log-messages.ts';
import { startThreads } from './log-threads.ts';

/** Reads logs on threads of their own, one of which leads the others, so that nothing else waits for them. */
export const nodeLogScanner: LogScanner = {
  async scan(request, progress, signal) {
    signal?.throwIfAborted();
    const heard: LogFacts[] = [];
    const { ended } = await lead({ request, follow: false, signal }, { progress, facts: (facts) => heard.push(facts) > 0 });
    await ended;
    const [facts] = heard;
    if (facts === undefined) throw new Error('The thread that read the log said nothing');
    return facts;
  },
  async follow(request, changed, signal) {
    if (signal.aborted) return;
    const facts = (found: LogFacts): boolean => {
      changed(found);
      return false;
    };
    await lead({ request, follow: true, signal }, { progress: () => undefined, facts }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  },
};

interface Leading {
  readonly request: LogRequest;
  readonly follow: boolean;
  readonly signal: AbortSignal | undefined;
}

interface Hearing {
  readonly progress: (done: number, total: number) => void;
  /** Whether nothing more is wanted. */
  readonly facts: (facts: LogFacts) => boolean;
}

/** Runs threads until nothing more is wanted, or one fails, or they are to stop. `ended`: they are all gone. */
async function lead({ request, follow, signal }: Leading, hearing: Hearing): Promise<{ readonly ended: Promise<unknown> }> {
  const threads = await startThreads(request, follow);
  let accounts: LogAccountFacts[] = [];
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
        else if ('done' in message) hearing.progress(message.done, message.total);
        else if ('account' in message) accounts.push(accountOf(message.account));
        else {
          if (hearing.facts({ ...message.facts, accounts })) resolve();
          accounts = [];
        }
      });
      threads[0]?.once('exit', () => reject(new Error('The thread that read the log ended')));
    });
  } catch (error) {
    await end();
    throw error;
  }
  return { ended: end() };
}
