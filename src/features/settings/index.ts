import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';

export function settingsHandlers(_core: Core): Handlers<Contract['settings']> {
  throw new Error('not built');
}
