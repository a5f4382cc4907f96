import { DESTINATION_TRACE, SENDER_TRACE, SUBJECT_TRACE, TRACE_FAILED, TRACE_KINDS, TRACE_MESSAGES, TRACE_RECIPIENTS } from '../columns';
import { bump, Rows, rowOf } from './rows';
import { sort } from './sort';
import { Stretch } from './stretch';

/** Weight of a trace that is one message to one recipient. */
const SINGLE: i32 = 2;

/**
 * Marks, a byte each, which traces of a stretch are taken along: whoever sends much has a subject, and writes to a domain, of which there is just one mail, in a large
 * part of his mails. `singles`: how many such of an owner are taken; of a stretch with more than `kept` traces none. The memory is given back with `heap.free`.
 */
export function wantedOf(stretch: Stretch, singles: i32, kept: i32): usize {
  const traces = stretch.traces;
  const wanted = heap.alloc(traces.size);
  const many = traces.size > kept;
  const counts = new Rows(1);
  for (let trace = 0; trace < traces.size; trace++) {
    if (!isSingle(stretch, trace)) {
      store<u8>(wanted + trace, 1);
      continue;
    }
    const key = traces.first(trace);
    const count = counts.row(rowOf(counts, key, 0));
    const few = load<i32>(count) < singles || key % TRACE_KINDS === SENDER_TRACE;
    store<u8>(wanted + trace, !many && few ? 1 : 0);
    bump(count, 1);
  }
  counts.free();
  return wanted;
}

/** Marks the heaviest traces of a stretch, about so many. The memory is given back with `heap.free`. */
export function heaviestOf(stretch: Stretch, kept: i32): usize {
  const size = stretch.traces.size;
  const weights = heap.alloc(size << 2);
  for (let trace = 0; trace < size; trace++) store<i32>(weights + (trace << 2), weightOf(stretch, trace));
  sort(weights, size);
  const least = size > kept ? load<i32>(weights + ((size - kept - 1) << 2)) : -1;
  heap.free(weights);
  const wanted = heap.alloc(size);
  for (let trace = 0; trace < size; trace++) store<u8>(wanted + trace, weightOf(stretch, trace) > least ? 1 : 0);
  return wanted;
}

/** Whether it shows no more than that one message was sent: of subjects, senders and domains there are as many as messages. */
function isSingle(stretch: Stretch, trace: i32): bool {
  const kind = stretch.traces.first(trace) % TRACE_KINDS;
  return (kind === SENDER_TRACE || kind === SUBJECT_TRACE || kind === DESTINATION_TRACE) && weightOf(stretch, trace) <= SINGLE;
}

function weightOf(stretch: Stretch, trace: i32): i32 {
  const at = stretch.traces.row(trace);
  return load<i32>(at, 4 * TRACE_MESSAGES) + load<i32>(at, 4 * TRACE_RECIPIENTS) + load<i32>(at, 4 * TRACE_FAILED);
}
