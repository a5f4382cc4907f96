import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';
import type { AskPanel } from '../hooks.ts';
import { accountOfLog } from './account.ts';
import { listAccounts } from './accounts.repo.ts';
import { readQuarters } from './cells.repo.ts';
import { fetchEvents } from './events/fetch.ts';
import { findLog, getLog, listLogs } from './logs.repo.ts';
import { scanLogs } from './scan.ts';
import { dropLog } from './store.repo.ts';
import { instant, lineView } from './stored.rules.ts';

/** The functions of `contract.logs`. `ask`: the way to a panel. */
export function logsHandlers(core: Core, ask: AskPanel): Handlers<Contract['logs']> {
  return {
    scan: (input, { signal }) => scanLogs(core, { input, signal }),
    fetch: (input, { signal }) => fetchEvents(core, ask, { input, signal }),
    list: ({ packId }) => listLogs(core.db.read, packId),
    get: ({ id }) => getLog(core.db.read, id),
    accounts: async (query) => {
      await findLog(core.db.read, query.id);
      return await listAccounts(core.db.read, query);
    },
    timeline: async ({ id }) => {
      const log = await findLog(core.db.read, id);
      const quarters = await readQuarters(core.db.read, id);
      return {
        quarters: quarters.map(({ start_s, ...figures }) => ({ at: instant(start_s), ...figures })),
        marks: log.marks.map(({ kind, account, line }) => ({ kind, account, line: lineView(line, log.files) })),
      };
    },
    account: ({ id, account }) => accountOfLog(core.db.read, id, account),
    remove: async ({ id }) => {
      await findLog(core.db.read, id);
      await dropLog(core, id);
      core.changed('logs');
      return {};
    },
  };
}
