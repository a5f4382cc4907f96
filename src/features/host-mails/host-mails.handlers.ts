import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';
import { readHostMail } from './read.ts';

/** The functions of `contract.hostMails`. */
export function hostMailsHandlers(core: Core): Handlers<Contract['hostMails']> {
  return { read: (input, { signal }) => readHostMail(core, input, signal) };
}
