import { packedFacts } from '../logs/facts.ts';
import { Joining } from '../logs/join.ts';
import type { PackedFacts } from '../logs/packed-facts.ts';
import type { Stretch } from '../logs/stretch.ts';
import type { LogRequest } from '../ports/logs.ts';
import { AppError } from '../shared/app-error.ts';
import type { LogFileFacts, LogFileNote } from '../shared/logs.ts';
import type { LogPlan, PlannedLog } from './log-files.ts';

/** Of a file in which more than this share of lines is not understood, next to nothing is of a mail log. */
const MOST_SKIPPED = 0.9;
/** Seconds by which a rotated log may go on while the next one is written already. */
const ROTATING = 120;

/** What is read of the files, as it comes. */
export class LogSum {
  readonly #plan: LogPlan;
  readonly #joining: Joining;
  /** What was told of last while reading went on. */
  #copy: Joining | undefined;
  readonly #files: (Omit<LogFileFacts, 'notes'> & { readonly skipped: number })[];
  readonly #cut = new Set<number>();

  /** `before`: one that is not needed any more. */
  constructor(plan: LogPlan, before?: LogSum) {
    this.#plan = plan;
    this.#joining = new Joining(undefined, before === undefined ? undefined : before.#joining.memory);
    const nothing = { bytes: 0, lines: 0, skipped: 0, from: null, to: null };
    this.#files = [...plan.files, ...plan.leftOut].map(({ name }) => ({ name, ...nothing }));
  }

  /** Adds what follows in a file; parts come in the order in which they were written. */
  add(file: number, part: Stretch, bytes: number): void {
    const known = this.#files[file];
    if (known === undefined) return;
    const { from, to } = part;
    this.#files[file] = {
      name: known.name,
      bytes: known.bytes + bytes,
      lines: known.lines + part.lines,
      skipped: known.skipped + part.skipped,
      from: from === null ? known.from : Math.min(known.from ?? from, from),
      to: to === null ? known.to : Math.max(known.to ?? to, to),
    };
    this.#joining.add(part, { file, before: known.lines });
  }

  /** Another file follows. Returns its number. */
  addFile(name: string): number {
    return this.#files.push({ name, bytes: 0, lines: 0, skipped: 0, from: null, to: null }) - 1;
  }

  /** The file is cut off or damaged where reading it ended. */
  cutOff(file: number): void {
    this.#cut.add(file);
  }

  /** What was read of each file so far, then those that were left out. */
  get files(): LogFileFacts[] {
    return this.#files.map(({ skipped: _, ...file }, place) => ({ ...file, notes: this.#notesOf(place) }));
  }

  /** What was counted so far. `more`: reading goes on afterwards; accounts are to be taken before it is asked for again. */
  facts({ zone, accounts }: LogRequest, more: boolean): PackedFacts {
    const whole = more ? this.#copied().end() : this.#joining.end();
    return packedFacts(whole, { format: this.#plan.format, zone, files: this.files, accounts });
  }

  /** In the memory of the copy before. */
  #copied(): Joining {
    this.#copy = this.#joining.copy(this.#copy?.memory);
    return this.#copy;
  }

  /** What was counted in all. Throws `log_not_understood`. */
  result(request: LogRequest): PackedFacts {
    const strange = this.#files.find(({ lines, skipped }) => lines > 0 && skipped > MOST_SKIPPED * lines);
    if (strange !== undefined) throw new AppError('log_not_understood', { name: strange.name, skipped: strange.skipped, lines: strange.lines });
    return this.facts(request, false);
  }

  #notesOf(place: number): LogFileNote[] {
    const left = this.#plan.leftOut[place - this.#plan.files.length];
    if (left !== undefined) return [{ kind: 'copy', other: left.other }];
    const planned = this.#plan.files[place];
    const over = this.#overlapped(place, planned);
    return [
      ...(planned?.size === 0 ? [{ kind: 'empty', other: '' } as const] : []),
      ...(this.#cut.has(place) ? [{ kind: 'cut', other: '' } as const] : []),
      ...(over === undefined ? [] : [{ kind: 'overlap', other: over.name } as const]),
    ];
  }

  /** A file of the same server that ends after this one begins. */
  #overlapped(place: number, planned: PlannedLog | undefined): { readonly name: string } | undefined {
    const begins = this.#files[place]?.from ?? null;
    if (begins === null || planned === undefined) return undefined;
    return this.#files.find(({ to }, before) => before < place && this.#plan.files[before]?.host === planned.host && to !== null && to - ROTATING > begins);
  }
}
