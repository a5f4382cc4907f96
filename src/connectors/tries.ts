import { AppError } from '../shared/app-error.ts';
import type { Capability, Given, Need } from '../shared/panels.ts';
import { endsAll, name } from './answers.ts';

/** What came of trying a call. */
export interface Tried<T> {
  readonly given: Given;
  /** What lacks, in the panel's own spelling; '' = nothing, or it is not known. */
  readonly privilege: string;
  /** null = it did not work. */
  readonly value: T | null;
}

/** Tries a call, and says what follows for what it would give. Throws what would happen to any other call as well, such as `panel_auth_refused`. */
export async function tried<T>(work: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { given: 'given', privilege: '', value: await work() };
  } catch (error) {
    if (endsAll(error) || !(error instanceof AppError)) throw error;
    const lacks = error.code === 'panel_privilege_missing';
    return { given: lacks ? 'needs_privilege' : 'unknown', privilege: lacks ? name(error.params['privilege']) : '', value: null };
  }
}

/** The same for each of these needs: what is said of them, or came of trying the call. */
export function told(needs: readonly Need[], said: Given | Pick<Tried<unknown>, 'given' | 'privilege'>, call = ''): Capability[] {
  const { given, privilege } = typeof said === 'string' ? { given: said, privilege: '' } : said;
  return needs.map((need) => ({ need, given, privilege, call }));
}

/** What can be done without; null = the panel refused it. An answer that cannot be read is an error here too: it may be that nothing else can. */
export async function orNothing<T>(work: () => Promise<T>, denied: () => void = () => {}): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (endsAll(error) || !(error instanceof AppError) || error.code === 'panel_unreadable') throw error;
    if (error.code === 'panel_privilege_missing') denied();
    return null;
  }
}

/** The same for each account, until a privilege is found lacking: it would lack for the next one too. */
export function untilDenied<T>(read: (login: string) => Promise<T>): (login: string) => Promise<T | null> {
  let denied = false;
  const deny = (): void => {
    denied = true;
  };
  return async (login) => (denied ? null : await orNothing(() => read(login), deny));
}
