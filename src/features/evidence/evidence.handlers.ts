import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';
import { coverage } from './coverage.ts';
import { clientExists, listEvidence } from './evidence.repo.ts';

type EvidenceHandlers = Handlers<Contract['evidence']>;

/** The functions of `contract.evidence`. */
export function evidenceHandlers(core: Core): EvidenceHandlers {
  return {
    coverage: (scope) => coverage(core, scope),
    list: async (query) => {
      const answer = await listEvidence(core.db.read, query);
      // Proof outlives its client: only an id that nothing is known of is an error.
      if (query.clientId !== undefined && answer.total === 0 && !(await clientExists(core.db.read, query.clientId))) throw fail('client_not_found', {});
      return answer;
    },
  };
}
