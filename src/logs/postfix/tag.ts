import { CLOSE_SQUARE, COLON, OPEN_SQUARE, SPACE } from './fields.ts';

/** Programs whose lines say where a recipient is. `PASSING`: to a store of mailboxes or to a filter. `REMOVAL`: takes messages out of the queue by hand. */
export const [OTHER, SMTP_CLIENT, LOCAL_DELIVERY, SUBMISSION, SMTP_SERVER, LOCAL_SUBMISSION, PASSING, REMOVAL] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
export type Program =
  | typeof OTHER
  | typeof SMTP_CLIENT
  | typeof LOCAL_DELIVERY
  | typeof SUBMISSION
  | typeof SMTP_SERVER
  | typeof LOCAL_SUBMISSION
  | typeof PASSING
  | typeof REMOVAL;

const LONGEST_HOST = 256;
const LONGEST_TAG = 80;
const SLASH = 47;
/** Bytes at which a tag has a part, or ends. */
const MARKS = new Uint8Array(256);
for (const mark of [SPACE, SLASH, COLON, OPEN_SQUARE]) MARKS[mark] = 1;
const LETTER_S = 115;
const KINDS: readonly (readonly [name: string, program: Program])[] = [
  ['smtp', SMTP_CLIENT],
  ['smtpd', SMTP_SERVER],
  ['lmtp', PASSING],
  ['local', LOCAL_DELIVERY],
  ['virtual', LOCAL_DELIVERY],
  ['pipe', PASSING],
  ['sendmail', LOCAL_SUBMISSION],
  ['postdrop', LOCAL_SUBMISSION],
  ['postsuper', REMOVAL],
];
/** By length. */
const BY_LENGTH = Array.from({ length: 10 }, (_, length) =>
  KINDS.filter(([name]) => name.length === length).map(([name, program]) => ({ word: Uint8Array.from(name, (letter) => letter.charCodeAt(0)), program })),
);

/** What stands between the time and the text of a line: `host postfix/submission/smtpd[123]: `. One object, filled in again and again. */
export class Tag {
  program: Program = OTHER;
  /** Where the name of the server ends, and where the text begins. */
  hostTo = 0;
  text = 0;

  /** False where the line has no tag of Postfix. */
  read(bytes: Uint8Array, from: number, to: number): boolean {
    const stop = Math.min(to, from + LONGEST_HOST + LONGEST_TAG);
    let at = from;
    while (at < stop && bytes[at] !== SPACE) at++;
    this.hostTo = at;
    let slash = 0;
    let slashBefore = 0;
    for (at++; at < stop; at++) {
      const byte = bytes[at] ?? 0;
      if (MARKS[byte] === 0) continue;
      if (byte !== SLASH) break;
      slashBefore = slash;
      slash = at;
    }
    if (slash === 0 || at >= stop || bytes[at] === SPACE) return false;
    this.program = programOf(bytes, slash + 1, at);
    // `postfix/submission/smtpd`, `postfix/smtps/smtpd`: where people hand in mail.
    if (this.program === SMTP_SERVER && slashBefore > 0 && bytes[slashBefore + 1] === LETTER_S && slash - slashBefore !== 5) this.program = SUBMISSION;
    return this.#enter(bytes, at, to);
  }

  /** Passes over `[123]: ` or `: `. */
  #enter(bytes: Uint8Array, from: number, to: number): boolean {
    let at = from;
    if (bytes[at] === OPEN_SQUARE) {
      const stop = Math.min(to, at + 16);
      while (at < stop && bytes[at] !== CLOSE_SQUARE) at++;
      at++;
    }
    if (at + 1 >= to || bytes[at] !== COLON || bytes[at + 1] !== SPACE) return false;
    this.text = at + 2;
    return true;
  }
}

function programOf(bytes: Uint8Array, from: number, to: number): Program {
  for (const { word, program } of BY_LENGTH[to - from] ?? []) {
    let same = 0;
    while (same < word.length && bytes[from + same] === word[same]) same++;
    if (same === word.length) return program;
  }
  return OTHER;
}
