import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';

export function filesHandlers(_core: Core): Handlers<Contract['files']> {
  throw new Error('not built');
}
