import * as c from '../columns';
import * as accounts from './accounts';
import { Numbers, zeros } from './memory';
import { bump, Rows, rowOf } from './rows';
import { replies } from './share-cells';
import { whole } from './stretch';

/** Lines that are told of an account. */
const MOST: i32 = 600;
/** By account: the first of its rows + 1; by row: the next + 1. */
let firsts: usize = 0;
let nexts: usize = 0;
/** Of the account that is told, side by side: lines, and their replies with the days. */
const lines: Numbers = new Numbers();
const days: Numbers = new Numbers();
/** Numbers of those, to be put in order, and room for as many. */
const sorted: Numbers = new Numbers();
const merged: Numbers = new Numbers();
/** By reply with its day: lines so far; by line: how many of its kind came before it; by that: how many of such are told. */
const counts: Rows = new Rows(1);
const ranks: Numbers = new Numbers();
const room: Numbers = new Numbers();

/** Finds the rows of each account. */
export function shareRefusals(): void {
  const refusals = whole.refusals;
  firsts = zeros(accounts.size << 2);
  nexts = zeros(refusals.size << 2);
  for (let row = refusals.size - 1; row >= 0; row--) {
    const account = accounts.outside.get(refusals.first(row));
    if (account === accounts.NOBODY) continue;
    const first = firsts + (account << 2);
    store<i32>(nexts + (row << 2), load<i32>(first));
    store<i32>(first, row + 1);
  }
}

/** Writes, in the order of the log, reply and line: the first of each reply and day; of too many those stay that come first among theirs. */
export function writeRefusals(account: i32, into: Numbers): void {
  gather(account);
  sort();
  rank();
  into.size = 0;
  for (let place = 0; place < sorted.size; place++) {
    const entry = sorted.get(place);
    const rank = ranks.get(place);
    if (rank >= c.REFUSAL_LINES || room.get(rank) === 0) continue;
    bump(room.at + (rank << 2), -1);
    into.push(numberOf(entry) - 1);
    into.push(lines.get(entry));
  }
}

/** Number of the reply of a line among those that are shown + 1; 0 = nobody got it. */
function numberOf(entry: i32): i32 {
  return replies.get((days.get(entry) / c.REPLY_DAYS) * c.REPLY_WIDTH + c.REPLY_NUMBER);
}

function gather(account: i32): void {
  const refusals = whole.refusals;
  lines.size = days.size = sorted.size = 0;
  for (let row = load<i32>(firsts + (account << 2)) - 1; row >= 0; row = load<i32>(nexts + (row << 2)) - 1) {
    for (let place = 0; place < c.REFUSAL_LINES; place++) {
      const line = load<i32>(refusals.row(row) + (place << 2));
      if (line === 0) continue;
      days.push(refusals.second(row));
      lines.push(line);
      if (numberOf(lines.size - 1) > 0) sorted.push(lines.size - 1);
    }
  }
}

/** Counts for each line those of its reply and day that come before it, and how many are told of the first, the second, and so on. */
function rank(): void {
  counts.clear();
  ranks.size = room.size = 0;
  for (let rank = 0; rank < c.REFUSAL_LINES; rank++) room.push(0);
  for (let place = 0; place < sorted.size; place++) {
    const count = counts.row(rowOf(counts, days.get(sorted.get(place)), 0));
    const rank = load<i32>(count);
    bump(count, 1);
    ranks.push(rank);
    if (rank < c.REFUSAL_LINES) bump(room.at + (rank << 2), 1);
  }
  let left = MOST;
  for (let rank = 0; rank < c.REFUSAL_LINES; rank++) {
    room.set(rank, min(room.get(rank), left));
    left -= room.get(rank);
  }
}

/** Puts them in the order of the log: runs that are in order are merged, ever longer ones. */
function sort(): void {
  const size = sorted.size;
  for (let run = 1; run < size; run *= 2) {
    merged.size = 0;
    for (let from = 0; from < size; from += 2 * run) merge(from, min(from + run, size), min(from + 2 * run, size));
    memory.copy(sorted.at, merged.at, size << 2);
  }
}

function merge(from: i32, middle: i32, to: i32): void {
  let left = from;
  let right = middle;
  while (left < middle || right < to) {
    const takesRight = left === middle || (right < to && isBefore(sorted.get(right), sorted.get(left)));
    merged.push(sorted.get(takesRight ? right : left));
    if (takesRight) right += 1;
    else left += 1;
  }
}

function isBefore(one: i32, other: i32): bool {
  return whole.lines.order(lines.get(one), lines.get(other)) < 0;
}
