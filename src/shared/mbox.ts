/** Largest single mail that is read. */
export const MAIL_LIMIT_BYTES = 50 * 1024 * 1024;

const LF = 10;
const CR = 13;
const FROM = [70, 114, 111, 109, 32];
const GREATER = 62;

/** "From someone Sat Nov 21 10:00:00 2026": a body that happens to begin a paragraph with "From " has no such date. */
const SEPARATOR = /^From .{0,200}\b(mon|tue|wed|thu|fri|sat|sun)\w* (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* +\d{1,2} \d{1,2}:\d{2}/i;

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function startsWithFrom(bytes: Uint8Array, at: number): boolean {
  return FROM.every((byte, index) => bytes[at + index] === byte);
}

function lineEnd(bytes: Uint8Array, at: number): number {
  const end = bytes.indexOf(LF, at);
  return end < 0 ? bytes.length : end + 1;
}

function isSeparator(bytes: Uint8Array, at: number): boolean {
  return startsWithFrom(bytes, at) && SEPARATOR.test(latin(bytes.subarray(at, Math.min(lineEnd(bytes, at), at + 300))));
}

/** True for a file that holds mails one after the other. */
export function isMbox(bytes: Uint8Array): boolean {
  return isSeparator(bytes, 0);
}

/** Where each mail of an mbox begins (behind its separator) and ends, in bytes. */
export function mboxParts(bytes: Uint8Array): { readonly start: number; readonly end: number }[] {
  const parts: { start: number; end: number }[] = [];
  let blankBefore = true;
  for (let at = 0; at < bytes.length; at = lineEnd(bytes, at)) {
    if (blankBefore && isSeparator(bytes, at)) {
      const last = parts.at(-1);
      if (last !== undefined) last.end = at;
      parts.push({ start: lineEnd(bytes, at), end: bytes.length });
    }
    blankBefore = bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] === LF);
  }
  return parts;
}

/** One mail of an mbox as it was before it was put there: ">From " at the start of a line loses one ">" (mboxrd), the empty line at the end goes. */
export function unquoteFrom(mail: Uint8Array): Uint8Array {
  const out = new Uint8Array(mail.length);
  let length = 0;
  for (let at = 0; at < mail.length; ) {
    const end = lineEnd(mail, at);
    let marks = at;
    while (mail[marks] === GREATER) marks += 1;
    const line = mail.subarray(marks > at && startsWithFrom(mail, marks) ? at + 1 : at, end);
    out.set(line, length);
    length += line.length;
    at = end;
  }
  return out.subarray(0, withoutEmptyEnd(out, length));
}

function withoutEmptyEnd(bytes: Uint8Array, length: number): number {
  const crlf = length >= 4 && bytes[length - 1] === LF && bytes[length - 2] === CR && bytes[length - 3] === LF;
  if (crlf) return length - 2;
  return length >= 2 && bytes[length - 1] === LF && bytes[length - 2] === LF ? length - 1 : length;
}

/** True for bytes that begin with the header of a mail: two fields at least, one of them one that mails have. */
export function looksLikeMail(bytes: Uint8Array): boolean {
  const head = latin(bytes.subarray(0, 16_384)).replace(/^(\u00EF\u00BB\u00BF)?\s*/, '');
  const lines = (head.split(/\r?\n\r?\n/)[0] ?? '').split(/\r?\n/);
  const fields = lines.flatMap((line) => /^([!-9;-~]{1,80}):/.exec(line)?.[1]?.toLowerCase() ?? []);
  const first = /^[!-9;-~]{1,80}:/.test(lines[0] ?? '');
  return first && fields.length >= 2 && fields.some((field) => ['from', 'date', 'message-id', 'received', 'return-path', 'subject'].includes(field));
}
