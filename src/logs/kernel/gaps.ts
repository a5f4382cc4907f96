/** Silences that are remembered; from an hour on they may be shown. Seconds. */
const REMEMBERED: f64 = 900;
/** Lines of several processes stand out of order by seconds; a clock that is set goes back by more. */
const DISORDER: f64 = 120;
const LIMIT: i32 = 2000;

/** Pairs of times. */
export class Pairs {
  at: usize = heap.alloc(1 << 8);
  size: i32 = 0;
  private room: i32 = 1 << 4;

  push(from: f64, to: f64): void {
    if (this.size === this.room) {
      this.at = heap.realloc(this.at, this.size << 5);
      this.room *= 2;
    }
    const at = this.at + (this.size << 4);
    store<f64>(at, from);
    store<f64>(at, to, 8);
    this.size += 1;
  }

  carry(pairs: Pairs): void {
    for (let pair = 0; pair < pairs.size; pair++) {
      const at = pairs.at + (pair << 4);
      this.push(load<f64>(at), load<f64>(at, 8));
    }
  }
}

/** Times of lines: the first, the last, and where they are far apart or go back. Epoch seconds. */
export class Gaps {
  first: f64 = NaN;
  last: f64 = NaN;
  /** The earliest and the latest of all. */
  from: f64 = Infinity;
  to: f64 = -Infinity;
  silences: Pairs = new Pairs();
  backwards: Pairs = new Pairs();

  clear(): void {
    this.first = this.last = NaN;
    this.from = Infinity;
    this.to = -Infinity;
    this.silences.size = this.backwards.size = 0;
  }

  /** Gives its memory back; it is not used any more. */
  free(): void {
    heap.free(this.silences.at);
    heap.free(this.backwards.at);
  }

  /** Notes the time of the next line. */
  note(at: f64): void {
    const since = at - this.last;
    if (since === 0) return;
    if (!(since > 0 && since < REMEMBERED)) this.turn(at);
    this.last = at;
    if (at > this.to) this.to = at;
  }

  private turn(at: f64): void {
    if (isNaN(this.last)) this.first = this.from = this.to = at;
    else if (at - this.last >= REMEMBERED && this.silences.size < LIMIT) this.silences.push(this.last, at);
    else if (this.last - at >= DISORDER && this.backwards.size < LIMIT) this.backwards.push(this.last, at);
    if (at < this.from) this.from = at;
  }

  /** Puts the times of a later part behind those of this one. */
  join(after: Gaps): void {
    if (isNaN(after.first)) return;
    this.note(after.first);
    this.silences.carry(after.silences);
    this.backwards.carry(after.backwards);
    this.last = after.last;
    this.from = min(this.from, after.from);
    this.to = max(this.to, after.to);
  }
}
