import { Carrier } from './carrier';
import * as e from './entries';
import * as m from './messages';
import { bump } from './rows';

/** Adds an entry of a message of a stretch to a message of the whole. */
export function joinEntry(message: i32, entry: usize, carrier: Carrier): void {
  const kind = load<i32>(entry, m.KIND);
  e.keyOf(kind, load<i32>(entry, m.HIGH), load<i32>(entry, m.LOW));
  const own = e.entryOf(message);
  if (kind === e.BOUNCE) {
    if (load<i32>(own, m.DONE_AT) === 0) store<i32>(own, load<i32>(entry, m.DONE_AT), m.DONE_AT);
    store<i32>(own, load<i32>(own, m.STATE) | load<i32>(entry, m.STATE), m.STATE);
  } else if (kind === e.LIMIT) joinLimit(own, entry, carrier);
  else joinRecipient(own, entry, carrier);
}

function joinLimit(own: usize, entry: usize, carrier: Carrier): void {
  if (load<i32>(own, m.STATE) === 0) {
    store<i32>(own, load<i32>(entry, m.REPLY), m.REPLY);
    store<i32>(own, load<i32>(entry, m.DEFER_REPLY), m.DEFER_REPLY);
    store<i32>(own, carrier.line(load<i32>(entry, m.DONE_LINE)), m.DONE_LINE);
  }
  bump(own + m.STATE, load<i32>(entry, m.STATE));
  store<i32>(own, load<i32>(entry, m.DONE_AT), m.DONE_AT);
}

function joinRecipient(own: usize, entry: usize, carrier: Carrier): void {
  const before = load<i32>(own, m.STATE);
  const state = load<i32>(entry, m.STATE);
  if (load<i32>(own, m.DOMAIN) === 0) store<i32>(own, carrier.name(load<i32>(entry, m.DOMAIN)), m.DOMAIN);
  let joined = before | (state & (e.IS_HERE | e.IS_OUTSIDE)) | (before === 0 ? state & e.BY_FORWARDER : 0);
  if ((before & e.IS_DONE) === 0) {
    joined |= state & (e.IS_HANDED_ON | e.IS_DONE | e.FAILED_BY_LIMIT | e.WAS_DEFERRED | e.PUT_OFF_BY_LIMIT);
    if ((state & e.IS_DONE) !== 0) {
      store<i32>(own, load<i32>(entry, m.DONE_AT), m.DONE_AT);
      store<i32>(own, carrier.reply(load<i32>(entry, m.REPLY)), m.REPLY);
      store<i32>(own, carrier.line(load<i32>(entry, m.DONE_LINE)), m.DONE_LINE);
    }
    if ((before & e.WAS_DEFERRED) === 0 && (state & e.WAS_DEFERRED) !== 0) {
      store<i32>(own, load<i32>(entry, m.DEFER_AT), m.DEFER_AT);
      store<i32>(own, carrier.reply(load<i32>(entry, m.DEFER_REPLY)), m.DEFER_REPLY);
      store<i32>(own, carrier.line(load<i32>(entry, m.DEFER_LINE)), m.DEFER_LINE);
    }
  }
  store<i32>(own, joined, m.STATE);
}
