import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';

export function policiesHandlers(_core: Core): Handlers<Contract['policies']> {
  throw new Error('not built');
}
