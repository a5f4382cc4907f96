import { REFUSED, REFUSED_LOGIN_TRACE, TRACE_LINE } from '../columns';
import * as e from './entries';
import { keptLine } from './keeping';
import { BY_SYSTEM, DEFER_REPLY, DONE_AT, DONE_LINE, ID_HIGH, ID_LOW, ORIGIN, REPLY, STATE } from './messages';
import * as place from './place';
import { bump, rowOf } from './rows';
import { whole } from './stretch';
import { cellAt, Gain, LimitMet, traceOf } from './tally';
import { identity, whoOf } from './who';

/** Different logins of one stretch that are remembered as refused: who guesses passwords tries names without end. */
const REFUSED_LOGINS: i32 = 20_000;
let logins: i32 = 0;
const gain: Gain = new Gain();
const met: LimitMet = new LimitMet();

/** A limit that the server spoke of, or a suspension. Numbers −1 = not said. Without a message: whose it would have been. */
class Limit {
  kind: i32 = 0;
  allowed: i32 = -1;
  counted: i32 = -1;
  login: i32 = 0;
  user: i32 = 0;
  domain: i32 = 0;
}

/** Filled in and read again and again. */
export const limit: Limit = new Limit();

/** To be called where a stretch begins. */
export function resetLimits(): void {
  logins = 0;
}

/** `child` reports a failure of `parent`. `certain`: it is no warning of a delay; otherwise it counts when something of `parent` has failed. */
export function bounce(parent: i32, child: i32, certain: bool): void {
  const at = whole.messages.of(child);
  store<i32>(at, BY_SYSTEM, ORIGIN);
  e.keyOf(e.BOUNCE, load<i32>(at, ID_HIGH), load<i32>(at, ID_LOW));
  const entry = e.entryOf(parent);
  if (load<i32>(entry, DONE_AT) === 0) store<u32>(entry, place.at, DONE_AT);
  if (certain) store<i32>(entry, e.IS_CERTAIN, STATE);
}

/** A message met the limit. The numbers are those of the first line in its quarter. */
export function limitMessage(message: i32): void {
  e.keyOf(e.LIMIT, limit.kind, place.quarterOf(place.at));
  const entry = e.entryOf(message);
  if (load<i32>(entry, STATE) === 0) {
    store<i32>(entry, limit.allowed, REPLY);
    store<i32>(entry, limit.counted, DEFER_REPLY);
    store<i32>(entry, keptLine(), DONE_LINE);
  }
  bump(entry + STATE, 1);
  store<u32>(entry, place.at, DONE_AT);
}

/** Somebody met the limit, and was refused, before there was a message. */
export function limitNobody(): void {
  const owner = ownerOf();
  met.kind = limit.kind;
  met.quarter = place.quarterOf(place.at);
  met.allowed = limit.allowed;
  met.counted = limit.counted;
  met.last = place.at;
  met.line = keptLine();
  met.addTo(owner);
  bump(cellAt(owner, place.at) + 4 * REFUSED, 1);
}

/** A login was refused, from the network address with that hash. */
export function refuseLogin(login: i32, source: i32): void {
  if (logins >= REFUSED_LOGINS) return;
  const before = whole.traces.size;
  limit.login = login;
  limit.user = limit.domain = 0;
  const trace = traceOf(ownerOf(), REFUSED_LOGIN_TRACE, login);
  if (whole.traces.size > before) {
    logins += 1;
    store<i32>(whole.traces.row(trace), keptLine(), 4 * TRACE_LINE);
  }
  gain.failed = 1;
  gain.at = place.at;
  gain.addTo(trace);
  whole.sources.put(trace, place.quarterOf(place.at), source);
}

/** Owner of whoever the limit is of. */
function ownerOf(): i32 {
  const names = whole.names.rows;
  const known = limit.login !== 0 || limit.user !== 0 || limit.domain === 0;
  identity.clear();
  identity.login = limit.login;
  identity.user = limit.login === 0 ? limit.user : 0;
  identity.domainHigh = known ? 0 : names.first(limit.domain);
  identity.domainLow = known ? 0 : names.second(limit.domain);
  return rowOf(whole.owners, whoOf(), 0);
}
