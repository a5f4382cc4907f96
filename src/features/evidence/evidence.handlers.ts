import type { Rung } from '../../contract/evidence.ts';
import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import type { SettledMessage } from '../hooks.ts';
import { coverage } from './coverage.ts';
import { clientExists, insertEvidence, listEvidence } from './evidence.repo.ts';
import { exportEvidence } from './export.ts';

/** What a message that left proves, by the way it took. A relay's 250 is "handed over", never "delivered". */
const RUNGS: Readonly<Record<SettledMessage['transport'], Rung>> = { practice: 'practised', draft: 'prepared', smtp: 'handed_to_smtp' };

/** Writes down what a settled notice proves, in the transaction that settled it. What failed, is uncertain or is a test proves nothing. */
export async function recordEvidence(core: Core, tx: WriteDb, message: SettledMessage): Promise<void> {
  if (message.state !== 'sent' || message.noticeId === null) return;
  await insertEvidence(tx, {
    id: core.ids.next(),
    noticeId: message.noticeId,
    outboxId: message.outboxId,
    clientId: message.clientId,
    rung: RUNGS[message.transport],
    happenedAt: message.at,
    recordedAt: core.clock.now(),
    serverReply: message.reply,
  });
}

/** The functions of `contract.evidence`. */
export function evidenceHandlers(core: Core): Handlers<Contract['evidence']> {
  return {
    coverage: (scope) => coverage(core, scope),
    list: async (query) => {
      const answer = await listEvidence(core.db.read, query);
      // Proof outlives its client: only an id that nothing is known of is an error.
      if (query.clientId !== undefined && answer.total === 0 && !(await clientExists(core.db.read, query.clientId))) throw fail('client_not_found', {});
      return answer;
    },
    export: (input, { signal }) => exportEvidence(core, input, signal),
  };
}
