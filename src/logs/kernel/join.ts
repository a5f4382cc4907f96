import { Carrier } from './carrier';
import { repliesMoved } from './host';
import { MessageJoin, over } from './join-messages';
import { addTally } from './join-tally';
import { Whereat } from './lines';
import { zeros } from './memory';
import * as m from './messages';
import { pendingScript, setScript, takeScript } from './scripts';
import { settle } from './settling';
import { sort } from './sort';
import { ANYBODY, begin, REPLACED, SCRIPT_SECONDS, SHARED_SECONDS, Stretch, whole } from './stretch';
import { trimTraces } from './trimming';
import { heaviestOf } from './wanted';

/** When the smallest traces are let go, how many stay, and how many messages may be open: what is kept must not grow with the log. */
class Limits {
  traces: i32 = 60_000;
  lineBytes: i32 = 12 << 20;
  kept: i32 = 20_000;
  open: i32 = 150_000;
}

/** To be changed before anything is put together. */
export const limits: Limits = new Limits();
/** Sets among which parts of one are not yet looked for. */
const SETS: i32 = 5000;
let sets: i32 = SETS;

/** Adds what was read next. */
export function join(next: Stretch, where: Whereat): void {
  add(next, where);
  if (whole.traces.size > limits.traces || whole.lines.bytes.used > limits.lineBytes) letGo();
  if (whole.messages.open > limits.open) leaveOldest();
  if (whole.uniques.size + whole.sources.size > sets) unite();
}

/** Parts of one set that came with several stretches become one. */
function unite(): void {
  whole.uniques.unite();
  whole.sources.unite();
  sets = 2 * (whole.uniques.size + whole.sources.size) + SETS;
}

/** Half of too many open messages, the oldest, are counted as they stand and as skipped: no server has so many, and what is still said of them is lost. */
function leaveOldest(): void {
  const messages = whole.messages;
  const times = heap.alloc(messages.size << 2);
  let open = 0;
  for (let message = 0; message < messages.size; message++) {
    if ((messages.flags(message) & m.IN_USE) === 0) continue;
    store<u32>(times + (open << 2), load<u32>(messages.of(message), m.ARRIVED_AT));
    open += 1;
  }
  sort(times, open);
  const half = (open + 1) / 2;
  const last = load<u32>(times + ((half - 1) << 2));
  let left = leaveBefore(last, half);
  left += leaveBefore(last + 1, half - left);
  whole.skipped += left;
  heap.free(times);
}

/** Leaves at most so many messages that arrived before a time. Returns how many there were. */
function leaveBefore(time: u32, most: i32): i32 {
  const messages = whole.messages;
  let left = 0;
  for (let message = 0; message < messages.size && left < most; message++) {
    if ((messages.flags(message) & m.IN_USE) === 0 || load<u32>(messages.of(message), m.ARRIVED_AT) >= time) continue;
    over(message, true);
    left += 1;
  }
  return left;
}

/** Begins anew with what matters: without the smallest traces, and without lines that turned out to be the first of nothing. */
function letGo(): void {
  const old = whole;
  old.uniques.closeOpen();
  old.sources.closeOpen();
  trimTraces(old, heaviestOf(old, limits.kept));
  begin(new Stretch());
  repliesMoved();
  add(old, new Whereat(-1, 0));
  old.free();
  limits.traces = max(limits.traces, 2 * whole.traces.size);
  limits.lineBytes = max(limits.lineBytes, 2 * whole.lines.bytes.used);
}

function add(next: Stretch, where: Whereat): void {
  const carrier = new Carrier(next, where);
  addTally(carrier);
  const scripts = awaited(next, carrier);
  new MessageJoin(carrier, scripts).addAll();
  heap.free(scripts);
  for (let row = 0; row < next.scripts.size; row++) {
    const at = next.scripts.row(row);
    if (load<i32>(at) !== 0) setScript(carrier.name(next.scripts.first(row)), carrier.name(load<i32>(at)), load<u32>(at, 4));
  }
  whole.gaps.join(next.gaps);
  whole.lineCount += next.lineCount;
  whole.skipped += next.skipped;
  whole.opened += next.opened;
  whole.saw |= next.saw;
  carrier.free();
}

/** Finds scripts that stood before the stretch for the messages in it that wait for one: by message, numbers of their names in the whole. */
function awaited(next: Stretch, carrier: Carrier): usize {
  const found = zeros(next.messages.size << 2);
  for (let row = 0; row < next.awaiting.size; row++) {
    const user = next.awaiting.first(row);
    const key = carrier.name(user);
    const pending = pendingScript(key);
    if (pending === 0) continue;
    const script = load<i32>(pending);
    const called = load<u32>(pending, 4);
    takeScript(key);
    const message = load<i32>(next.awaiting.row(row));
    if (message === REPLACED) continue;
    const at = next.messages.of(message);
    const age = i32(load<u32>(at, m.ARRIVED_AT) - called);
    if (load<i32>(at, m.SCRIPT) === 0 && age <= (user === ANYBODY ? SHARED_SECONDS : SCRIPT_SECONDS)) store<i32>(found + (message << 2), script);
  }
  return found;
}

/** Counts what is still open as such. Nothing can be added afterwards. */
export function finish(): void {
  const messages = whole.messages;
  for (let message = 0; message < messages.size; message++) if ((messages.flags(message) & m.IN_USE) !== 0) settle(message, true);
  whole.uniques.closeOpen();
  whole.sources.closeOpen();
}
