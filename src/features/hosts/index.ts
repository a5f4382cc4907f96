import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';

export function hostsHandlers(_core: Core): Handlers<Contract['hosts']> {
  throw new Error('not built');
}
