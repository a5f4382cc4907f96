import { answer, wordsLimit } from './host';
import { limit } from './limits';
import * as place from './place';
import { standsAt, Word } from './words';

const EXCEED: Word = new Word('xceed');
const SUSPEND: Word = new Word('uspen');
const QUOTA: Word = new Word('uota ');
const LIMIT: Word = new Word('limit');
const ALLOWED: Word = new Word('llowe');
const TOO_MANY: Word = new Word('too m');
const HOLD: Word = new Word(' hold');

/** Whether it is worth making text of the bytes: a word of a limit is in them. */
export function mayBeLimit(from: usize, to: usize): bool {
  for (let at = from; at + 4 <= to; at++) {
    const byte = load<u8>(at);
    if (byte === 120 && standsAt(at, EXCEED)) return true;
    if (byte === 117 && (standsAt(at, SUSPEND) || standsAt(at, QUOTA)) && at > from) return true;
    if (byte === 108 && (standsAt(at, LIMIT) || standsAt(at, ALLOWED))) return true;
    if (byte === 116 && standsAt(at, TOO_MANY)) return true;
    if (byte === 104 && standsAt(at - 1, HOLD)) return true;
  }
  return false;
}

/** Bytes of the domain that the words name, as they stand in the line. */
export let domainFrom: usize = 0;
export let domainTo: usize = 0;

/** Whether words tell of a limit, which then stands in `limit`. `plain`: each byte is a character. */
export function readLimit(from: usize, to: usize, plain: bool): bool {
  if (to <= from || !mayBeLimit(from, to)) return false;
  const kind = wordsLimit(from, to, place.from, plain);
  if (kind === 0) return false;
  takeAnswer(kind);
  domainFrom = usize(load<i32>(answer, 8));
  domainTo = usize(load<i32>(answer, 12));
  return true;
}

/** Puts into `limit` what the program answered. */
export function takeAnswer(kind: i32): void {
  limit.kind = kind - 1;
  limit.allowed = load<i32>(answer);
  limit.counted = load<i32>(answer, 4);
  limit.login = limit.user = limit.domain = 0;
}
