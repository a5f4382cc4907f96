import { open, readFile, rename, rm } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { fail } from '../../contract/fail.ts';
import { CHUNK_BYTES } from '../../contract/files.ts';
import type { FileRef } from '../../contract/ids.ts';
import { UsageError } from './failure.ts';
import type { Client, Terminal } from './session.ts';

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Puts a file of this machine into the app, as the page does. Throws a usage error when it cannot be read. */
export async function putFile(client: Client, path: string, terminal: Terminal): Promise<FileRef> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw new UsageError(terminal.say('cli:cannotRead', { file: path }), { cause: error });
  }
  const { fileRef } = await client.files.begin({ name: basename(path), sizeBytes: bytes.length });
  for (let offset = 0; offset < bytes.length; offset += CHUNK_BYTES) {
    await client.files.append({ fileRef, base64: bytes.subarray(offset, offset + CHUNK_BYTES).toString('base64') });
  }
  return fileRef;
}

/** Writes a file of the app to this machine: all of it, or nothing under that name. Returns its size. */
export async function takeFile(client: Client, fileRef: FileRef, target: { readonly path: string; readonly terminal: Terminal }): Promise<number> {
  const path = resolve(target.path);
  const temporary = `${path}.part-${process.pid}`;
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      let offset = 0;
      for (;;) {
        const { base64, sizeBytes } = await client.files.read({ fileRef, offset });
        const bytes = Buffer.from(base64, 'base64');
        await handle.write(bytes);
        offset += bytes.length;
        if (offset >= sizeBytes || bytes.length === 0) break;
      }
      await handle.sync();
      await handle.close();
      await rename(temporary, path);
      return offset;
    } finally {
      await handle.close();
    }
  } catch (error) {
    await rm(temporary, { force: true });
    if (codeOf(error) === 'ENOSPC') throw fail('disk_full', {}, error);
    if (['EACCES', 'ENOENT', 'ENOTDIR', 'EROFS', 'EISDIR', 'EPERM'].includes(codeOf(error))) {
      throw new UsageError(target.terminal.say('cli:cannotWrite', { file: target.path }), { cause: error });
    }
    throw error;
  }
}
