import { CHUNK_BYTES } from '../../src/contract/files.ts';
import type { FileRef } from '../../src/contract/ids.ts';
import { MINUTE_MS } from '../../src/shared/durations.ts';
import { client } from './client.ts';
import { isWorthPacking, packInSteps } from './pack.ts';

interface PutOptions {
  /** Mail logs may be far larger than other files. */
  kind?: 'file' | 'log';
  signal?: AbortSignal;
}

/** Hands a file to the core in chunks and answers its reference. `onProgress` gets the share that arrived, 0…1. */
export async function putFile(file: File, options: PutOptions & { onProgress?: (share: number) => void } = {}): Promise<FileRef> {
  for await (const { fileRef, arrived } of putFileInSteps(file, options)) {
    options.onProgress?.(Math.min(1, arrived / file.size));
    if (fileRef !== null && arrived >= file.size) return fileRef;
  }
  throw new Error('The file ended before its size');
}

/** Of handing over a log that is packed first, packing takes so much of the time. */
const PACKING_SHARE = 0.8;

/**
 * The same, telling on the way how far it is, in bytes of the file. The reference is worth something once all of them arrived. A log is packed first: base64 of
 * a tenth of it crosses many times as fast, and packed logs are read as they are.
 */
export async function* putFileInSteps(file: File, { kind = 'file', signal }: PutOptions): AsyncGenerator<{ fileRef: FileRef | null; arrived: number }> {
  if (kind === 'file' || !(await isWorthPacking(file))) return yield* putBlobInSteps(file, { name: file.name, kind, signal });
  const packing = packInSteps(file, signal);
  let step = await packing.next();
  while (step.done !== true) {
    yield { fileRef: null, arrived: step.value * PACKING_SHARE };
    step = await packing.next();
  }
  const packed = step.value;
  for await (const { fileRef, arrived } of putBlobInSteps(packed, { name: file.name, kind, signal })) {
    const sent = arrived / packed.size;
    yield { fileRef, arrived: sent === 1 ? file.size : file.size * (PACKING_SHARE + sent * (1 - PACKING_SHARE)) };
  }
}

interface BlobOptions {
  name: string;
  kind: 'file' | 'log';
  signal: AbortSignal | undefined;
}

async function* putBlobInSteps(blob: Blob, { name, kind, signal }: BlobOptions): AsyncGenerator<{ fileRef: FileRef; arrived: number }> {
  const { fileRef } = await client.files.begin({ name, sizeBytes: blob.size, kind });
  yield { fileRef, arrived: 0 };
  const part = (offset: number) => base64Of(blob.slice(offset, offset + CHUNK_BYTES));
  let base64 = await part(0);
  for (let offset = 0; offset < blob.size; offset += CHUNK_BYTES) {
    signal?.throwIfAborted();
    // The next part is read while this one is on its way.
    const [next] = await Promise.all([part(offset + CHUNK_BYTES), client.files.append({ fileRef, base64 })]);
    base64 = next;
    yield { fileRef, arrived: Math.min(blob.size, offset + CHUNK_BYTES) };
  }
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
  window.setTimeout(() => URL.revokeObjectURL(url), MINUTE_MS);
}

/** The browser's own reading of a part as base64: many times as fast as putting it together here, and beside the page. */
function base64Of(part: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      const address = typeof reader.result === 'string' ? reader.result : '';
      resolve(address.slice(address.indexOf(',') + 1));
    });
    reader.addEventListener('error', () => reject(reader.error));
    reader.readAsDataURL(part);
  });
}

function base64ToBytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
