import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';
import { findCase, keptMails } from '../incidents/index.ts';
import { addMail, openWithMail, originalMail } from './keep.ts';
import { readHostMail } from './read.ts';

/** Opening a case, also from a mail. */
export function caseFromMailHandlers(core: Core): Pick<Handlers<Contract['incidents']>, 'open'> {
  return { open: (opening) => openWithMail(core, opening) };
}

/** The functions of `contract.hostMails`. */
export function hostMailsHandlers(core: Core): Handlers<Contract['hostMails']> {
  return {
    read: (input, { signal }) => readHostMail(core, input, signal),
    kept: async ({ incidentId }) => {
      await findCase(core, core.db.read, incidentId);
      return await keptMails(core.db.read, incidentId);
    },
    add: (further) => addMail(core, further),
    original: (which) => originalMail(core, which),
  };
}
