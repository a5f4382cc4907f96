import { SET_END, SET_WIDTH, SKETCH_SIZE } from '../columns';
import * as accounts from './accounts';
import { Grouped } from './grouped';
import { Numbers } from './memory';
import { findRow, Rows, rowOf } from './rows';
import { distinct, Sets, sizeOf } from './sets';
import { whole } from './stretch';

/** Hashes that are gathered before those that are too large to stay are let go. */
const GATHERED: i32 = 8 * SKETCH_SIZE;
/** By account and hour: the number of its set. */
const hours: Rows = new Rows(1);
let ofHours: Grouped = new Grouped(hours, 0);
/** Of the account that is written: its recipients. */
const all: Numbers = new Numbers();

/** Unites the sets of recipients of each account and hour. */
export function shareHours(): void {
  const sets: Sets = whole.uniques;
  for (let set = 0; set < sets.size; set++) sets.keys.set(set * SET_WIDTH, accounts.outside.get(sets.key(set, 0)));
  sets.unite();
  for (let set = 0; set < sets.size; set++) {
    const account = sets.key(set, 0);
    if (account !== accounts.NOBODY) store<i32>(hours.row(rowOf(hours, account, sets.key(set, 1))), set);
  }
  ofHours = new Grouped(hours, accounts.size);
}

/** Writes how many different recipients an account had in each hour. Returns how many in all. */
export function writeHours(account: i32, into: Numbers): i32 {
  const sets: Sets = whole.uniques;
  const own = ofHours;
  let largest = u32.MAX_VALUE;
  all.size = 0;
  into.push(own.end(account) - own.begin(account));
  for (let place = own.begin(account); place < own.end(account); place++) {
    const set = load<i32>(hours.row(findRow(hours, account, own.key(place))));
    const begin = sets.begin(set);
    const end = sets.key(set, SET_END);
    into.push(own.key(place));
    into.push(sizeOf(sets.hashes.at + (begin << 2), end - begin));
    for (let hash = begin; hash < end && u32(sets.hashes.get(hash)) <= largest; hash++) all.push(sets.hashes.get(hash));
    if (all.size > GATHERED) largest = largestOf();
  }
  largestOf();
  return sizeOf(all.at, all.size);
}

/** Leaves the smallest hashes, each once. Returns the one up to which others may be among them. */
function largestOf(): u32 {
  all.size = distinct(all.at, all.size);
  return all.size < SKETCH_SIZE ? u32.MAX_VALUE : u32(all.get(SKETCH_SIZE - 1));
}
