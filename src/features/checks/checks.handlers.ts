import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';
import { adviceText, setAdviceText } from './advice/advice-text.ts';
import { advise, paceOf } from './advice/advise.ts';
import { checkMail } from './check-mail.ts';
import { findCheckedClient } from './client.repo.ts';
import { letterTo } from './letter.rules.ts';
import { checkList, exportList } from './list/list-check.ts';

type CheckHandlers = Handlers<Contract['checks']>;

/** The functions of `contract.checks`. */
export function checksHandlers(core: Core): CheckHandlers {
  return {
    mail: (input, { signal }) => checkMail(core, input, signal),
    letter: async ({ language: chosen, clientId, subject, findings }) => {
      const client = clientId === undefined ? null : await findCheckedClient(core.db.read, clientId);
      const language = chosen ?? client?.language ?? 'en';
      const say = (key: string, values?: Readonly<Record<string, string | number>>): string => core.texts.t(language, `checks:${key}`, values);
      return { language, ...letterTo({ subject, name: client?.name ?? '' }, findings, say) };
    },
    list: (input, { signal }) => checkList(core, input, signal),
    exportList: (input, { signal }) => exportList(core, input, signal),
    pace: (input) => paceOf(core, input),
    advice: (input) => advise(core, input),
    adviceText: (which) => adviceText(core, which),
    setAdviceText: (input) => setAdviceText(core, input),
  };
}
