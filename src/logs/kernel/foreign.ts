import { SYSTEM_USER } from '../columns';
import * as accounts from './accounts';
import { hashLower, high, low } from './hash';
import { userKind } from './host';
import { Rows, rowOf } from './rows';
import { whole } from './stretch';
import { signPlace } from './words';

/** By the hash of the name before the @: what a user of that name is + 1. */
const users: Rows = new Rows(1);

/** Whether a sender is not an account's own. A user of the server that sends in its own name is not foreign, nor is the one everybody's scripts run as. */
export function isForeign(account: i32, sender: i32): bool {
  const from = whole.names.from(sender);
  const to = whole.names.to(sender);
  const sign = signPlace(from, to);
  if (sign === 0) return false;
  hashLower(sign + 1, to);
  if (accounts.isOwn(account)) return false;
  hashLower(from, sign);
  return !accounts.isNamed(account) && (kindOf(from, sign) & SYSTEM_USER) === 0;
}

/** Bits of what the user is whose name was hashed last. */
function kindOf(from: usize, to: usize): i32 {
  const at = users.row(rowOf(users, high, low));
  if (load<i32>(at) === 0) store<i32>(at, userKind(from, to) + 1);
  return load<i32>(at) - 1;
}
