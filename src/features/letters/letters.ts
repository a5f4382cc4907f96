import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Topic } from '../../contract/system.ts';
import type { Core } from '../core.ts';
import type { Outbox } from '../outbox/index.ts';
import { lettersHandlers } from './letters.handlers.ts';
import { RelapseWorker } from './relapse.worker.ts';

export interface Letters {
  readonly handlers: Handlers<Contract['letters']>;
  /** Tells that these were changed. */
  readonly changed: (topics: readonly Topic[]) => void;
  start(): void;
  stop(): Promise<void>;
}

/** Letters of cases, and the watch over what they asked for. */
export function createLetters(core: Core, outbox: Pick<Outbox, 'enqueue' | 'withdraw'>): Letters {
  const worker = new RelapseWorker(core);
  return { handlers: lettersHandlers(core, outbox), changed: (topics) => worker.changed(topics), start: () => worker.start(), stop: () => worker.stop() };
}
