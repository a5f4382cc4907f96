import { SET_END, SET_WIDTH, SKETCH_SIZE } from '../columns';
import { Numbers, zeros } from './memory';
import { bump, Rows, rowOf } from './rows';
import { sort } from './sort';

/**
 * How many different ones: of each set the smallest hashes are kept, all of them up to `SKETCH_SIZE`, so that small sets are exact and large ones are
 * estimated from how close the kept ones lie (k minimum values; Bar-Yossef et al. 2002), with a standard error of 1.6 %. Sets can be united in any order.
 */
export class Sets {
  /** Open ones, found by two keys, with how many were put into each; and of all that were put, row and hash, as they came. */
  private open: Rows = new Rows(1);
  private members: Numbers = new Numbers();
  /** The set that something was put into last: mostly the next goes there too. */
  private row: i32 = -1;
  /** Those that are ready to be united, side by side: their hashes in ascending order. Of one set there may be several parts. */
  keys: Numbers = new Numbers();
  hashes: Numbers = new Numbers();

  clear(): void {
    this.clearOpen();
    this.keys.size = 0;
    this.hashes.size = 0;
  }

  private clearOpen(): void {
    this.open.clear();
    this.members.size = 0;
    this.row = -1;
  }

  /** Gives its memory back; it is not used any more. */
  free(): void {
    this.open.free();
    this.members.free();
    this.keys.free();
    this.hashes.free();
  }

  get size(): i32 {
    return this.keys.size / SET_WIDTH;
  }

  /** Puts a hash into the set with the keys `a` and `b`. */
  put(a: i32, b: i32, hash: i32): void {
    if (this.row < 0 || this.open.first(this.row) !== a || this.open.second(this.row) !== b) this.row = rowOf(this.open, a, b);
    this.members.push(this.row);
    this.members.push(hash);
    bump(this.open.row(this.row), 1);
  }

  key(set: i32, column: i32): i32 {
    return this.keys.get(set * SET_WIDTH + column);
  }

  /** Where the hashes of a set begin, by number. */
  begin(set: i32): i32 {
    return set === 0 ? 0 : this.key(set - 1, SET_END);
  }

  /** Ends a set whose hashes were appended. */
  private close(a: i32, b: i32): void {
    this.keys.push(a);
    this.keys.push(b);
    this.keys.push(this.hashes.size);
  }

  /** Appends so many hashes. */
  private append(at: usize, hashes: i32): void {
    const size = this.hashes.size;
    this.hashes.more(hashes);
    memory.copy(this.hashes.at + (size << 2), at, hashes << 2);
  }

  /** Appends a set of another list under another first key. */
  carry(sets: Sets, set: i32, a: i32): void {
    const begin = sets.begin(set);
    this.append(sets.hashes.at + (begin << 2), sets.key(set, SET_END) - begin);
    this.close(a, sets.key(set, 1));
  }

  /** Makes the open sets ready. */
  closeOpen(): void {
    const open = this.open;
    if (open.size === 0) return;
    const ends = heap.alloc(open.size << 2);
    const hashes = this.gathered(ends);
    let from = 0;
    for (let row = 0; row < open.size; row++) {
      const to = load<i32>(ends + (row << 2));
      this.append(hashes + (from << 2), distinct(hashes + (from << 2), to - from));
      this.close(open.first(row), open.second(row));
      from = to;
    }
    heap.free(ends);
    heap.free(hashes);
    this.clearOpen();
  }

  /** Address of the hashes of the open sets, one set after the other; `ends`: where each set ends is put there. */
  private gathered(ends: usize): usize {
    const members = this.members;
    const hashes = heap.alloc(members.size << 1);
    let before = 0;
    for (let row = 0; row < this.open.size; row++) {
      store<i32>(ends + (row << 2), before);
      before += load<i32>(this.open.row(row));
    }
    for (let member = 0; member < members.size; member += 2) {
      const end = ends + (members.get(member) << 2);
      store<i32>(hashes + (load<i32>(end) << 2), members.get(member + 1));
      bump(end, 1);
    }
    return hashes;
  }

  /** Leaves one set of those with the same keys. */
  unite(): void {
    const chains = new Rows(2);
    const next = zeros(this.size << 2);
    for (let set = 0; set < this.size; set++) {
      const chain = chains.row(rowOf(chains, this.key(set, 0), this.key(set, 1)));
      const last = load<i32>(chain, 4);
      if (last === 0) store<i32>(chain, set + 1);
      else store<i32>(next + ((last - 1) << 2), set + 1);
      store<i32>(chain, set + 1, 4);
    }
    const all = new Sets();
    for (let row = 0; row < chains.size; row++) this.uniteInto(all, next, load<i32>(chains.row(row)));
    chains.free();
    heap.free(next);
    this.takeOver(all);
  }

  /** Unites the sets of a chain, which begins with `first`. */
  private uniteInto(all: Sets, next: usize, first: i32): void {
    const start = all.hashes.size;
    let parts = 0;
    for (let set = first - 1; set >= 0; set = load<i32>(next + (set << 2)) - 1) {
      const begin = this.begin(set);
      all.append(this.hashes.at + (begin << 2), this.key(set, SET_END) - begin);
      parts += 1;
    }
    if (parts > 1) all.hashes.size = start + distinct(all.hashes.at + (start << 2), all.hashes.size - start);
    all.close(this.key(first - 1, 0), this.key(first - 1, 1));
  }

  /** Takes the ready sets of another list, which is left without its memory. */
  private takeOver(all: Sets): void {
    this.keys.free();
    this.hashes.free();
    this.keys = all.keys;
    this.hashes = all.hashes;
    all.open.free();
    all.members.free();
  }
}

/** How many different ones so many hashes stand for, which are the smallest of them. */
export function sizeOf(at: usize, hashes: i32): i32 {
  if (hashes < SKETCH_SIZE) return hashes;
  const last = load<u32>(at + ((SKETCH_SIZE - 1) << 2));
  return i32(floor<f64>((f64(SKETCH_SIZE - 1) * 4294967296.0) / f64(last) + 0.5));
}

/** Sorts hashes and leaves each once, the smallest of them. Returns how many are left. */
export function distinct(at: usize, hashes: i32): i32 {
  sort(at, hashes);
  let kept = 0;
  for (let index = 0; index < hashes && kept < SKETCH_SIZE; index++) {
    const hash = load<i32>(at + (index << 2));
    if (kept > 0 && hash === load<i32>(at + ((kept - 1) << 2))) continue;
    store<i32>(at + (kept << 2), hash);
    kept += 1;
  }
  return kept;
}
