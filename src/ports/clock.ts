/** Where the core learns the time: never from `Date.now()`. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Milliseconds since some fixed moment, sleep included; setting the clock does not move it. */
  steady(): number;
  /** IANA name of the zone the machine is in. */
  timeZone(): string;
  /** Calls `wake` once after `delayMs` (at most a minute is asked for). Returns a function that takes it back. */
  after(delayMs: number, wake: () => void): () => void;
  /** Lets other work run; long loops await it between slices. */
  yield(): Promise<void>;
}
