import { asciiOf } from './byte-text.ts';
import { StampReader } from './stamps.ts';

/** What the beginning of a file tells of it. */
export interface Sniffed {
  readonly format: 'exim' | 'postfix' | null;
  /** The first line with a time; null = no line has one. */
  readonly first: Uint8Array | null;
  /** The first time names its year. */
  readonly dated: boolean;
  /** Year of the first time, when the lines show it although their times do not. */
  readonly year: number | null;
}

const NEWLINE = 10;
/** `host postfix/smtpd[123]: `: a program with a path, of the host that the line names. */
const TAG = /^[^ ]{0,256} ([^ :[]{0,80}\/[^ :[]{0,80})(?:\[[^\]]{0,14}\])?: /;
const LONGEST_TAG = 450;
/** A server's own Message-ID begins with the time in UTC, and holds the queue id of its line: `DF29F22ABC9: message-id=<20261124063712.DF29F22ABC9@host>`. */
const MESSAGE_ID = /^([0-9A-Za-z]{5,24}): message-id=<(\d{4})(\d\d)(\d\d)\d{6}[.]([0-9A-Za-z]{5,24})@/;
/** Whatever follows the time in lines of Exim that have no message id. */
const EXIM_WORDS =
  /^(?:cwd=\S* \d+ args: |exim \d|Start queue run: |End queue run: |SMTP connection |no (?:host name found|IP address found) |H=\S|TLS error |\S+ authenticator failed )/;
const EXIM_LINE = /^(?:[+-]\d{4} )?(?:\[\d+\] )?([0-9A-Za-z]{6}-(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{11}-[0-9A-Za-z]{4}) )?/;
const DAY_MS = 86_400_000;
const ANY_YEAR = 2024;

/** Looks at whole lines of `head` until it is certain, or they end. */
export function sniff(head: Uint8Array, zone: string): Sniffed {
  const stamps = new StampReader({ zone, year: ANY_YEAR });
  let first: Uint8Array | null = null;
  let dated = false;
  let year: number | null = null;
  const seen = { exim: 0, postfix: 0 };
  for (let from = 0, to = lineEnd(head, 0); from < head.length; from = to + 1, to = lineEnd(head, from)) {
    if (!stamps.read(head, from, to)) continue;
    if (first === null) {
      first = head.slice(from, Math.min(to, from + 64));
      dated = isDigit(head[from]);
    }
    const format = formatOf(head, stamps.next, to);
    if (format !== null) seen[format] += 1;
    if (format === 'postfix' && year === null && !dated) year = yearOf(head, { from: stamps.next, to, at: stamps.at });
    if (seen.exim + seen.postfix > 200 && (dated || year !== null)) break;
  }
  const format = seen.exim === 0 && seen.postfix === 0 ? null : seen.exim > seen.postfix ? 'exim' : 'postfix';
  return { format, first, dated, year };
}

/** Epoch seconds of the first time, were it of this year. */
export function firstAt({ first }: Sniffed, zone: string, year: number): number | null {
  if (first === null) return null;
  const stamps = new StampReader({ zone, year });
  return stamps.read(first, 0, first.length) ? stamps.at : null;
}

/** The server that the first line names, as the system's own log does behind the time; '' = none, as in logs of Exim. */
export function hostOf({ first, format }: Sniffed, zone: string): string {
  if (first === null || format !== 'postfix') return '';
  const stamps = new StampReader({ zone, year: ANY_YEAR });
  return stamps.read(first, 0, first.length) ? (asciiOf(first, stamps.next, first.length).split(' ')[0] ?? '') : '';
}

function lineEnd(bytes: Uint8Array, from: number): number {
  const end = bytes.indexOf(NEWLINE, from);
  return end < 0 ? bytes.length : end;
}

function formatOf(bytes: Uint8Array, from: number, to: number): 'exim' | 'postfix' | null {
  const text = asciiOf(bytes, from, Math.min(to, from + LONGEST_TAG));
  const tag = TAG.exec(text);
  if (tag !== null) return tag[1]?.startsWith('postfix') === true ? 'postfix' : null;
  const line = EXIM_LINE.exec(text);
  return line?.[1] !== undefined || EXIM_WORDS.test(text.slice(line?.[0].length)) ? 'exim' : null;
}

/** Year of a line that was read as of some year and holds its server's own Message-ID; null = it holds none. */
function yearOf(bytes: Uint8Array, { from, to, at }: { readonly from: number; readonly to: number; readonly at: number }): number | null {
  const text = asciiOf(bytes, from, Math.min(to, from + LONGEST_TAG));
  const [, id, year, month, day, ownId] = MESSAGE_ID.exec(text.slice(TAG.exec(text)?.[0].length)) ?? [];
  if (id === undefined || id !== ownId) return null;
  const sent = Date.UTC(Number(year), Number(month) - 1, Number(day));
  // Its own year is that of the Message-ID, or the one before or after it around New Year.
  const read = new Date(at * 1000);
  const near = [-1, 0, 1].map((more) => Number(year) + more).find((own) => Math.abs(Date.UTC(own, read.getUTCMonth(), read.getUTCDate()) - sent) <= 2 * DAY_MS);
  return near === undefined ? null : ANY_YEAR + near - read.getUTCFullYear();
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57;
}
