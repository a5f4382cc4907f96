import { type Counting, lanes } from './lanes.rules.ts';

/** What left by one lane: ends of attempts, ascending; how many are on their way; and the slot of the schedule the last one took. */
export interface LaneHistory {
  readonly times: readonly number[];
  readonly open: number;
  readonly slot: number;
}

const NOTHING: LaneHistory = { times: [], open: 0, slot: Number.NEGATIVE_INFINITY };
const KEPT_PER_LANE = 10_000;

/**
 * When messages left, by lane. An attempt counts from the moment it is decided on to its end, since its server may have counted it at any instant between.
 * A slot is when it should have left: a late timer moves the next slots only as far as a window demands.
 */
export class History {
  readonly #lanes = new Map<string, { times: number[]; open: number; slot: number }>();
  #kept = KEPT_PER_LANE;

  of(lane: string): LaneHistory {
    return this.#lanes.get(lane) ?? NOTHING;
  }

  /** Keeps at least so many instants of each lane. */
  keepFor(count: number): void {
    this.#kept = Math.max(this.#kept, count);
  }

  /** A message sets out in its slot. */
  begin(message: Counting, slot: number): void {
    this.#each(message, (lane) => {
      lane.open += 1;
      lane.slot = Math.max(lane.slot, slot);
    });
  }

  /** Its attempt ended; with `at` null nothing can have reached a server, and nothing is counted. */
  end(message: Counting, at: number | null): void {
    this.#each(message, (lane) => {
      lane.open -= 1;
      if (at !== null) this.#add(lane, at);
    });
  }

  /** A message that left at one instant. */
  note(message: Counting, at: number): void {
    this.#each(message, (lane) => {
      lane.slot = Math.max(lane.slot, at);
      this.#add(lane, at);
    });
  }

  /** Puts instants before what is known already: those (ascending) that are older than all of a lane. */
  recall(messages: readonly (Counting & { readonly at: number })[]): void {
    const older = new History();
    older.keepFor(this.#kept);
    for (const message of messages) older.note(message, message.at);
    for (const [name, { times, slot }] of older.#lanes) {
      const lane = this.#lane(name);
      const first = lane.times[0] ?? Number.POSITIVE_INFINITY;
      lane.times.unshift(...times.filter((time) => time < first));
      lane.slot = Math.max(lane.slot, slot);
    }
  }

  copy(): History {
    const copied = new History();
    copied.#kept = this.#kept;
    for (const [name, lane] of this.#lanes) copied.#lanes.set(name, { ...lane, times: [...lane.times] });
    return copied;
  }

  #add(lane: { times: number[] }, at: number): void {
    const { times } = lane;
    times.push(Math.max(at, times.at(-1) ?? at));
    if (times.length > 2 * this.#kept) times.splice(0, times.length - this.#kept);
  }

  #lane(name: string) {
    const known = this.#lanes.get(name);
    if (known !== undefined) return known;
    const lane = { times: [], open: 0, slot: Number.NEGATIVE_INFINITY };
    this.#lanes.set(name, lane);
    return lane;
  }

  #each(message: Counting, change: (lane: { times: number[]; open: number; slot: number }) => void): void {
    for (const name of Object.values(lanes(message))) change(this.#lane(name));
  }
}
