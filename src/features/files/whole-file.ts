import { fail } from '../../contract/fail.ts';
import type { FileRef } from '../../contract/ids.ts';
import type { Core } from '../core.ts';

const MEGABYTE = 1024 * 1024;

/** Refuses a file by its size. Throws `file_empty`, `file_too_large`. */
export function refuseSize(sizeBytes: number, limitBytes: number): void {
  if (sizeBytes === 0) throw fail('file_empty', {});
  if (sizeBytes > limitBytes) throw fail('file_too_large', { sizeMb: Math.ceil(sizeBytes / MEGABYTE), limitMb: Math.ceil(limitBytes / MEGABYTE) });
}

/** A file whole, which is read only when it is no larger than that. Throws `file_not_found`, `file_incomplete`, `file_empty`, `file_too_large`. */
export async function wholeFile(core: Pick<Core, 'files' | 'hasher'>, fileRef: FileRef, limitBytes: number) {
  refuseSize((await core.files.finished(fileRef)).sizeBytes, limitBytes);
  const { file, bytes } = await core.files.bytes(fileRef);
  return { name: file.name, bytes, sha256: core.hasher.sha256(bytes) };
}
