import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';

export interface Acknowledgements {
  readonly handlers: Handlers<Contract['acknowledgements']>;
  /** Begins to look into the reply mailbox by itself, when the settings say so. */
  start(): Promise<void>;
  /** Ends the look that is under way, keeping what was read. */
  stop(): Promise<void>;
}

/** What clients say to their notices. */
export function createAcknowledgements(core: Core): Acknowledgements {
  const none = { total: 0, toRead: 0, rows: [] };
  return {
    handlers: {
      ofClient: async () => [],
      replies: async () => none,
      reply: async () => Promise.reject(fail('reply_not_found', {})),
      replyFile: async () => Promise.reject(fail('reply_not_found', {})),
      decide: async () => Promise.reject(fail('reply_not_found', {})),
      readFiles: async function* () {
        yield { kind: 'progress', phase: 'reading', done: 0, total: 0 };
      },
      mailbox: async () => Promise.reject(fail('imap_not_set', {})),
      setMailbox: async () => Promise.reject(fail('imap_not_set', {})),
      setMailboxPassword: async () => Promise.reject(fail('imap_not_set', {})),
      testMailbox: async () => Promise.reject(fail('imap_not_set', {})),
      fetch: async function* () {
        yield { kind: 'progress', phase: 'reading', done: 0, total: 0 };
      },
      note: async () => Promise.reject(fail('client_not_found', {})),
      signed: async () => Promise.reject(fail('client_not_found', {})),
      previewTicks: async () => Promise.reject(fail('pack_not_found', {})),
      importTicks: async function* () {
        yield { kind: 'progress', phase: 'reading', done: 0, total: 0 };
      },
      phrases: async () => (core.clock.now() < 0 ? [] : []),
    },
    start: async () => {},
    stop: async () => {},
  };
}
