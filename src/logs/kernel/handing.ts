import * as m from './messages';
import { rowOf } from './rows';
import { whole } from './stretch';

/**
 * Makes a message that a filter handed in again its sender's: it counts where its recipients end, and the one it was made of counts as the message. Where the sender
 * may have been told before the stretch, that is done when the stretches are put together.
 */
export function handOn(parent: i32, child: i32): void {
  const messages = whole.messages;
  messages.flag(child, m.BY_FILTER);
  messages.flag(parent, m.PASSED_ON);
  inherit(messages.of(parent), messages.of(child));
  const flags = messages.flags(parent);
  if ((flags & m.BEGAN) !== 0 || ((flags & m.HELD) === 0 && (flags & m.ARRIVED) !== 0)) return;
  store<i32>(whole.handed.row(rowOf(whole.handed, child, 0)), parent);
}

/** What is not known of a message is taken from another; both are addresses. */
export function inherit(parent: usize, child: usize): void {
  take(parent, child, m.LOGIN);
  take(parent, child, m.USER);
  take(parent, child, m.PANEL_USER);
  take(parent, child, m.PANEL_DOMAIN);
  take(parent, child, m.SCRIPT);
  take(parent, child, m.SENDER);
  take(parent, child, m.SUBJECT);
  for (let kind: usize = 0; kind < 4; kind++) take(parent, child, m.TRACE_LINES + (kind << 2));
  store<i32>(child, 0, m.OWNER);
}

function take(parent: usize, child: usize, column: usize): void {
  if (load<i32>(child + column) === 0) store<i32>(child + column, load<i32>(parent + column));
}
