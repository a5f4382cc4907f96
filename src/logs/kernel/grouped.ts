import { zeros } from './memory';
import { bump, Rows } from './rows';
import { sort } from './sort';

/** Second keys of the rows of a table by their first keys, which are below `groups`: those of each group in ascending order. */
export class Grouped {
  private begins: usize;
  private keys: usize;

  constructor(rows: Rows, groups: i32) {
    const begins = zeros((groups + 2) << 2);
    const keys = heap.alloc(rows.size << 2);
    for (let row = 0; row < rows.size; row++) bump(begins + ((rows.first(row) + 2) << 2), 1);
    for (let group = 1; group <= groups; group++) bump(begins + ((group + 1) << 2), load<i32>(begins + (group << 2)));
    // Where the next of a group goes: behind the last one it is where the next group begins.
    for (let row = 0; row < rows.size; row++) {
      const next = begins + ((rows.first(row) + 1) << 2);
      store<i32>(keys + (load<i32>(next) << 2), rows.second(row));
      bump(next, 1);
    }
    this.begins = begins;
    this.keys = keys;
    for (let group = 0; group < groups; group++) sort(keys + (this.begin(group) << 2), this.end(group) - this.begin(group));
  }

  begin(group: i32): i32 {
    return load<i32>(this.begins + (group << 2));
  }

  end(group: i32): i32 {
    return load<i32>(this.begins + (group << 2), 4);
  }

  key(place: i32): i32 {
    return load<i32>(this.keys + (place << 2));
  }
}
