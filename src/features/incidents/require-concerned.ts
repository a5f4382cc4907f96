import { fail } from '../../contract/fail.ts';
import type { Case } from './view.ts';

/** What says that something left from a client's hosting is for nobody but whoever caused the case, or may have. Throws `client_not_concerned`, `client_innocent`. */
export function requireConcerned({ concerned }: Case, { id, name: client }: { readonly id: string; readonly name: string }): void {
  const roles = concerned.filter(({ clientId }) => clientId === id).map(({ role }) => role);
  if (roles.length === 0) throw fail('client_not_concerned', { client });
  if (roles.every((role) => role === 'innocent')) throw fail('client_innocent', { client });
}
