import { DESTINATION_TRACE, REFUSAL_LINES } from '../columns';
import * as m from './messages';
import * as place from './place';
import { bump, Rows, rowOf } from './rows';
import { whole } from './stretch';
import { replyOnDay, traceOf } from './tally';
import { whoOfMessage } from './who';

/*
 * Decides which lines are kept as evidence, when they are read: those that may turn out to be the first of something. Rather too many are kept than one too few,
 * or else the first line would depend on where the log was cut: of a message whose beginning may not have been seen, every line that could matter.
 */

/** Lines kept of a reply on a day, by who got it. */
const refusals: Rows = new Rows(1);
/** Owners of whom an arrival was seen. */
const arrivals: Rows = new Rows(0);
let lastLine: i32 = 0;
let lastNumber: i32 = 0;

/** To be called where a stretch begins. */
export function resetKeeping(): void {
  refusals.clear();
  arrivals.clear();
  lastLine = 0;
}

/** Number of the line that is read. */
export function keptLine(): i32 {
  if (place.line !== lastLine) {
    lastNumber = whole.lines.keep();
    lastLine = place.line;
  }
  return lastNumber;
}

/** Whether who sent the message was told. */
export function isKnown(message: i32): bool {
  const at = whole.messages.of(message);
  return (load<i32>(at, m.LOGIN) | load<i32>(at, m.USER) | load<i32>(at, m.PANEL_USER)) !== 0;
}

export function isHeld(message: i32): bool {
  return (whole.messages.flags(message) & m.HELD) !== 0;
}

/** Owner of recipients of the message that are certainly outside, as far as it is known who sent it. */
function ownerOf(message: i32): i32 {
  const at = whole.messages.of(message);
  const known = load<i32>(at, m.OWNER);
  if (known !== 0) return known - 1;
  const owner = rowOf(whole.owners, whoOfMessage(message), 0);
  store<i32>(at, owner + 1, m.OWNER);
  return owner;
}

/** The line where the message arrived: of whoever logs in, the login is line enough. */
export function keepArrival(message: i32): void {
  const at = whole.messages.of(message);
  if (!isHeld(message)) {
    if (load<i32>(at, m.LOGIN) !== 0 || !isKnown(message)) return;
    const before = arrivals.size;
    rowOf(arrivals, ownerOf(message), 0);
    if (arrivals.size === before) return;
  }
  store<i32>(at, keptLine(), m.ARRIVAL_LINE);
}

/** The line where the name of a trace of the message stood. */
export function keepTrace(message: i32, kind: i32, name: i32): void {
  if (!isHeld(message)) {
    if (!isKnown(message)) return;
    const before = whole.traces.size;
    traceOf(ownerOf(message), kind, name);
    if (whole.traces.size === before) return;
  }
  store<i32>(whole.messages.of(message) + (kind << 2), keptLine(), m.TRACE_LINES);
}

/** Whether the line of an outcome may be the first of a reply, or of a domain. */
export function isWanted(message: i32, reply: i32, domain: i32): bool {
  if (isHeld(message)) return true;
  if (!isKnown(message)) return (whole.messages.flags(message) & m.FROM_NETWORK) === 0;
  const owner = ownerOf(message);
  return isNewDomain(owner, domain) || (reply !== 0 && isFirstReply(owner, reply));
}

function isNewDomain(owner: i32, domain: i32): bool {
  if (domain === 0) return false;
  const before = whole.traces.size;
  traceOf(owner, DESTINATION_TRACE, domain);
  return whole.traces.size > before;
}

function isFirstReply(owner: i32, reply: i32): bool {
  const at = refusals.row(rowOf(refusals, owner, replyOnDay(reply, place.at)));
  if (load<i32>(at) >= REFUSAL_LINES) return false;
  bump(at, 1);
  return true;
}
