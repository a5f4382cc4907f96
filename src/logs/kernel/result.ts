/** What became of a recipient in one attempt. */
export const DELIVERED: i32 = 1;
export const DEFERRED: i32 = 2;
export const FAILED: i32 = 3;
/** A filter of this server took him over: what becomes of him is told of the message that the filter hands in. */
export const HANDED_ON: i32 = 4;

/** Where a recipient is, as far as the line shows it. `UNSEEN`: to be told by its domain when everything is read. */
export const UNSEEN: i32 = 0;
export const HERE: i32 = 1;
export const OUTSIDE: i32 = 2;

/** One attempt to deliver, as a line tells of it. Ranges in the line; `from == to` = not there. */
class Result {
  became: i32 = DELIVERED;
  /** The address that was tried. */
  from: usize = 0;
  to: usize = 0;
  /** The address that the message was sent to, where a forwarder or alias made another of it. */
  parentFrom: usize = 0;
  parentTo: usize = 0;
  whereabouts: i32 = UNSEEN;
  /** Why, of what failed or was put off. */
  reasonFrom: usize = 0;
  reasonTo: usize = 0;
  /** An enhanced code that the log gives beside it. */
  codeFrom: usize = 0;
  codeTo: usize = 0;
  /** A limit or suspension at the host itself was the reason. */
  limited: bool = false;
}

/** Filled in and read again and again. */
export const result: Result = new Result();
