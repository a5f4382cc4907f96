import * as c from '../columns';
import { Grouped } from './grouped';
import { Numbers, zeros } from './memory';
import { bump, findRow, Rows, rowOf } from './rows';
import { distinct, Sets, sizeOf } from './sets';
import { isOneOfOthers, sumOfTrace, sums, told, toldAs } from './share-traces';
import { whole } from './stretch';

const QUARTERS_OF_HOUR: i32 = c.HOUR_SECONDS / c.QUARTER_SECONDS;
/** Behind the counts of a slot: how many of others began in it. */
const BEGUN: i32 = 3;
/** By number of what is told, and quarter. */
const slots: Rows = new Rows(4);
/** The same: the number of a set of network addresses. By number of what is told: whether there are any. */
const addresses: Rows = new Rows(1);
let hasAddresses: usize = 0;
let ofSlots: Grouped = new Grouped(slots, 0);
/** Addresses of an hour, and all that were seen so far of what is written. */
const hour: Numbers = new Numbers();
const seen: Numbers = new Numbers();

/** Adds up by quarter what is told. */
export function shareSlots(): void {
  for (let row = 0; row < whole.traceCells.size; row++) addCell(row);
  for (let sum = 0; sum < sums.size; sum++) {
    if (!isOneOfOthers(sum) || toldAs(sum) < 0) continue;
    bump(slots.row(rowOf(slots, toldAs(sum), load<i32>(sums.row(sum), 4 * c.SUM_FIRST))) + 4 * BEGUN, 1);
  }
  shareSources();
  ofSlots = new Grouped(slots, told.size / c.TOLD_WIDTH);
}

function addCell(row: i32): void {
  const cells = whole.traceCells;
  const sum = sumOfTrace(cells.first(row));
  const number = sum < 0 ? -1 : toldAs(sum);
  if (number < 0) return;
  const quarter = cells.second(row);
  const to = slots.row(rowOf(slots, number, quarter));
  for (let column = 0; column < c.TRACE_SERIAL; column++) bump(to + (column << 2), load<i32>(cells.row(row) + (column << 2)));
  const first = sums.row(sum) + 4 * c.SUM_FIRST;
  if (load<i32>(first) === 0 || load<i32>(first) > quarter) store<i32>(first, quarter);
}

/** Unites the network addresses of what is told, quarter by quarter. */
function shareSources(): void {
  const sets: Sets = whole.sources;
  for (let set = 0; set < sets.size; set++) {
    const sum = sumOfTrace(sets.key(set, 0));
    sets.keys.set(set * c.SET_WIDTH, sum < 0 ? -1 : toldAs(sum));
  }
  sets.unite();
  hasAddresses = zeros(told.size / c.TOLD_WIDTH);
  for (let set = 0; set < sets.size; set++) {
    const number = sets.key(set, 0);
    if (number < 0) continue;
    store<i32>(addresses.row(rowOf(addresses, number, sets.key(set, 1))), set);
    store<u8>(hasAddresses + number, 1);
  }
}

/** Writes what is told under a number, quarter by quarter, and notes how many network addresses it came from. */
export function writeSlots(number: i32, into: Numbers): void {
  const all = ofSlots;
  const at = told.at + number * (c.TOLD_WIDTH << 2);
  const others = load<i32>(at, 4 * c.TOLD_NAME) === c.TOLD_OTHERS;
  const any = load<u8>(hasAddresses + number) !== 0;
  let sources = 0;
  seen.size = 0;
  into.push(all.end(number) - all.begin(number));
  for (let place = all.begin(number); place < all.end(number); place++) {
    const quarter = all.key(place);
    const slot = slots.row(findRow(slots, number, quarter));
    const before = sources;
    into.push(quarter);
    for (let column = 0; column < c.TRACE_SERIAL; column++) into.push(load<i32>(slot + (column << 2)));
    into.push(any ? inHourTo(number, quarter) : 0);
    if (any) sources = max(sources, withNew(number, quarter));
    into.push(others ? load<i32>(slot, 4 * BEGUN) : sources - before);
  }
  if (!others) store<i32>(at, sources, 4 * c.TOLD_SOURCES);
}

/** Network addresses of the hour that ends with a quarter. */
function inHourTo(number: i32, quarter: i32): i32 {
  let parts = 0;
  hour.size = 0;
  for (let before = 0; before < QUARTERS_OF_HOUR; before++) if (append(hour, number, quarter - before)) parts += 1;
  if (parts > 1) hour.size = distinct(hour.at, hour.size);
  return sizeOf(hour.at, hour.size);
}

/** Addresses that were seen up to a quarter: so those that were never seen before are exact for every end of a window. */
function withNew(number: i32, quarter: i32): i32 {
  if (append(seen, number, quarter)) seen.size = distinct(seen.at, seen.size);
  return sizeOf(seen.at, seen.size);
}

/** Appends the set of a quarter; false = there is none. */
function append(to: Numbers, number: i32, quarter: i32): bool {
  const row = findRow(addresses, number, quarter);
  if (row < 0) return false;
  const sets: Sets = whole.sources;
  const set = load<i32>(addresses.row(row));
  for (let hash = sets.begin(set); hash < sets.key(set, c.SET_END); hash++) to.push(sets.hashes.get(hash));
  return true;
}
