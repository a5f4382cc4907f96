import type { LogFileFacts } from '../shared/logs.ts';
import { compareText, placeIn, standsIn } from './log-copies.ts';
import type { LeftOut, LogPlan, PlannedLog } from './log-files.ts';
import { headOf } from './log-source.ts';

/** So many bytes of the beginning of a file are looked for in another one: several lines, which do not come twice. */
const WANTED_BYTES = 1024;
const LINE_FEED = 10;

/**
 * Looks for what stands in two files that tell of the same time: the last lines of a log in a file of their own are left out, and where a file goes on in the
 * next one, it is read up to there. Returns the plan without what comes twice; null = nothing does.
 */
export async function withoutRepeats(plan: LogPlan, read: readonly LogFileFacts[]): Promise<LogPlan | null> {
  const files: (PlannedLog | LeftOut)[] = [...plan.files];
  for (const [place, file] of plan.files.entries()) {
    for (const [before, earlier] of plan.files.slice(0, place).entries()) {
      if (isLeftOut(files[before]) || isLeftOut(files[place]) || !meet(read[before], read[place])) continue;
      const repeat = await repeatOf(earlier, file);
      if (repeat === 'whole') files[place] = leftOut(file, earlier);
      else if (repeat === null && (await isWithin(file, earlier, { own: read[place], others: read[before] }))) files[place] = leftOut(file, earlier);
      else if (repeat === null && (await isWithin(earlier, file, { own: read[before], others: read[place] }))) files[before] = leftOut(earlier, file);
      else if (repeat !== null) files[before] = repeat === 0 ? leftOut(earlier, file) : shortened(earlier, repeat);
    }
  }
  const once = files.flatMap((file) => (isLeftOut(file) ? [] : [file]));
  const without = files.filter(isLeftOut);
  if (without.length === 0 && once.every((file) => file.upTo === Number.POSITIVE_INFINITY)) return null;
  return { format: plan.format, files: once, leftOut: [...without, ...plan.leftOut] };
}

function isLeftOut(file: PlannedLog | LeftOut | undefined): file is LeftOut {
  return file !== undefined && 'other' in file;
}

function meet(earlier: LogFileFacts | undefined, later: LogFileFacts | undefined): boolean {
  return (earlier?.to ?? null) !== null && (later?.from ?? null) !== null && (earlier?.to ?? 0) >= (later?.from ?? 0);
}

function leftOut({ name, size }: PlannedLog, other: PlannedLog): LeftOut {
  return { name, size, other: other.name };
}

interface Facts {
  readonly own: LogFileFacts | undefined;
  readonly others: LogFileFacts | undefined;
}

/** Whether a file is a copy with other ends of lines, or with fewer lines: a part of another one that was searched for. */
async function isWithin(file: PlannedLog, other: PlannedLog, { own, others }: Facts): Promise<boolean> {
  if (own === undefined || others === undefined || own.lines === 0 || own.lines > others.lines) return false;
  if (own.from === null || own.to === null || others.from === null || others.to === null) return false;
  return own.from >= others.from && own.to <= others.to && (await standsIn(file, other, own.lines));
}

/** What of `later` stands in `earlier`: `whole`, or from which byte of `earlier` on both are alike; null = neither. */
async function repeatOf(earlier: PlannedLog, later: PlannedLog): Promise<'whole' | number | null> {
  const begin = await headOf(later, WANTED_BYTES);
  if (begin.length === 0) return null;
  const lineEnd = await placeIn(earlier, Buffer.concat([Buffer.of(LINE_FEED), begin]));
  const place = lineEnd >= 0 ? lineEnd + 1 : await placeIn(earlier, begin);
  if (place < 0) return null;
  const alike = await compareText(earlier, place, later);
  if (alike === 'apart') return null;
  if (alike !== 'first') return 'whole';
  // A file that begins within a line: that line is read where it is whole.
  return lineEnd >= 0 || place === 0 ? place : place + begin.indexOf(LINE_FEED) + 1;
}

/** Its lines up to a place: of a packed file so many bytes of its text. */
function shortened(file: PlannedLog, upTo: number): PlannedLog {
  return { ...file, upTo, size: file.packing === 'none' ? upTo : file.size };
}
