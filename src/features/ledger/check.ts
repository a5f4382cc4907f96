import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';
import type { LedgerSubjects } from './subjects.ts';

type Steps = ReturnType<Handlers<Contract['ledger']>['check']>;

export async function* checkLedger(_core: Core, _subjects: LedgerSubjects, _signal: AbortSignal | undefined): Steps {
  yield { kind: 'done', result: { rows: 0, problems: [] } };
}
