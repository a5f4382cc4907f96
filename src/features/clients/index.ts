import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';

export { type AccountTold, accountTold, clientTold, packVersions } from './told.repo.ts';

export function clientsHandlers(_core: Core): Handlers<Contract['clients']> {
  throw new Error('not built');
}
