import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Topic } from '../../contract/system.ts';
import type { Core } from '../core.ts';
import type { Outbox } from '../outbox/index.ts';
import { Planner } from './planner.ts';
import { remindersHandlers } from './reminders.handlers.ts';
import { RemindersWorker } from './reminders.worker.ts';

export interface Reminders {
  readonly handlers: Handlers<Contract['reminders']>;
  /** Tells that these were changed: what may leave now is worked out again. */
  readonly changed: (topics: readonly Topic[]) => void;
  /** Keeps back in the outbox, or takes out, what may not leave any more. Costs next to nothing while no reminder is about to leave. */
  keepBack(): Promise<void>;
  /** Begins to queue what is due. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** What a reminder hangs on. */
const MATTERS: readonly Topic[] = ['settings', 'hosts', 'clients', 'policies', 'notices', 'outbox', 'evidence', 'reminders', 'bounces'];

/** Whether what a reminder lacked may be there now. Sending says that clients changed, too, but fills nothing in. */
function mayFill(topics: readonly Topic[]): boolean {
  return (
    topics.some((topic) => topic === 'settings' || topic === 'hosts' || topic === 'policies') || (topics.includes('clients') && !topics.includes('outbox'))
  );
}

/** The reminders: planned, shown, and queued by themselves. */
export function createReminders(core: Core, outbox: Pick<Outbox, 'enqueue' | 'withdraw'>): Reminders {
  const planner = new Planner(core);
  const worker = new RemindersWorker(core, outbox, planner);
  return {
    handlers: remindersHandlers(core, planner, worker),
    changed: (topics) => {
      if (mayFill(topics)) planner.forgetBroken();
      if (topics.some((topic) => MATTERS.includes(topic))) worker.changed();
    },
    keepBack: () => worker.keepBack(),
    start: () => worker.start(),
    stop: () => worker.stop(),
  };
}
