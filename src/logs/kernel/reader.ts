import { resetBook } from './book';
import { eximLine } from './exim/parser';
import * as place from './place';
import { postfixLine, resetPostfix } from './postfix/parser';
import { resetStamps } from './stamps';
import { whole } from './stretch';
import { byteFrom, CARRIAGE_RETURN, LINE_FEED } from './words';

/** A longer line is not read: no mail server writes one. */
const LONGEST_LINE: usize = 1 << 16;

let exim: bool = true;

/** Begins at another place of a log. */
export function startReading(ofExim: bool): void {
  exim = ofExim;
  resetStamps();
  startStretch();
}

/** Begins another stretch. */
export function startStretch(): void {
  whole.clear();
  resetBook();
  resetPostfix();
}

/** Reads the whole lines of a range, behind which there is room to look at. Returns the place of what is left. */
export function readLines(start: usize, end: usize): usize {
  let from = start;
  for (let to = byteFrom(LINE_FEED, from, end); to < end; to = byteFrom(LINE_FEED, from, end)) {
    readLine(from, to);
    from = to + 1;
  }
  return from;
}

/** Reads one line, without its end. */
export function readLine(from: usize, to: usize): void {
  place.countLine();
  place.moveTo(from, to > from && load<u8>(to - 1) === CARRIAGE_RETURN ? to - 1 : to);
  if (to - from > LONGEST_LINE) {
    whole.skipped += 1;
    return;
  }
  if (exim) eximLine();
  else postfixLine();
  // Lines before the first that has a time say nothing of when they were written.
  if (place.at > 0) whole.gaps.note(f64(place.at));
}

/** Counts a line that is too long to be read. */
export function passLine(): void {
  place.countLine();
  whole.skipped += 1;
}
