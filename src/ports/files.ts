import type { FileRef } from '../contract/ids.ts';

export interface StoredFile {
  readonly ref: FileRef;
  readonly name: string;
  readonly mime: string;
  readonly sizeBytes: number;
}

/** Files that cross the contract, kept in the data folder until the core stops. Throws `file_not_found`, `disk_full`. */
export interface FileStore {
  begin(name: string, sizeBytes: number): Promise<FileRef>;
  append(ref: FileRef, bytes: Uint8Array): Promise<number>;
  /** A finished file, from bytes. */
  put(name: string, mime: string, bytes: Uint8Array): Promise<StoredFile>;
  /** A finished file that `write` makes at the path it is given. */
  putFrom(name: string, mime: string, write: (path: string) => Promise<void>): Promise<StoredFile>;
  /** A finished file from its pieces, none of which is kept in memory. Nothing stays when they end with an error. */
  putChunks(name: string, mime: string, chunks: AsyncIterable<Uint8Array>): Promise<StoredFile>;
  /** What is known of a file; throws `file_incomplete` while bytes announced by `begin` are missing. */
  finished(ref: FileRef): Promise<StoredFile>;
  /** Whole content; throws `file_incomplete` while bytes announced by `begin` are missing. */
  bytes(ref: FileRef): Promise<{ readonly file: StoredFile; readonly bytes: Uint8Array }>;
  /** Where it lies on this machine, for adapters that read it themselves; throws `file_incomplete` like `finished`. */
  place(ref: FileRef): Promise<{ readonly file: StoredFile; readonly path: string }>;
  /** Takes it away before the core stops. */
  remove(ref: FileRef): Promise<void>;
  read(ref: FileRef, offset: number, length: number): Promise<{ readonly file: StoredFile; readonly bytes: Uint8Array }>;
}
