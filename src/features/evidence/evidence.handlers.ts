import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { EvidenceId } from '../../contract/ids.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';
import { coverage } from './coverage.ts';
import { firstNoticeDelay } from './delay.ts';
import { attachmentBytes, clientExists, findEvidence, listEvidence } from './evidence.repo.ts';
import { findGaps, type Gap, gapRows } from './gaps.ts';
import { ladder } from './ladder.ts';
import { remember } from './remember.ts';
import { evidenceReport } from './report.ts';
import { revokeEvidence } from './revoke.ts';
import { countStates, dayOf, type StoodOn, stoodOn, toldOnRows } from './told-on.ts';

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
    ladder: (scope) => ladder(core, scope),
    toldOn: toldOn(core),
    gaps: gaps(core),
    delay: (scope) => firstNoticeDelay(core, scope),
    report: (input, { signal }) => evidenceReport(core, input, signal),
    attachment: ({ id }) => attachment(core, id),
    revoke: async (input) => {
      await revokeEvidence(core, input);
      return await shown(core, input.id);
    },
  };
}

function toldOn(core: Core): EvidenceHandlers['toldOn'] {
  const remembered = remember<StoodOn[]>(core);
  return async ({ offset, limit, on, only, ...scope }) => {
    const accounts = await remembered(JSON.stringify([on, core.clock.timeZone(), scope]), () => stoodOn(core.db.read, scope, dayOf(core, on)));
    const chosen = only.length === 0 ? accounts : accounts.filter(({ state }) => only.includes(state));
    return { total: chosen.length, counts: countStates(accounts), rows: await toldOnRows(core.db.read, chosen.slice(offset, offset + limit)) };
  };
}

function gaps(core: Core): EvidenceHandlers['gaps'] {
  const remembered = remember<Gap[]>(core);
  return async ({ offset, limit, ...scope }) => {
    const found = await remembered(JSON.stringify([core.clock.timeZone(), scope]), () => findGaps(core, scope));
    return { total: found.length, rows: await gapRows(core, found.slice(offset, offset + limit)) };
  };
}

async function attachment(core: Core, id: EvidenceId) {
  const file = await attachmentBytes(core.db.read, id);
  if (file === undefined) throw fail('evidence_not_found', {});
  return { fileRef: (await core.files.put(file.name, file.mime, file.bytes)).ref };
}

async function shown(core: Core, id: EvidenceId) {
  const row = await findEvidence(core.db.read, id);
  if (row === undefined) throw fail('evidence_not_found', {});
  return row;
}
