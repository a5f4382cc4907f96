import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';
import { originalMail } from './keep.ts';
import { keptMails } from './kept.repo.ts';
import { readHostMail } from './read.ts';

/** The functions of `contract.hostMails`. */
export function hostMailsHandlers(core: Core): Handlers<Contract['hostMails']> {
  return {
    read: (input, { signal }) => readHostMail(core, input, signal),
    kept: ({ incidentId }) => keptMails(core.db.read, incidentId),
    original: (which) => originalMail(core, which),
  };
}
