import { open, stat } from 'node:fs/promises';
import { firstAt, hostOf, type Sniffed, sniff } from '../logs/sniff.ts';
import type { LogFile, LogRequest } from '../ports/logs.ts';
import { AppError } from '../shared/app-error.ts';
import { DAY_MS } from '../shared/durations.ts';
import { compareText } from './log-copies.ts';
import { asAppError, headOf, type LogSource, packingOf } from './log-source.ts';

/** A log in its place among the others. */
export interface PlannedLog extends LogSource {
  /** Year of its first line, for times without one. */
  readonly year: number;
  /** Epoch seconds of its first line; null = no line has a time. */
  readonly firstAt: number | null;
  /** The server that its first line names; '' = lines name none. */
  readonly host: string;
  /** Bytes of its text that are read: what follows stands in the next file as well. */
  readonly upTo: number;
}

/** A file that is not read, as all of it stands in another. */
export interface LeftOut {
  readonly name: string;
  readonly size: number;
  readonly other: string;
}

/** What is to be read, in the order in which it was written. */
export interface LogPlan {
  readonly format: 'exim' | 'postfix';
  readonly files: readonly PlannedLog[];
  readonly leftOut: readonly LeftOut[];
}

/** Bytes in which the format of nearly every log shows, and those that are looked at when it does not: a log may be shared with other programs. */
const HEAD_BYTES = 1 << 18;
const LONG_HEAD_BYTES = 16 << 20;
/** Days that a line may be ahead of the clock that wrote the time of its file. */
const AHEAD_DAYS = 7;

interface Looked extends LogSource {
  readonly sniffed: Sniffed;
  /** Nothing was written after it: by the name, by what the packing says, or by the disk. Epoch milliseconds. */
  readonly until: number;
  readonly head: Uint8Array;
}

/**
 * Finds out what the files are and in which order they were written, whatever their names: by the first time in each. A file that was given twice, whole or as an
 * older copy of itself, packed or not, is read once, the longest whatever the order. Throws `file_not_found`, `log_unreadable`, and why files are no log.
 */
export async function planLogs(request: LogRequest): Promise<LogPlan> {
  const looked: Looked[] = [];
  for (const file of request.files) looked.push(await look(file, request.zone));
  const format = formatOf(looked, request);
  const { once, leftOut } = await withoutCopies(looked);
  const dated = once.map((file) => placed(file, request.zone, yearOf(file, request.zone)));
  const ordered = dated.sort(inOrder);
  const ahead = yearsAhead(ordered, request);
  if (ahead === 0) return { format, files: ordered.map(({ plan }) => plan), leftOut };
  const moved = ordered.map(({ looked: file, plan }) => (file.sniffed.dated ? { looked: file, plan } : placed(file, request.zone, plan.year + ahead)));
  return { format, files: moved.sort(inOrder).map(({ plan }) => plan), leftOut };
}

interface Placed {
  readonly looked: Looked;
  readonly plan: PlannedLog;
}

function placed(looked: Looked, zone: string, year: number): Placed {
  const { name, path, size, packing, sniffed } = looked;
  return {
    looked,
    plan: { name, path, size, packing, year, firstAt: firstAt(sniffed, zone, year), host: hostOf(sniffed, zone), upTo: Number.POSITIVE_INFINITY },
  };
}

async function look(file: LogFile, zone: string): Promise<Looked> {
  const { name, path } = file;
  try {
    const facts = await stat(path);
    if (!facts.isFile()) throw new AppError('log_unreadable', { name });
    const raw = await firstBytes(path);
    const source: LogSource = { name, path, size: facts.size, packing: packingOf(raw) };
    let head = await headOf(source, HEAD_BYTES);
    let sniffed = sniff(head, zone);
    if (sniffed.format === null && head.length === HEAD_BYTES) {
      head = await headOf(source, LONG_HEAD_BYTES);
      sniffed = sniff(head, zone);
    }
    return { ...source, sniffed, until: writtenUntil(name, raw, facts.mtimeMs), head: head.slice(0, HEAD_BYTES) };
  } catch (cause) {
    throw asAppError(name, cause);
  }
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(16), 0, 16, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const NAMES = { exim: 'Exim', postfix: 'Postfix' } as const;

/** The one format of all files that are not empty. What shows none is read as what the person who asks says it is. */
function formatOf(files: readonly Looked[], request: LogRequest): 'exim' | 'postfix' {
  const [nothing] = files;
  const full = files.filter(({ head }) => head.length > 0);
  if (full.length === 0) throw new AppError('log_empty', { name: nothing?.name ?? '' });
  const known = full.flatMap(({ name, sniffed: { format } }) => (format === null ? [] : [{ name, format }]));
  const [first] = known;
  const other = known.find(({ format }) => format !== first?.format);
  if (first !== undefined && other !== undefined) {
    throw new AppError('log_formats_mixed', { name: first.name, format: NAMES[first.format], other: other.name, otherFormat: NAMES[other.format] });
  }
  if (request.format !== 'auto') {
    if (first === undefined || first.format === request.format) return request.format;
    throw new AppError('log_other_format', { name: first.name, found: NAMES[first.format], chosen: NAMES[request.format] });
  }
  const strange = full.find(({ sniffed }) => sniffed.format === null);
  if (first === undefined || strange !== undefined) throw new AppError('log_not_recognised', { name: strange?.name ?? '' });
  return first.format;
}

/** Leaves out files all of whose text another one begins with. Of equals the first stays. */
async function withoutCopies(files: readonly Looked[]): Promise<{ readonly once: Looked[]; readonly leftOut: LeftOut[] }> {
  const once: Looked[] = [];
  const leftOut: LeftOut[] = [];
  for (const file of files) {
    let stays = true;
    for (const [place, other] of once.entries()) {
      const longer = await longerOf(other, file);
      if (longer === null) continue;
      const shorter = longer === other ? file : other;
      leftOut.push({ name: shorter.name, size: shorter.size, other: longer.name });
      once[place] = longer;
      stays = false;
      break;
    }
    if (stays) once.push(file);
  }
  return { once, leftOut };
}

/** The one of two files that the other is a beginning of; null = neither is. */
async function longerOf(one: Looked, other: Looked): Promise<Looked | null> {
  const length = Math.min(one.head.length, other.head.length);
  if (length === 0 || Buffer.compare(one.head.subarray(0, length), other.head.subarray(0, length)) !== 0) return null;
  const alike = await compareText(one, 0, other);
  return alike === 'apart' ? null : alike === 'first' ? other : one;
}

/** `mail.log-20261124.gz`, `exim_mainlog.2026-11-24`: rotated on that day. */
function writtenUntil(name: string, raw: Uint8Array, modified: number): number {
  const day = /(?:^|\D)(20\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?:\D|$)/.exec(name);
  if (day !== null) return Date.UTC(Number(day[1]), Number(day[2]) - 1, Number(day[3])) + 2 * DAY_MS;
  // The time that gzip writes into the file: that of the file it packed.
  const packed = packingOf(raw) === 'gzip' && raw.length >= 8 ? new DataView(raw.buffer, raw.byteOffset).getUint32(4, true) * 1000 : 0;
  return packed > 0 ? packed : modified;
}

/** Year of the first line of a log whose times name none: the last one in which it is not later than the file. */
function yearOf({ sniffed, until }: Looked, zone: string): number {
  const last = new Date(until + AHEAD_DAYS * DAY_MS);
  if (sniffed.year !== null) return sniffed.year;
  const year = last.getUTCFullYear();
  const at = firstAt(sniffed, zone, year);
  return at !== null && at * 1000 > last.getTime() ? year - 1 : year;
}

/** Years by which the person who asks puts the log later than its files do. */
function yearsAhead(files: readonly Placed[], { year, zone }: LogRequest): number {
  const first = files.find(({ looked }) => looked.sniffed.first !== null);
  if (year === null || first === undefined || first.looked.sniffed.dated) return 0;
  return firstAt(first.looked.sniffed, zone, year) === null ? 0 : year - first.plan.year;
}

/** By time; without one, and at the same time, by the number that rotation gives to a name: the highest is the oldest. */
function inOrder(a: Placed, b: Placed): number {
  const [left, right] = [a.plan.firstAt ?? Number.POSITIVE_INFINITY, b.plan.firstAt ?? Number.POSITIVE_INFINITY];
  if (left !== right) return left < right ? -1 : 1;
  const age = rotations(b.plan.name) - rotations(a.plan.name);
  return age !== 0 ? age : a.plan.name < b.plan.name ? -1 : a.plan.name > b.plan.name ? 1 : 0;
}

function rotations(name: string): number {
  return Number(/[.](\d{1,4})(?:[.][a-z]\w*)?$/.exec(name)?.[1] ?? 0);
}
