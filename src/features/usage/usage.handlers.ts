import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';
import type { AskPanel } from '../hooks.ts';
import { accountCurve, packCurve } from './curve.ts';
import { exportTable } from './export.ts';
import { listFailures, readFailures } from './failures.ts';
import { overview, rememberedAnswers } from './overview.ts';
import { listViews, removeView, saveView } from './views.repo.ts';

/** The functions of `contract.usage`. `ask`: the way to a panel. */
export function usageHandlers(core: Core, ask: AskPanel): Handlers<Contract['usage']> {
  const answer = rememberedAnswers(core);
  return {
    overview: async ({ offset, limit, ...question }) => overview(core.db.read, await answer(question), { offset, limit }),
    account: (input) => accountCurve(core, input),
    pack: (input) => packCurve(core, input),
    failures: (input) => listFailures(core, input),
    readFailures: (input, { signal }) => readFailures(core, ask, { input, signal }),
    export: (input, { signal }) => exportTable(core, answer, { input, signal }),
    views: () => listViews(core.db.read),
    saveView: async ({ id, name, question }) => {
      const view = { id: id ?? core.ids.next(), known: id !== undefined, name, question, at: core.clock.now() };
      const saved = await core.db.write((tx) => saveView(tx, view));
      core.changed('usage');
      return saved;
    },
    removeView: async ({ id }) => {
      await core.db.write((tx) => removeView(tx, id));
      core.changed('usage');
      return {};
    },
  };
}
