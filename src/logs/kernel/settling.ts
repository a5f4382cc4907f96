import * as c from '../columns';
import * as e from './entries';
import * as m from './messages';
import { expireOpen, heardOf, unnamedOf } from './open-ends';
import { bump, rowOf } from './rows';
import { whole } from './stretch';
import { cellAt, Gain, keepFirst, LimitMet, putFirst, replyOnDay, traceOf } from './tally';
import { whoOfDomain, whoOfMessage } from './who';

/** The message that is being counted, and its address. */
let message: i32 = 0;
let at: usize = 0;
let owner: i32 = 0;
let arrived: u32 = 0;
/** Row of its quarter. */
let cell: i32 = 0;
/** Different for every message. */
let serial: i32 = 0;
let open: bool = false;
let left: bool = false;
/** Of the message as a whole, and of one recipient. */
const gain: Gain = new Gain();
const one: Gain = new Gain();
const limit: LimitMet = new LimitMet();
one.recipients = 1;

/** Counts a message that is over. `atEnd`: the log ends and it is still open. */
export function settle(settled: i32, atEnd: bool): void {
  message = settled;
  at = whole.messages.of(message);
  const origin = m.originOf(at);
  if (origin === m.BY_SYSTEM) return;
  open = atEnd;
  const seen = (load<i32>(at, m.FLAGS) & m.ARRIVED) !== 0;
  if (load<i32>(at, m.EXPIRED_AT) !== 0) expireOpen(at);
  if (seen && (origin === m.BY_LOGIN || origin === m.BY_LOCAL_USER || load<i32>(at, m.PANEL_USER) !== 0)) own();
  else strange(seen && origin !== m.AS_TOLD);
}

function begin(ofOwner: i32, time: u32): void {
  owner = ofOwner;
  arrived = time;
  cell = rowOf(whole.cells, owner, i32(time / c.QUARTER_SECONDS));
  serial += 1;
  left = false;
}

/** Adds to a column of the quarter in which the message arrived. */
function count(column: i32, by: i32): void {
  bump(whole.cells.row(cell) + (column << 2), by);
}

/** A message of an account. */
function own(): void {
  const known = load<i32>(at, m.OWNER);
  begin(known !== 0 ? known - 1 : rowOf(whole.owners, whoOfMessage(message), 0), load<u32>(at, m.ARRIVED_AT));
  gain.messages = (load<i32>(at, m.FLAGS) & m.BY_FILTER) !== 0 ? 0 : 1;
  gain.recipients = gain.failed = 0;
  const messages = whole.messages;
  for (let entry = load<i32>(at, m.FIRST_ENTRY); entry > 0; entry = load<i32>(messages.entry(entry), m.NEXT)) entryOf(messages.entry(entry));
  unnamed();
  count(c.MESSAGES, gain.messages);
  if (left) count(c.LEFT, 1);
  traces();
  putFirst(whole.whos.row(whole.owners.first(owner)) + 4 * c.WHO_LINE, load<i32>(at, m.ARRIVAL_LINE));
}

/** Recipients that were announced and never named. */
function unnamed(): void {
  const recipients = open ? unnamedOf(at) : 0;
  if (recipients <= 0) return;
  count(c.RECIPIENTS, recipients);
  count(c.QUEUED, recipients);
  left = true;
}

function entryOf(entry: usize): void {
  const kind = load<i32>(entry, m.KIND);
  if (kind === e.RECIPIENT) recipient(entry);
  else if (kind === e.BOUNCE) bounce(entry);
  else if (kind === e.LIMIT) limited(entry);
}

function recipient(entry: usize): void {
  const state = load<i32>(entry, m.STATE);
  if ((state & e.IS_HERE) !== 0) {
    count(c.LOCAL, 1);
    return;
  }
  left = true;
  if ((state & e.IS_HANDED_ON) !== 0) return;
  const certain = (state & e.IS_OUTSIDE) !== 0;
  const whose = certain ? owner : rowOf(whole.owners, whole.owners.first(owner), load<i32>(entry, m.DOMAIN));
  const row = certain ? cell : rowOf(whole.cells, whose, i32(arrived / c.QUARTER_SECONDS));
  bump(whole.cells.row(row) + 4 * c.RECIPIENTS, 1);
  whole.uniques.put(whose, i32(arrived / c.HOUR_SECONDS), load<i32>(entry, m.HIGH));
  outcome(entry, row);
  countForTraces(entry, whose);
}

/** What became of a recipient that was submitted in the quarter of `row`. */
function outcome(entry: usize, row: i32): void {
  const state = load<i32>(entry, m.STATE);
  const whose = whole.cells.first(row);
  if ((state & e.IS_DONE) !== 0) {
    const done = cellAt(whose, load<u32>(entry, m.DONE_AT));
    bump(done + ((state & e.HAS_FAILED) !== 0 ? 4 * c.FAILED_TO : 4 * c.DELIVERED_TO), 1);
    if ((state & (e.FAILED_BY_LIMIT | e.PUT_OFF_BY_LIMIT)) === e.FAILED_BY_LIMIT) bump(done + 4 * c.REFUSED, 1);
  } else if (open) bump(whole.cells.row(row) + 4 * c.QUEUED, 1);
  if ((state & e.HAS_FAILED) !== 0) {
    replied(row, load<i32>(entry, m.REPLY), c.FAILED_OF);
    refused(whose, replyOnDay(load<i32>(entry, m.REPLY), load<u32>(entry, m.DONE_AT)), load<i32>(entry, m.DONE_LINE));
  }
  if ((state & e.WAS_DEFERRED) === 0) return;
  const deferred = cellAt(whose, load<u32>(entry, m.DEFER_AT));
  bump(deferred + 4 * c.DEFERRED_TO, 1);
  if ((state & e.PUT_OFF_BY_LIMIT) !== 0) bump(deferred + 4 * c.REFUSED, 1);
  replied(row, load<i32>(entry, m.DEFER_REPLY), c.DEFERRED_OF);
  refused(whose, replyOnDay(load<i32>(entry, m.DEFER_REPLY), load<u32>(entry, m.DEFER_AT)), load<i32>(entry, m.DEFER_LINE));
}

function replied(row: i32, reply: i32, column: i32): void {
  const outcomes = whole.outcomes;
  if (reply !== 0) bump(outcomes.row(rowOf(outcomes, row, reply)) + (column << 2), 1);
}

/** Keeps the line when it is among the first of its reply on its day. */
function refused(whose: i32, reply: i32, line: i32): void {
  if (reply >= c.REPLY_DAYS && line !== 0) keepFirst(rowOf(whole.refusals, whose, reply), line);
}

/** Reports of failure count where they were made; one that may be a warning counts when something had failed by then. */
function bounce(entry: usize): void {
  const time = load<u32>(entry, m.DONE_AT);
  if ((load<i32>(entry, m.STATE) & e.IS_CERTAIN) === 0 && !failedBy(time)) return;
  bump(cellAt(owner, time) + 4 * c.BOUNCES, 1);
}

function failedBy(time: u32): bool {
  const messages = whole.messages;
  for (let entry = load<i32>(at, m.FIRST_ENTRY); entry > 0; entry = load<i32>(messages.entry(entry), m.NEXT)) {
    const place = messages.entry(entry);
    const failed = load<i32>(place, m.KIND) === e.RECIPIENT && (load<i32>(place, m.STATE) & e.HAS_FAILED) !== 0;
    if (failed && load<u32>(place, m.DONE_AT) <= time) return true;
  }
  return false;
}

function limited(entry: usize): void {
  limit.kind = load<i32>(entry, m.HIGH);
  limit.quarter = load<i32>(entry, m.LOW);
  limit.allowed = load<i32>(entry, m.REPLY);
  limit.counted = load<i32>(entry, m.DEFER_REPLY);
  limit.times = load<i32>(entry, m.STATE);
  limit.last = load<u32>(entry, m.DONE_AT);
  limit.line = load<i32>(entry, m.DONE_LINE);
  limit.addTo(owner);
}

/** A recipient of a domain, and of whose recipients it is not certain that they are outside, of everything else the message shows. */
function countForTraces(entry: usize, whose: i32): void {
  one.failed = (load<i32>(entry, m.STATE) & e.HAS_FAILED) !== 0 ? 1 : 0;
  one.at = arrived;
  const domain = load<i32>(entry, m.DOMAIN);
  if (domain !== 0) {
    const trace = traceOf(whose, c.DESTINATION_TRACE, domain);
    one.messages = firstInMessage(trace) ? 1 : 0;
    one.addTo(trace);
    putFirst(whole.traces.row(trace) + 4 * c.TRACE_LINE, whole.lines.earlier(load<i32>(entry, m.DEFER_LINE), load<i32>(entry, m.DONE_LINE)));
  }
  if (whose === owner) {
    gain.recipients += 1;
    gain.failed += one.failed;
    return;
  }
  one.messages = 0;
  for (let kind = 0; kind < c.DESTINATION_TRACE; kind++) {
    const name = nameOf(kind);
    if (name !== 0) one.addTo(traceOf(whose, kind, name));
  }
}

/** Name of the message that is a trace of a kind. */
function nameOf(kind: i32): i32 {
  if (kind === c.SCRIPT_TRACE) return load<i32>(at, m.SCRIPT);
  if (kind === c.LOGIN_TRACE) return load<i32>(at, m.LOGIN);
  return kind === c.SENDER_TRACE ? load<i32>(at, m.SENDER) : load<i32>(at, m.SUBJECT);
}

/** Whether the message is counted for the first time in this trace. */
function firstInMessage(trace: i32): bool {
  const place = whole.traces.row(trace);
  if (load<i32>(place, 4 * c.TRACE_SERIAL) === serial) return false;
  store<i32>(place, serial, 4 * c.TRACE_SERIAL);
  return true;
}

/** What the message was sent with. */
function traces(): void {
  gain.at = arrived;
  for (let kind = 0; kind < c.DESTINATION_TRACE; kind++) {
    const name = nameOf(kind);
    if (name === 0) continue;
    const trace = traceOf(owner, kind, name);
    gain.addTo(trace);
    putFirst(whole.traces.row(trace) + 4 * c.TRACE_LINE, load<i32>(at + (kind << 2), m.TRACE_LINES));
    const source = load<i32>(at, m.SOURCE);
    if (kind === c.LOGIN_TRACE && source !== 0) whole.sources.put(trace, i32(arrived / c.QUARTER_SECONDS), source);
  }
}

/** A message from outside, or of which nobody saw how it came in: what of it leaves is a forward or a relay. */
function strange(seen: bool): void {
  const messages = whole.messages;
  let relayed = false;
  for (let entry = load<i32>(at, m.FIRST_ENTRY); entry > 0; entry = load<i32>(messages.entry(entry), m.NEXT)) {
    const place = messages.entry(entry);
    if ((load<i32>(place, m.STATE) & e.IS_OUTSIDE) === 0) continue;
    const kind = load<i32>(place, m.KIND);
    if (kind === e.FORWARD && seen) forward(load<i32>(place, m.DOMAIN));
    if (kind === e.RECIPIENT) relayed = true;
  }
  if (relayed) relay(seen);
}

function forward(domain: i32): void {
  const names = whole.names.rows;
  const who = whoOfDomain(names.first(domain), names.second(domain));
  bump(cellAt(rowOf(whole.owners, who, 0), load<u32>(at, m.ARRIVED_AT)) + 4 * c.FORWARDED, 1);
}

/** Of a message that nobody is known to have handed in only what certainly left counts, from when it was first heard of. */
function relay(seen: bool): void {
  const messages = whole.messages;
  const who = seen ? whoOfMessage(message) : whoOfDomain(0, 0);
  begin(rowOf(whole.owners, who, 0), seen ? load<u32>(at, m.ARRIVED_AT) : heardOf(at));
  for (let entry = load<i32>(at, m.FIRST_ENTRY); entry > 0; entry = load<i32>(messages.entry(entry), m.NEXT)) {
    const place = messages.entry(entry);
    if (load<i32>(place, m.KIND) !== e.RECIPIENT || (load<i32>(place, m.STATE) & e.IS_OUTSIDE) === 0) continue;
    recipient(place);
    putFirst(whole.whos.row(who) + 4 * c.WHO_LINE, load<i32>(place, m.DEFER_LINE));
    putFirst(whole.whos.row(who) + 4 * c.WHO_LINE, load<i32>(place, m.DONE_LINE));
  }
  count(c.MESSAGES, 1);
  count(c.LEFT, 1);
}
