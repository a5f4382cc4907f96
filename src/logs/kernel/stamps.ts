import { answer, stamp } from './host';
import * as place from './place';
import { COLON, MINUS, SPACE } from './words';

const PLUS: u8 = 43;

/** Place after the time of the line and after the space that follows. */
export let next: usize = 0;
/** Epoch seconds of the last stamp; NaN = there was none. */
let last: f64 = NaN;
/** Bytes up to the minute of the last stamp, and their length; 0 = it was not of the plain kind. */
let length: i32 = 0;
let bytes0: i32 = 0;
let bytes4: i32 = 0;
let bytes8: i32 = 0;
let bytesEnd: i32 = 0;
let epoch: u32 = 0;

/** To be called where another place of a log is read. */
export function resetStamps(): void {
  last = NaN;
  length = 0;
}

/** Reads the time at the beginning of the line, and tells it to `place`. False, and nothing changes, where no stamp begins. */
export function readStamp(): bool {
  if (!sameMinute()) {
    if (stamp(place.from, place.to, last) === 0) return false;
    remember();
  }
  place.setTime(u32(last));
  return true;
}

/** Nearly every line is of the minute of the line before: four words are compared. */
function sameMinute(): bool {
  const start = place.from;
  const to = start + length;
  if (length === 0 || to + 4 >= place.to) return false;
  if (load<i32>(to - 4) !== bytesEnd || load<i32>(start, 8) !== bytes8 || load<i32>(start, 4) !== bytes4 || load<i32>(start) !== bytes0) return false;
  const after = load<u8>(to + 4);
  if (load<u8>(to) !== COLON || load<u8>(to + 3) !== SPACE || after === PLUS || after === MINUS) return false;
  const tens = i32(load<u8>(to + 1)) - 48;
  const ones = i32(load<u8>(to + 2)) - 48;
  if (tens < 0 || tens > 6 || ones < 0 || ones > 9 || tens * 10 + ones > 60) return false;
  last = f64(epoch + tens * 10 + ones);
  next = to + 4;
  return true;
}

/** Remembers what the program read. */
function remember(): void {
  const start = place.from;
  last = load<f64>(answer);
  next = start + load<i32>(answer, 8);
  length = load<i32>(answer, 12);
  epoch = load<u32>(answer, 16);
  bytes0 = load<i32>(start);
  bytes4 = load<i32>(start, 4);
  bytes8 = load<i32>(start, 8);
  bytesEnd = load<i32>(start + length - 4);
}
