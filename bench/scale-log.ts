import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type MailServer, varied } from './varied-log.ts';

/** Hours between copies: more than a log lasts that is repeated. */
const STEP_HOURS = 48;
/** A log is first made that of a busier server, about so many lines in two days: copies of it, seconds apart, among each other. */
const BUSY_LINES = 800_000;
const APART_SECONDS = 19;
const LINES_AT_ONCE = 20_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const BASE_62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

const EXIM_ID =
  /(?<![0-9A-Za-z])[0-9A-Za-z]{6}(?=-(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{11}-[0-9A-Za-z]{4})(?![0-9A-Za-z]))|(?<=-E)1[0-9A-Za-z]{5}(?=-[0-9A-Za-z]{6})/g;
const OUTBOUND = /(?<= SMTP connection outbound )\d{10}/;
const POSTFIX_ID = /(?<=\]: |notification: |message-id=<\d{14}\.)[0-9A-F]{5}(?=[0-9A-F]{5,7}\b)/g;
const MAILBOX_NUMBER = /(?<=[a-z])\d{1,4}(?=@[a-z])/g;

interface Shift {
  readonly copy: number;
  readonly seconds: number;
}

/** The line of a later copy: times, ids and the numbers in names of mailboxes move on, so that messages and recipients are new ones. */
function shifted(server: MailServer, line: string, shift: Shift): string {
  const moved = server === 'exim' ? eximLine(line, shift) : postfixLine(line, shift);
  return moved.replace(MAILBOX_NUMBER, (number) => `${(Number(number) + shift.copy * 37) % 10_000}`);
}

function eximLine(line: string, { seconds }: Shift): string {
  const at = new Date(Date.parse(`${line.slice(0, 10)}T${line.slice(11, 19)}Z`) + seconds * 1000).toISOString();
  const rest = line.slice(19).replace(EXIM_ID, (id) => laterId(id, seconds));
  return `${at.slice(0, 10)} ${at.slice(11, 19)}${rest.replace(OUTBOUND, (epoch) => `${Number(epoch) + seconds}`)}`;
}

/** The first part of an id is the second in which it was made, in base 62. */
function laterId(id: string, seconds: number): string {
  let number = [...id].reduce((sum, digit) => sum * 62 + BASE_62.indexOf(digit), 0) + seconds;
  let text = '';
  for (let digit = 0; digit < id.length; digit++) {
    text = `${BASE_62[number % 62]}${text}`;
    number = Math.floor(number / 62);
  }
  return text;
}

/** `Nov 23 00:01:28`: the copies begin in 2026. */
function postfixLine(line: string, { copy, seconds }: Shift): string {
  const at = new Date(epochOf(line) + seconds * 1000);
  const stamp = `${MONTHS[at.getUTCMonth()]} ${`${at.getUTCDate()}`.padStart(2)} ${at.toISOString().slice(11, 19)}`;
  return stamp + line.slice(15).replace(POSTFIX_ID, (part) => anotherPart(part, copy));
}

function epochOf(line: string): number {
  return Date.UTC(
    2026,
    MONTHS.indexOf(line.slice(0, 3)),
    Number(line.slice(4, 6)),
    Number(line.slice(7, 9)),
    Number(line.slice(10, 12)),
    Number(line.slice(13, 15)),
  );
}

/** The first part of a queue id is the microsecond in which it was made. */
function anotherPart(part: string, copy: number): string {
  const micros = (Number.parseInt(part, 16) + copy * 12_347) % 1_000_000;
  return micros.toString(16).toUpperCase().padStart(5, '0');
}

/** Copies of a log among each other, by time. */
function busier(server: MailServer, lines: readonly string[], copies: number): string[] {
  const timed: { line: string; at: number }[] = [];
  for (let copy = 0; copy < copies; copy++) {
    for (const line of lines) {
      const moved = shifted(server, line, { copy, seconds: copy * APART_SECONDS });
      timed.push({ line: moved, at: server === 'exim' ? Date.parse(`${moved.slice(0, 10)}T${moved.slice(11, 19)}Z`) : epochOf(moved) });
    }
  }
  return timed.sort((a, b) => a.at - b.at).map(({ line }) => line);
}

/** Writes copies of a log, one after the other, until `bytes` are reached. Returns the bytes that were written. */
export function scaleLog(server: MailServer, { from, to, bytes }: { readonly from: string; readonly to: string; readonly bytes: number }): number {
  const raw = readFileSync(from);
  const text = (from.endsWith('.gz') ? gunzipSync(raw) : raw).toString('latin1');
  const read = text.split('\n').filter((line) => line !== '');
  const copies = Math.ceil(Math.min(BUSY_LINES, bytes / 150) / read.length);
  const lines = busier(server, read, copies);
  const file = openSync(to, 'w');
  let written = 0;
  for (let block = 0; written < bytes; block++) {
    const shift = { copy: block * copies, seconds: block * STEP_HOURS * 3600 };
    for (let at = 0; at < lines.length && written < bytes; at += LINES_AT_ONCE) {
      const piece = lines.slice(at, at + LINES_AT_ONCE).map((line) => varied(server, shifted(server, line, shift)));
      written += writeSync(file, Buffer.from(`${piece.join('\n')}\n`, 'latin1'));
    }
  }
  closeSync(file);
  return written;
}

if (import.meta.main) {
  const [server, from, to, bytes] = process.argv.slice(2);
  if ((server !== 'exim' && server !== 'postfix') || from === undefined || to === undefined) throw new Error('Usage: scale-log.ts exim|postfix FROM TO BYTES');
  process.stdout.write(`${scaleLog(server, { from, to, bytes: Number(bytes ?? 1e9) })}\n`);
}
