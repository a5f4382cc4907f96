import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { FileRef } from '../../contract/ids.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';

export async function* verifyBundle(_core: Core, _file: FileRef, _signal: AbortSignal | undefined): ReturnType<Handlers<Contract['ledger']>['verifyBundle']> {
  yield* [];
  throw fail('file_not_found', {});
}
