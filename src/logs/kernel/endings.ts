import { ARRIVED, BEGAN, BY_FILTER, BY_SYSTEM, COMPLETED, ENTRY_COUNT, HELD, IN_USE, ORIGIN } from './messages';
import { findRow } from './rows';
import { settle } from './settling';
import { whole } from './stretch';

/** Ends a message: counts it when everything is known of it, and keeps it otherwise for what came before the stretch. */
export function complete(message: i32): void {
  const messages = whole.messages;
  messages.close(message);
  if (mustWait(message)) {
    messages.flag(message, COMPLETED);
    whole.ended.push(message);
    return;
  }
  settle(message, false);
  messages.leave(message);
}

/** This line is certainly the first of its message: the id is in use again, unless nothing was told of it yet. What had it before is over, though nothing said so. */
export function begin(message: i32): void {
  const messages = whole.messages;
  const told = messages.flags(message) & ~(IN_USE | HELD);
  if (told !== 0 || load<i32>(messages.of(message), ENTRY_COUNT) !== 0) {
    if (mustWait(message)) whole.ended.push(messages.moveAway(message));
    else {
      settle(message, false);
      messages.forget(message);
    }
  }
  messages.flag(message, BEGAN);
}

/** Whether what came before the stretch may say more of it. */
function mustWait(message: i32): bool {
  const flags = whole.messages.flags(message);
  if ((flags & HELD) !== 0 || ((flags & BY_FILTER) !== 0 && findRow(whole.handed, message, 0) >= 0)) return true;
  return (flags & (BEGAN | ARRIVED)) === 0 && load<i32>(whole.messages.of(message), ORIGIN) !== BY_SYSTEM;
}
