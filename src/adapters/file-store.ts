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

/** Runs `work`, turning a full disk into its declared error. */
async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Error && 'code' in error && error.code === 'ENOSPC' ? new AppError('disk_full', {}, error) : error;
  }
}

/** Files in a folder that is emptied at every start; a reference outlives no restart. */
export function folderFileStore(folder: string, ids: IdSource): FileStore {
  return new FolderFileStore(folder, ids);
}

class FolderFileStore implements FileStore {
  readonly #folder: string;
  readonly #ids: IdSource;
  readonly #entries = new Map<FileRef, Entry>();

  constructor(folder: string, ids: IdSource) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#folder = folder;
    this.#ids = ids;
  }

  async begin(name: string, sizeBytes: number): Promise<FileRef> {
    const ref = FileRef.parse(this.#ids.next());
    await onDisk(() => writeFile(this.#path(ref), '', { mode: 0o600 }));
    this.#entries.set(ref, { name, mime: 'application/octet-stream', announcedBytes: sizeBytes, receivedBytes: 0 });
    return ref;
  }

  async append(ref: FileRef, bytes: Uint8Array): Promise<number> {
    const entry = this.#entry(ref);
    if (entry.receivedBytes + bytes.length > entry.announcedBytes) throw new AppError('file_incomplete');
    await onDisk(() => appendFile(this.#path(ref), bytes));
    entry.receivedBytes += bytes.length;
    return entry.receivedBytes;
  }

  put(name: string, mime: string, bytes: Uint8Array): Promise<StoredFile> {
    return this.putFrom(name, mime, (path) => writeFile(path, bytes));
  }

  async putFrom(name: string, mime: string, write: (path: string) => Promise<void>): Promise<StoredFile> {
    const ref = FileRef.parse(this.#ids.next());
    const path = this.#path(ref);
    try {
      const { size } = await onDisk(async () => {
        await write(path);
        await chmod(path, 0o600);
        return stat(path);
      });
      const entry = { name, mime, announcedBytes: size, receivedBytes: size };
      this.#entries.set(ref, entry);
      return stored(ref, entry);
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  putChunks(name: string, mime: string, chunks: AsyncIterable<Uint8Array>): Promise<StoredFile> {
    return this.putFrom(name, mime, async (path) => {
      const handle = await open(path, 'wx', 0o600);
      try {
        for await (const chunk of chunks) await handle.writeFile(chunk);
      } finally {
        await handle.close();
      }
    });
  }

  async finished(ref: FileRef): Promise<StoredFile> {
    const entry = this.#entry(ref);
    if (entry.receivedBytes < entry.announcedBytes) throw new AppError('file_incomplete');
    return stored(ref, entry);
  }

  async bytes(ref: FileRef): Promise<{ readonly file: StoredFile; readonly bytes: Uint8Array }> {
    return { file: await this.finished(ref), bytes: await readFile(this.#path(ref)) };
  }

  async place(ref: FileRef): Promise<{ readonly file: StoredFile; readonly path: string }> {
    return { file: await this.finished(ref), path: this.#path(ref) };
  }

  async remove(ref: FileRef): Promise<void> {
    this.#entry(ref);
    this.#entries.delete(ref);
    await rm(this.#path(ref), { force: true });
  }

  async read(ref: FileRef, offset: number, length: number): Promise<{ readonly file: StoredFile; readonly bytes: Uint8Array }> {
    const entry = this.#entry(ref);
    const handle = await open(this.#path(ref), 'r');
    try {
      const buffer = Buffer.alloc(Math.max(0, Math.min(length, entry.receivedBytes - offset)));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
      return { file: stored(ref, entry), bytes: buffer.subarray(0, bytesRead) };
    } finally {
      await handle.close();
    }
  }

  #path(ref: FileRef): string {
    return join(this.#folder, ref);
  }

  #entry(ref: FileRef): Entry {
    const entry = this.#entries.get(ref);
    if (entry === undefined) throw new AppError('file_not_found');
    return entry;
  }
}

function stored(ref: FileRef, entry: Entry): StoredFile {
  return { ref, name: entry.name, mime: entry.mime, sizeBytes: entry.receivedBytes };
}
