import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';

export function mailboxHandlers(_core: Core): Handlers<Contract['mailbox']> {
  throw new Error('not built');
}
