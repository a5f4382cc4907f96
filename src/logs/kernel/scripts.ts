import { SHARED_USER } from '../columns';
import { isHeld } from './keeping';
import * as place from './place';
import { findRow, rowOf } from './rows';
import { ANYBODY, REPLACED, SCRIPT_SECONDS, SHARED_SECONDS, whole } from './stretch';
import { kindOf } from './who';

/*
 * Finds for messages of local users the script that was called before: their own, or the last of all where the web server calls them as one user for everybody.
 */

/** A script that will hand in the next message of a user. */
export function called(user: i32, script: i32): void {
  call(user, script);
  call(ANYBODY, script);
}

function call(key: i32, script: i32): void {
  if (findRow(whole.awaiting, key, 0) < 0) store<i32>(whole.awaiting.row(rowOf(whole.awaiting, key, 0)), REPLACED);
  setScript(key, script, place.at);
}

/** Notes the last script of a user. */
export function setScript(key: i32, script: i32, at: u32): void {
  const row = whole.scripts.row(rowOf(whole.scripts, key, 0));
  store<i32>(row, script);
  store<u32>(row, at, 4);
}

/** Address of the last script of a user that no message followed; 0 = there is none. */
export function pendingScript(key: i32): usize {
  const row = findRow(whole.scripts, key, 0);
  if (row < 0) return 0;
  const at = whole.scripts.row(row);
  return load<i32>(at) === 0 ? 0 : at;
}

/** The script that made a message; 0 = none is known. No other message is made by the same call. */
export function scriptBefore(message: i32, user: i32): i32 {
  const shared = (kindOf(user) & SHARED_USER) !== 0;
  const key = shared ? ANYBODY : user;
  const pending = pendingScript(key);
  if (pending === 0) {
    if (findRow(whole.awaiting, key, 0) < 0 && isHeld(message)) store<i32>(whole.awaiting.row(rowOf(whole.awaiting, key, 0)), message);
    return 0;
  }
  const script = load<i32>(pending);
  const age = i32(place.at - load<u32>(pending, 4));
  takeScript(key);
  return age <= (shared ? SHARED_SECONDS : SCRIPT_SECONDS) ? script : 0;
}

/** Takes the last script of a user away, also from where it stands as the last of all. */
export function takeScript(key: i32): void {
  const own = pendingScript(key);
  const last = pendingScript(ANYBODY);
  if (own === 0) return;
  if (last !== 0 && load<u64>(own) === load<u64>(last)) store<i32>(last, 0);
  store<i32>(own, 0);
}
