import * as place from '../place';
import { CLOSE_SQUARE, COLON, OPEN_SQUARE, SLASH, SPACE, spaceFrom, standsAt, Word } from '../words';

/** Programs whose lines say where a recipient is. `PASSING`: to a store of mailboxes or to a filter. `REMOVAL`: takes messages out of the queue by hand. */
export const OTHER: i32 = 0;
export const SMTP_CLIENT: i32 = 1;
export const LOCAL_DELIVERY: i32 = 2;
export const SUBMISSION: i32 = 3;
export const SMTP_SERVER: i32 = 4;
export const LOCAL_SUBMISSION: i32 = 5;
export const PASSING: i32 = 6;
export const REMOVAL: i32 = 7;

const LONGEST_HOST: usize = 256;
const LONGEST_TAG: usize = 80;
const LONGEST_NUMBER: usize = 16;
const SMALL_S: u8 = 115;
const SMTP: Word = new Word('smtp');
const SMTPD: Word = new Word('smtpd');
const LMTP: Word = new Word('lmtp');
const LOCAL: Word = new Word('local');
const VIRTUAL: Word = new Word('virtual');
const PIPE: Word = new Word('pipe');
const SENDMAIL: Word = new Word('sendmail');
const POSTDROP: Word = new Word('postdrop');
const POSTSUPER: Word = new Word('postsuper');

/** Of the tag that was read last: `host postfix/submission/smtpd[123]: `. Where the name of the server ends, and where the text begins. */
export let program: i32 = 0;
export let hostTo: usize = 0;
export let text: usize = 0;
/** The last two slashes. */
let slash: usize = 0;
let slashBefore: usize = 0;

/** Reads what stands between the time and the text of a line. False where the line has no tag of Postfix. */
export function readTag(from: usize): bool {
  const stop = min(place.to, from + LONGEST_HOST + LONGEST_TAG);
  hostTo = spaceFrom(from, stop);
  const at = nameEnd(hostTo + 1, stop);
  if (slash === 0 || at >= stop || load<u8>(at) === SPACE) return false;
  program = programOf(slash + 1, at);
  // `postfix/submission/smtpd`, `postfix/smtps/smtpd`: where people hand in mail.
  if (program === SMTP_SERVER && slashBefore > 0 && load<u8>(slashBefore + 1) === SMALL_S && slash - slashBefore !== 5) program = SUBMISSION;
  return enter(at);
}

/** Where the name of the program ends. */
function nameEnd(from: usize, stop: usize): usize {
  slash = slashBefore = 0;
  for (let at = from; at < stop; at++) {
    const byte = load<u8>(at);
    if (byte === SPACE || byte === COLON || byte === OPEN_SQUARE) return at;
    if (byte !== SLASH) continue;
    slashBefore = slash;
    slash = at;
  }
  return stop;
}

/** Passes over `[123]: ` or `: `. */
function enter(from: usize): bool {
  const to = place.to;
  let at = from;
  if (load<u8>(at) === OPEN_SQUARE) {
    const stop = min(to, at + LONGEST_NUMBER);
    while (at < stop && load<u8>(at) !== CLOSE_SQUARE) at++;
    at++;
  }
  if (at + 1 >= to || load<u8>(at) !== COLON || load<u8>(at + 1) !== SPACE) return false;
  text = at + 2;
  return true;
}

function programOf(from: usize, to: usize): i32 {
  if (spells(from, to, SMTP)) return SMTP_CLIENT;
  if (spells(from, to, SMTPD)) return SMTP_SERVER;
  if (spells(from, to, LMTP) || spells(from, to, PIPE)) return PASSING;
  if (spells(from, to, LOCAL) || spells(from, to, VIRTUAL)) return LOCAL_DELIVERY;
  if (spells(from, to, SENDMAIL) || spells(from, to, POSTDROP)) return LOCAL_SUBMISSION;
  return spells(from, to, POSTSUPER) ? REMOVAL : OTHER;
}

function spells(from: usize, to: usize, word: Word): bool {
  return to - from === usize(word.length) && standsAt(from, word);
}
