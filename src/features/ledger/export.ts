import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';
import type { LedgerSubjects } from './subjects.ts';

type Export = Handlers<Contract['ledger']>['exportBundle'];

export async function* exportBundle(
  _core: Core,
  _subjects: LedgerSubjects,
  _input: Parameters<Export>[0] & { signal: AbortSignal | undefined },
): ReturnType<Export> {
  yield* [];
  throw fail('evidence_not_found', {});
}
