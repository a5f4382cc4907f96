import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';
import { judgeMoment } from './judge.ts';
import { momentOf, packsWithFigures } from './moment.ts';
import { writeReport } from './report.ts';
import { findVerdict, listVerdicts, removeVerdict } from './verdicts.repo.ts';

/** The functions of `contract.culprits`. */
export function culpritsHandlers(core: Core): Handlers<Contract['culprits']> {
  return {
    judge: (input, { signal }) => judgeMoment(core, input, signal),
    moment: (input) => momentOf(core.db.read, input),
    packs: () => packsWithFigures(core.db.read),
    list: (query) => listVerdicts(core.db.read, query),
    get: ({ id }) => findVerdict(core.db.read, id),
    report: (input, { signal }) => writeReport(core, input, signal),
    remove: async ({ id }) => {
      await core.db.write((tx) => removeVerdict(tx, id));
      core.changed('logs');
      return {};
    },
  };
}
