import { closeSync, openSync, readSync } from 'node:fs';
import { LONGEST_LINE } from '../logs/reader.ts';
import { StampReader } from '../logs/stamps.ts';
import { zoneTimeOf } from '../logs/zone-time.ts';
import type { LogPlan, PlannedLog } from './log-files.ts';
import { asAppError } from './log-source.ts';

/** A part of a log that one thread reads from its beginning to its end. */
export interface LogTask {
  /** Index in the files of the plan. */
  readonly file: number;
  readonly source: PlannedLog;
  /** Where lines begin that belong to it, and where they no longer do; all of a packed file. */
  readonly from: number;
  readonly to: number;
}

/** Bytes of a stretch. Always the same, whatever the machine, so that what is found never depends on it. */
export const STRETCH_BYTES = 32 << 20;

/** Bytes on the disk from which on a packed file, or one of several, is worth a thread: it is then unpacked, read and put together at the same time. */
export const WORTH_A_THREAD = 2 << 20;

/** Divides what is to be read among threads. A packed file can be read only from its beginning. `bytes`: of each part. */
export function tasksOf(plan: LogPlan, zone: string, bytes = STRETCH_BYTES): LogTask[] {
  return plan.files.flatMap((source, file) => {
    if (source.packing !== 'none') return [{ file, source, from: 0, to: source.size }];
    const places = cuts(source, zone, bytes);
    return places.slice(0, -1).map((from, index) => ({ file, source, from, to: places[index + 1] ?? source.size }));
  });
}

/** Beginnings of lines near every so many bytes, and the end. */
function cuts(source: PlannedLog, zone: string, bytes: number): number[] {
  const places = [0];
  try {
    const file = openSync(source.path, 'r');
    try {
      for (let at = bytes; at < source.size; at += bytes) {
        const place = cutAt(file, { at, source, zone });
        if (place > (places.at(-1) ?? 0) && place < source.size) places.push(place);
      }
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    throw asAppError(source.name, cause);
  }
  return [...places, source.size];
}

interface Wish {
  readonly at: number;
  readonly source: PlannedLog;
  readonly zone: string;
}

/** Place of the first line after `at`; 0 = here is none, or its hour came twice, so that its time can be told only from what stands before. */
function cutAt(file: number, { at, source, zone }: Wish): number {
  const memory = new Uint8Array(2 * LONGEST_LINE);
  const read = readSync(file, memory, 0, memory.length, at - 1);
  const start = memory.subarray(0, read).indexOf(10) + 1;
  if (start === 0) return 0;
  const end = memory.indexOf(10, start);
  const stamps = new StampReader({ zone, year: source.year, ...(source.firstAt === null ? {} : { after: source.firstAt }) });
  const told = stamps.read(memory, start, end < 0 ? read : end);
  return told && zoneTimeOf(zone).comesTwice(stamps.at) ? 0 : at - 1 + start;
}
