import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';
import { findCase } from '../incidents/index.ts';
import type { Outbox } from '../outbox/index.ts';
import { fileBytes } from './files.repo.ts';
import {
  attachFile,
  changePlan,
  createPlan,
  detachFile,
  discardPlan,
  finishPlan,
  instructionOf,
  reopenPlan,
  startPlan,
  tellClient,
  tellResult,
} from './plan.ts';
import { findStored, storedOfCase } from './repermission.repo.ts';
import { viewOf } from './view.ts';

type Own = Handlers<Contract['repermission']>;

/** The functions of `contract.repermission`. */
export function repermissionHandlers(core: Core, { enqueue }: Pick<Outbox, 'enqueue'>): Own {
  const db = core.db.read;
  const get = async (id: string) => viewOf(core, db, await findStored(db, id));
  const after =
    <I extends { readonly id: string }>(work: (core: Core, input: I) => Promise<void>) =>
    async (input: I) => {
      await work(core, input);
      return await get(input.id);
    };
  return {
    list: async ({ incidentId }) => {
      await findCase(core, db, incidentId);
      return await Promise.all((await storedOfCase(db, incidentId)).map((stored) => viewOf(core, db, stored)));
    },
    create: async (input) => get(await createPlan(core, input)),
    change: after(changePlan),
    discard: ({ id }) => discardPlan(core, id),
    preview: async ({ id }) => {
      const { language, to, subject, text } = (await instructionOf(core, id)).prepared;
      return { language, to, subject, text };
    },
    tell: after((_core, { id }) => tellClient(core, enqueue, id)),
    start: after(startPlan),
    result: after(tellResult),
    attach: after(attachFile),
    detach: after(detachFile),
    file: async (which) => {
      await findStored(db, which.id);
      const { name, mime, bytes } = await fileBytes(db, which);
      return { fileRef: (await core.files.put(name, mime, bytes)).ref };
    },
    finish: after((_core, { id }) => finishPlan(core, id)),
    reopen: after((_core, { id }) => reopenPlan(core, id)),
  };
}
