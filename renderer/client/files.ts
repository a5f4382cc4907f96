import { CHUNK_BYTES } from '../../src/contract/files.ts';
import type { FileRef } from '../../src/contract/ids.ts';
import { client } from './client.ts';

/** Hands a file to the core in chunks and answers its reference. `onProgress` gets the share that arrived, 0…1. */
export async function putFile(file: File, options: { onProgress?: (share: number) => void; signal?: AbortSignal } = {}): Promise<FileRef> {
  const { fileRef } = await client.files.begin({ name: file.name, sizeBytes: file.size });
  for (let offset = 0; offset < file.size; offset += CHUNK_BYTES) {
    options.signal?.throwIfAborted();
    const bytes = new Uint8Array(await file.slice(offset, offset + CHUNK_BYTES).arrayBuffer());
    await client.files.append({ fileRef, base64: bytesToBase64(bytes) });
    options.onProgress?.(Math.min(1, (offset + CHUNK_BYTES) / file.size));
  }
  return fileRef;
}

/** Reads a file of the core into memory. */
export async function readFile(fileRef: FileRef): Promise<{ name: string; blob: Blob }> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let offset = 0; ; ) {
    const chunk = await client.files.read({ fileRef, offset });
    const bytes = base64ToBytes(chunk.base64);
    parts.push(bytes);
    offset += bytes.length;
    if (offset >= chunk.sizeBytes || bytes.length === 0) return { name: chunk.name, blob: new Blob(parts, { type: chunk.mime }) };
  }
}

/** Saves a file of the core where the browser or the desktop shell puts downloads. */
export async function downloadFile(fileRef: FileRef): Promise<void> {
  const { name, blob } = await readFile(fileRef);
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  // In the page while it is clicked: a link outside of it may lose its name before the download begins.
  document.body.append(link);
  link.click();
  link.remove();
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function bytesToBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += 0x8000) binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  return btoa(binary);
}

function base64ToBytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
