import { DESTINATION_TRACE, SENDER_TRACE, SUBJECT_TRACE, TRACE_FAILED, TRACE_KINDS, TRACE_MESSAGES, TRACE_RECIPIENTS } from '../columns';
import { bump, Rows, rowOf } from './rows';
import { sort } from './sort';
import { Stretch } from './stretch';

/** Weight of a trace that is one message to one recipient. */
const SINGLE: i32 = 2;

/** In place of a number: what has it is not taken along. */
export const LEFT_OUT: i32 = -1;
/** Subjects, and domains, of an owner in one stretch that show one message each, and are taken along. */
const SINGLES: i32 = 100;
/** Of a stretch with more traces none of those is. */
const MANY: i32 = 20_000;

/**
 * Numbers the traces of a stretch that are taken along: whoever sends much has a subject, and writes to a domain, of which there is just one mail, in a large
 * part of his mails. The memory is given back with `heap.free`.
 */
export function wantedOf(stretch: Stretch): usize {
  const traces = stretch.traces;
  const wanted = heap.alloc(traces.size << 2);
  const many = traces.size > MANY;
  const counts = new Rows(1);
  let size = 0;
  for (let trace = 0; trace < traces.size; trace++) {
    const takes = !isSingle(stretch, trace) || (takesSingle(counts, traces.first(trace)) && !many);
    store<i32>(wanted + (trace << 2), takes ? size : LEFT_OUT);
    if (takes) size += 1;
  }
  counts.free();
  return wanted;
}

/** Whether another trace of a single mail is taken of the owner and kind with this key. */
function takesSingle(counts: Rows, key: i32): bool {
  const count = counts.row(rowOf(counts, key, 0));
  bump(count, 1);
  return load<i32>(count) <= SINGLES || key % TRACE_KINDS === SENDER_TRACE;
}

/** Numbers the heaviest traces of a stretch, about so many. The memory is given back with `heap.free`. */
export function heaviestOf(stretch: Stretch, kept: i32): usize {
  const size = stretch.traces.size;
  const weights = heap.alloc(size << 2);
  for (let trace = 0; trace < size; trace++) store<i32>(weights + (trace << 2), weightOf(stretch, trace));
  sort(weights, size);
  const least = size > kept ? load<i32>(weights + ((size - kept - 1) << 2)) : -1;
  let wanted = 0;
  for (let trace = 0; trace < size; trace++) {
    const takes = weightOf(stretch, trace) > least;
    store<i32>(weights + (trace << 2), takes ? wanted : LEFT_OUT);
    if (takes) wanted += 1;
  }
  return weights;
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
