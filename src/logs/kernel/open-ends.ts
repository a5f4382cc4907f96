import { BY_FORWARDER, FORWARD, HAS_FAILED, IS_DONE, IS_HERE, RECIPIENT } from './entries';
import * as m from './messages';
import { whole } from './stretch';

/** In place of a reply where a message ends: the server's own filter threw it away, so that recipients that are still open are neither failed nor ever left. */
export const DISCARDED: i32 = -1;

/** What was still open when the lifetime of a message was over has failed, or stayed on this server as its filter threw it away. `at`: address of the message. */
export function expireOpen(at: usize): void {
  const messages = whole.messages;
  for (let entry = load<i32>(at, m.FIRST_ENTRY); entry > 0; entry = load<i32>(messages.entry(entry), m.NEXT)) {
    const place = messages.entry(entry);
    const state = load<i32>(place, m.STATE);
    if (load<i32>(place, m.KIND) !== RECIPIENT || (state & (IS_DONE | IS_HERE)) !== 0) continue;
    if (load<i32>(at, m.EXPIRED_REPLY) === DISCARDED) {
      store<i32>(place, state | IS_HERE, m.STATE);
      continue;
    }
    store<i32>(place, state | HAS_FAILED, m.STATE);
    store<i32>(place, load<i32>(at, m.EXPIRED_AT), m.DONE_AT);
    store<i32>(place, load<i32>(at, m.EXPIRED_REPLY), m.REPLY);
  }
}

/** How many recipients of a message were announced and never named. */
export function unnamedOf(at: usize): i32 {
  let unnamed = load<i32>(at, m.EXPECTED);
  if (unnamed === 0) return 0;
  const messages = whole.messages;
  for (let entry = load<i32>(at, m.FIRST_ENTRY); entry > 0; entry = load<i32>(messages.entry(entry), m.NEXT)) {
    const place = messages.entry(entry);
    const kind = load<i32>(place, m.KIND);
    if (kind === FORWARD || (kind === RECIPIENT && (load<i32>(place, m.STATE) & BY_FORWARDER) === 0)) unnamed -= 1;
  }
  return unnamed;
}

/** When anything was heard of a message whose arrival was not seen; 0 = never. */
export function heardOf(at: usize): u32 {
  let first: u32 = 0;
  const messages = whole.messages;
  for (let entry = load<i32>(at, m.FIRST_ENTRY); entry > 0; entry = load<i32>(messages.entry(entry), m.NEXT)) {
    const place = messages.entry(entry);
    first = sooner(sooner(first, load<u32>(place, m.DONE_AT)), load<u32>(place, m.DEFER_AT));
  }
  return first;
}

/** The earlier of two times, 0 = none. */
function sooner(a: u32, b: u32): u32 {
  return a === 0 || (b !== 0 && b < a) ? b : a;
}
