import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';

export function importsHandlers(_core: Core): Handlers<Contract['imports']> {
  throw new Error('not built');
}
