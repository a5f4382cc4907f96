import type { BundleProblem, ProblemCode } from './words.ts';

/** Where the files of a bundle come from: the ZIP, or the folder it was unpacked into. */
export interface Container {
  readonly sizeBytes: number;
  readonly names: readonly string[];
  /** Faults that showed when the files were listed. */
  readonly faults: readonly BundleProblem[];
  /** The order of the files is part of the form. */
  readonly ordered: boolean;
  /** SHA-256 of a file, what is wrong with how it is stored, and, when it is small, its content for the moment. */
  examine(index: number): Promise<{ readonly sha256: string; readonly faults: readonly ProblemCode[]; readonly content: Uint8Array | null }>;
  /** The whole file; null when it is larger than `limitBytes`. */
  content(index: number, limitBytes: number): Promise<Uint8Array | null>;
}
