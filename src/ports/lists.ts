import type { ListCheck } from '../contract/checks.ts';
import type { Language } from '../shared/language.ts';
import type { ListField, ListProblem } from '../shared/lists.ts';

/** A list of addresses, and what it is judged by. */
export interface ListOrder {
  /** A file on this machine, or a pasted text. */
  readonly source: { readonly path: string } | { readonly text: string };
  /** What columns hold, by their 0-based number, where the user says it; null = nothing that matters. */
  readonly columns: Readonly<Record<string, ListField | null>>;
  /** First day that is recent enough for a last contact, YYYY-MM-DD. */
  readonly recentFrom: string;
  /** Day it is, YYYY-MM-DD: nobody agreed or was written to after it. */
  readonly today: string;
  /** Prior for undecidable encodings. */
  readonly language: Language;
}

/** The words of a table of addresses. */
export interface ListWords {
  readonly sheet: string;
  readonly headings: readonly string[];
  readonly fine: string;
  readonly problems: ReadonlyMap<ListProblem, string>;
}

/** Where a table of every address with what was found is to be written. */
export interface ListTarget {
  readonly path: string;
  readonly format: 'csv' | 'xlsx';
  readonly words: ListWords;
}

/** What a check of a list finds, but for the name of its file. */
export type ListFindings = Omit<ListCheck, 'fileName'>;

/** How far a list is read, in lines; `total` 0 = nobody knows yet. */
export interface ListProgress {
  readonly phase: 'reading' | 'checking';
  readonly done: number;
  readonly total: number;
}

/**
 * Looks through lists of addresses on a thread of its own, piece by piece: of an address nothing is kept but a hash and a line, 12 bytes.
 * Throws the errors of files and spreadsheets, `list_without_addresses`, and an abort as it comes.
 */
export interface ListReader {
  check(order: ListOrder, progress: (now: ListProgress) => void, signal?: AbortSignal): Promise<ListFindings>;
  /** Writes the table to `target`. Returns how many addresses it has. */
  save(order: ListOrder & { readonly target: ListTarget }, progress: (now: ListProgress) => void, signal?: AbortSignal): Promise<number>;
}
