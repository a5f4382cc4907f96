import { type ZoneTime, zoneTimeOf } from './zone-time.ts';

const DAY = 86_400;
/** Seconds by which lines of several processes may stand out of order. */
const DISORDER = 60;
/** Days that a clock without a year may go back before it is taken for the next year. */
const BACK_DAYS = 150;
/** Days by which it may go on in one step: what says more must be said twice, or else one line with a wrong month would move all that follows. */
const STEP_DAYS = 60;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
/** `Mmm dd hh` */
const SHORT_HOUR = 9;
/** `YYYY-MM-DD hh` */
const LONG_HOUR = 13;
const [SPACE, PLUS, COMMA, MINUS, DOT, COLON, LETTER_T, LETTER_Z, LESS, GREATER] = [32, 43, 44, 45, 46, 58, 84, 90, 60, 62] as const;

export interface StampOptions {
  /** IANA zone of stamps that name none. */
  readonly zone: string;
  /** Year of the first line, for stamps without one. */
  readonly year: number;
  /** Where reading begins within a file: epoch seconds of the first line of that file, so that a New Year before this place is not missed. */
  readonly after?: number;
}

/**
 * Reads the times at the beginning of lines: `2026-11-23 00:01:28`, with fractions and a zone or without, `2026-11-23T00:00:16.239502-05:00` and
 * `Nov 23 00:00:16`. A missing year goes on from the line before; an hour that comes twice is the first until the clock was seen to go back.
 * Fast as long as lines follow each other: an hour is worked out once. Lines of the same minute need not be asked for.
 */
export class StampReader {
  /** Epoch seconds of the last stamp that was read. */
  at = Number.NaN;
  /** Place after it and after the space that follows. */
  next = 0;
  readonly #zone: ZoneTime;
  readonly #hour = new Uint8Array(LONG_HOUR);
  #hourLength = 0;
  /** The hour as if it were UTC, and as epoch; NaN = each line of it must be worked out. */
  #local = 0;
  #epoch = Number.NaN;
  /** Into the hour, of the stamp that is read. */
  #seconds = 0;
  #year: number;
  #floor: number;
  /** The last time without a year that the lines around it bear out, and one far ahead of it that they did not yet. */
  #sure: number;
  #ahead = Number.NaN;
  /** Bytes up to the minute of the last stamp, and when it began; 0 = it was not of the plain kind: no fraction, no zone, in an hour that comes once. */
  minuteLength = 0;
  minuteEpoch = 0;
  /** Within the second of two equal hours: it lasts until an hour that comes once. */
  #second = false;

  constructor({ zone, year, after }: StampOptions) {
    this.#zone = zoneTimeOf(zone);
    this.#year = year;
    this.#floor = after === undefined ? Number.NaN : after - 2 * DAY;
    this.#sure = after ?? Number.NaN;
  }

  /** False, and nothing changes, where no stamp begins. */
  read(bytes: Uint8Array, start: number, end: number): boolean {
    if (!this.#read(bytes, start, end)) return false;
    const length = this.#hourLength + 3;
    const plain = this.next === start + length + 4 && !Number.isNaN(this.#epoch) && bytes[this.next - 1] === SPACE;
    this.minuteLength = plain ? length : 0;
    if (plain) this.minuteEpoch = this.at - two(bytes, start + length + 1);
    return true;
  }

  #read(bytes: Uint8Array, start: number, end: number): boolean {
    const from = bytes[start] === LESS ? afterPriority(bytes, start, end) : start;
    const length = isDigit(bytes[from]) ? LONG_HOUR : SHORT_HOUR;
    if (end - from < length + 6 || bytes[from + length] !== COLON || bytes[from + length + 3] !== COLON) return false;
    const minute = two(bytes, from + length + 1);
    const second = two(bytes, from + length + 4);
    if (!(minute < 60 && second < 61)) return false;
    if (!this.#sameHour(bytes, from, length) && !this.#enter(bytes, from, length)) return false;
    this.#seconds = minute * 60 + second;
    return this.#finish(bytes, from + length + 6, end);
  }

  #sameHour(bytes: Uint8Array, start: number, length: number): boolean {
    if (this.#hourLength !== length) return false;
    for (let at = length - 1; at >= 0; at--) if (this.#hour[at] !== bytes[start + at]) return false;
    return true;
  }

  /** Works out the hour that begins at `start`. */
  #enter(bytes: Uint8Array, start: number, length: number): boolean {
    const local = length === LONG_HOUR ? longHour(bytes, start) : this.#shortHour(bytes, start);
    if (Number.isNaN(local)) return false;
    this.#local = local;
    const first = this.#zone.epochOf(local, 0);
    const plain = !this.#zone.twice && this.#zone.epochOf(local + 3599, 0) === first + 3599 && !this.#zone.twice;
    this.#epoch = plain ? first : Number.NaN;
    if (plain) this.#second = false;
    this.#hour.set(bytes.subarray(start, start + length));
    this.#hourLength = length;
    return true;
  }

  /** The rest of a stamp: fraction, zone, and the space behind. */
  #finish(bytes: Uint8Array, start: number, end: number): boolean {
    const seconds = this.#seconds;
    let at = start;
    if (at < end && (bytes[at] === DOT || bytes[at] === COMMA))
      do at++;
      while (at < end && isDigit(bytes[at]));
    let epoch = this.#epoch + seconds;
    const sign = this.#hourLength === LONG_HOUR ? signAt(bytes, at, end) : -1;
    if (sign >= 0) {
      const offset = offsetOf(bytes, sign, end);
      if (Number.isNaN(offset)) return false;
      epoch = this.#local + seconds - offset;
      at = sign + (bytes[sign] === LETTER_Z ? 1 : bytes[sign + 3] === COLON ? 6 : 5);
    }
    if (at < end && bytes[at] !== SPACE) return false;
    if (Number.isNaN(epoch)) epoch = this.#unsettled(this.#local + seconds);
    this.at = epoch;
    this.next = Math.min(at + 1, end);
    return true;
  }

  /** A time in an hour that has two meanings, or none. */
  #unsettled(local: number): number {
    const epoch = this.#zone.epochOf(local, this.#second ? Number.POSITIVE_INFINITY : this.at - DISORDER);
    this.#second ||= this.#zone.twice && this.#zone.epochOf(local, 0) !== epoch;
    return epoch;
  }

  /** The first year in which this month and day are not long before the hour that was read before. */
  #shortHour(bytes: Uint8Array, start: number): number {
    const month = monthAt(bytes, start);
    const tens = bytes[start + 4] === SPACE ? 0 : (bytes[start + 4] ?? 0) - 48;
    const day = tens * 10 + (bytes[start + 5] ?? 0) - 48;
    const hour = two(bytes, start + 7);
    if (month < 0 || bytes[start + 3] !== SPACE || bytes[start + 6] !== SPACE || !(day >= 1 && day <= 31 && tens >= 0 && hour < 24)) return Number.NaN;
    const inYear = (year: number): number => Date.UTC(year, month, day, hour) / 1000;
    const floor = Number.isNaN(this.at) ? this.#floor : (Number.isNaN(this.#sure) ? this.at : this.#sure) - BACK_DAYS * DAY;
    if (!Number.isNaN(floor)) {
      this.#year = new Date(floor * 1000).getUTCFullYear();
      if (inYear(this.#year) < floor) this.#year++;
    }
    const local = inYear(this.#year);
    const isFar = local - this.#sure > STEP_DAYS * DAY && !(Math.abs(local - this.#ahead) <= STEP_DAYS * DAY);
    this.#ahead = isFar ? local : Number.NaN;
    if (!isFar) this.#sure = local;
    return local;
  }
}

/** Seconds since 1970 of `YYYY-MM-DD hh` as if it were UTC; NaN = it is none. Years before 1990 and after 2100 are none. */
function longHour(bytes: Uint8Array, start: number): number {
  const year = two(bytes, start) * 100 + two(bytes, start + 2);
  const month = two(bytes, start + 5);
  const day = two(bytes, start + 8);
  const hour = two(bytes, start + 11);
  const joint = bytes[start + 10];
  if (bytes[start + 4] !== MINUS || bytes[start + 7] !== MINUS || (joint !== SPACE && joint !== LETTER_T)) return Number.NaN;
  const sound = year >= 1990 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24;
  return sound ? Date.UTC(year, month - 1, day, hour) / 1000 : Number.NaN;
}

/** Where a zone begins, right at `at` or after one space; -1 = there is none. */
function signAt(bytes: Uint8Array, at: number, end: number): number {
  const isSign = (place: number): boolean => place < end && (bytes[place] === PLUS || bytes[place] === MINUS);
  if (isSign(at) || (at < end && bytes[at] === LETTER_Z)) return at;
  const apart = at + 6 <= end && bytes[at] === SPACE && isSign(at + 1) && isDigit(bytes[at + 2]) && isDigit(bytes[at + 3]);
  return apart && isDigit(bytes[at + 4]) && isDigit(bytes[at + 5]) && (at + 6 === end || bytes[at + 6] === SPACE) ? at + 1 : -1;
}

/** Seconds ahead of UTC of `Z`, `+hhmm` or `+hh:mm`; NaN = it is none of them. */
function offsetOf(bytes: Uint8Array, sign: number, end: number): number {
  if (bytes[sign] === LETTER_Z) return 0;
  const minutes = bytes[sign + 3] === COLON ? sign + 4 : sign + 3;
  if (minutes + 2 > end) return Number.NaN;
  const seconds = two(bytes, sign + 1) * 3600 + two(bytes, minutes) * 60;
  return bytes[sign] === MINUS ? -seconds : seconds;
}

/** `<22>` before a line that was kept as it went over the network. */
function afterPriority(bytes: Uint8Array, start: number, end: number): number {
  const stop = Math.min(end, start + 5);
  for (let at = start + 1; at < stop; at++) {
    if (bytes[at] === GREATER) return at + 1;
    if (!isDigit(bytes[at])) break;
  }
  return start;
}

function monthAt(bytes: Uint8Array, start: number): number {
  const [a, b, c] = [bytes[start], bytes[start + 1], bytes[start + 2]];
  return MONTHS.findIndex((name) => name.charCodeAt(0) === a && name.charCodeAt(1) === b && name.charCodeAt(2) === c);
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57;
}

/** Two digits; NaN = they are none. */
function two(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - 48;
  const ones = (bytes[at + 1] ?? 0) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}
