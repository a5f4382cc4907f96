import { mkdirSync, rmSync } from 'node:fs';
import { appendFile, chmod, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileRef } from '../contract/ids.ts';
import type { FileStore, StoredFile } from '../ports/files.ts';
import type { IdSource } from '../ports/ids.ts';
import { AppError } from '../shared/app-error.ts';

interface Entry {
  readonly name: string;
  readonly mime: string;
  readonly announcedBytes: number;
  receivedBytes: number;
}

function diskError(error: unknown): unknown {
  return error instanceof Error && 'code' in error && error.code === 'ENOSPC' ? new AppError('disk_full', {}, error) : error;
}

/** Files in a folder that is emptied at every start; a reference outlives no restart. */
export function folderFileStore(folder: string, ids: IdSource): FileStore {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const entries = new Map<FileRef, Entry>();
  const path = (ref: FileRef): string => join(folder, ref);
  const entryOf = (ref: FileRef): Entry => {
    const entry = entries.get(ref);
    if (entry === undefined) throw new AppError('file_not_found');
    return entry;
  };
  const stored = (ref: FileRef, entry: Entry): StoredFile => ({ ref, name: entry.name, mime: entry.mime, sizeBytes: entry.receivedBytes });
  const store = async (ref: FileRef, entry: Entry, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      entries.set(ref, entry);
    } catch (error) {
      throw diskError(error);
    }
  };
  return {
    begin: async (name, sizeBytes) => {
      const ref = FileRef.parse(ids.next());
      await store(ref, { name, mime: 'application/octet-stream', announcedBytes: sizeBytes, receivedBytes: 0 }, () =>
        writeFile(path(ref), '', { mode: 0o600 }),
      );
      return ref;
    },
    append: async (ref, bytes) => {
      const entry = entryOf(ref);
      if (entry.receivedBytes + bytes.length > entry.announcedBytes) throw new AppError('file_incomplete');
      await store(ref, entry, () => appendFile(path(ref), bytes));
      entry.receivedBytes += bytes.length;
      return entry.receivedBytes;
    },
    put: async (name, mime, bytes) => {
      const ref = FileRef.parse(ids.next());
      const entry = { name, mime, announcedBytes: bytes.length, receivedBytes: bytes.length };
      await store(ref, entry, () => writeFile(path(ref), bytes, { mode: 0o600 }));
      return stored(ref, entry);
    },
    putFrom: async (name, mime, write) => {
      const ref = FileRef.parse(ids.next());
      try {
        await write(path(ref));
        await chmod(path(ref), 0o600);
        const { size } = await stat(path(ref));
        const entry = { name, mime, announcedBytes: size, receivedBytes: size };
        entries.set(ref, entry);
        return stored(ref, entry);
      } catch (error) {
        await rm(path(ref), { force: true });
        throw diskError(error);
      }
    },
    bytes: async (ref) => {
      const entry = entryOf(ref);
      if (entry.receivedBytes < entry.announcedBytes) throw new AppError('file_incomplete');
      return { file: stored(ref, entry), bytes: await readFile(path(ref)) };
    },
    read: async (ref, offset, length) => {
      const entry = entryOf(ref);
      const handle = await open(path(ref), 'r');
      try {
        const buffer = Buffer.alloc(Math.max(0, Math.min(length, entry.receivedBytes - offset)));
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
        return { file: stored(ref, entry), bytes: buffer.subarray(0, bytesRead) };
      } finally {
        await handle.close();
      }
    },
  };
}
