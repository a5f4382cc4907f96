/** What the program does for the kernel, as it needs the words or the clocks of people. Ranges are addresses; what is given back stands in `answer`. */

/** Reads the time at the beginning of a line. `at`: that of the line before. 0 = there is none. Answers: when, as f64; its bytes; those up to the minute, 0 = it is not of the plain kind. */
export declare function stamp(from: usize, to: usize, at: f64): i32;
/** A reply of which none was met yet, by the numbers it is known by: its code, its text, its enhanced code, and the address that it is about. */
export declare function newReply(
  high: i32,
  low: i32,
  code: i32,
  from: usize,
  to: usize,
  codeFrom: usize,
  codeTo: usize,
  aboutFrom: usize,
  aboutTo: usize,
): void;
/** A reply of which no more than its code is kept. */
export declare function codeReply(code: i32): void;
/** Kind of the limit that the words of a router of Exim tell of, + 1; 0 = of none. Answers: how many are allowed and counted, −1 = not said; whether it is the same for whoever the text does not name. */
export declare function routerLimit(from: usize, to: usize, aboutFrom: usize, aboutTo: usize, routerFrom: usize, routerTo: usize): i32;
/** Kind of the limit that words tell of, + 1. Answers likewise, then the bytes of the domain that is named, as they stand in the line from `line`. */
export declare function wordsLimit(from: usize, to: usize, line: usize, plain: bool): i32;
/** A reply of the stretch that is added, by its number, is the next of the whole. */
export declare function replyCarried(reply: i32): void;
/** The whole begins anew: what was the whole is the stretch that is added. */
export declare function repliesMoved(): void;
/** `SYSTEM_USER`, `SHARED_USER`. */
export declare function userKind(from: usize, to: usize): i32;

/** When everything is read: whether a login is that of somebody here. What was only tried may be anything. */
export declare function isLogin(from: usize, to: usize): bool;

/** Where the program puts what it answers. */
export const answer: usize = heap.alloc(64);
