import { hashOf, high, low } from './hash';
import { answer, routerLimit } from './host';
import { result } from './result';
import { findRow, mix, Rows, rowOf } from './rows';
import { AT_SIGN, BACKSLASH, holds, QUOTE, SPACE, signPlace } from './words';

/** What the program answered, by text and router, as a server says the same to one recipient after the other: kind + 1, how many are allowed, and counted. */
const answers: Rows = new Rows(3);
const MOST_ANSWERS: i32 = 1000;

/** Kind of the limit that the router in a range tells of in `result`, + 1; 0 = of none. What it says of it stands in `answer`. */
export function ownLimit(from: usize, to: usize): i32 {
  if (!isPlain()) return ask(from, to);
  hashOf(from, to);
  const router = mix(high, low);
  hashOf(result.reasonFrom, result.reasonTo);
  const key = high ^ router;
  const known = findRow(answers, key, low);
  if (known >= 0) {
    store<u64>(answer, load<u64>(answers.row(known), 4));
    return load<i32>(answers.row(known));
  }
  const kind = ask(from, to);
  if (load<i32>(answer, 8) !== 0) keep(key, kind);
  return kind;
}

function keep(key: i32, kind: i32): void {
  if (answers.size === MOST_ANSWERS) answers.clear();
  const at = answers.row(rowOf(answers, key, low));
  store<i32>(at, kind);
  store<u64>(at, load<u64>(answer), 4);
}

function ask(from: usize, to: usize): i32 {
  return routerLimit(result.reasonFrom, result.reasonTo, result.from, result.to, from, to);
}

/** Whether the text cannot hold the address of the recipient, nor his name. */
function isPlain(): bool {
  const to = result.to;
  const isUsual = signPlace(result.from, to) !== 0 && !holds(QUOTE, result.from, to) && !holds(BACKSLASH, result.from, to) && !holds(SPACE, result.from, to);
  return isUsual && !holds(AT_SIGN, result.reasonFrom, result.reasonTo);
}
