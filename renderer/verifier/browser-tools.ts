import { plainCrc32 } from '../../src/shared/bundle/crc32.rules.ts';
import { Sha256 } from '../../src/shared/bundle/sha256.rules.ts';
import { hexOf } from '../../src/shared/bundle/time-stamp.rules.ts';
import type { BundleTools, ByteSource } from '../../src/shared/bundle/tools.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Bytes that are surely not shared with another thread, as the crypto of browsers asks for. */
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

/** Absent in pages that are not opened from a safe place; then plain JavaScript does the work. */
const subtle: typeof globalThis.crypto.subtle | undefined = globalThis.crypto?.subtle;

async function inflate(packed: Uint8Array, sizeBytes: number): Promise<Uint8Array | null> {
  const stream = new Blob([own(packed)]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const unpacked = new Uint8Array(sizeBytes);
  let at = 0;
  try {
    for (let step = await stream.read(); !step.done; step = await stream.read()) {
      if (at + step.value.length > sizeBytes) {
        await stream.cancel();
        return null;
      }
      unpacked.set(step.value, at);
      at += step.value.length;
    }
  } catch (error) {
    // How a browser says that it is no deflate.
    if (error instanceof TypeError) return null;
    throw error;
  }
  return unpacked.subarray(0, at);
}

/** What the verifier needs, by a browser alone. */
export const browserTools: BundleTools = {
  sha256: (bytes) =>
    subtle === undefined || bytes.length < 4096
      ? new Sha256().update(bytes).hex()
      : subtle.digest('SHA-256', own(bytes)).then((hash) => hexOf(new Uint8Array(hash))),
  sha256Text: (text) => new Sha256().update(encoder.encode(text)).hex(),
  sha256Stream: () => {
    const hash = new Sha256();
    return { update: (bytes) => void hash.update(bytes), hex: () => hash.hex() };
  },
  crc32: plainCrc32,
  inflate,
  verifyEd25519: async ({ publicKey, signature, data }) => {
    if (subtle === undefined) return null;
    try {
      const key = await subtle.importKey('raw', own(publicKey), { name: 'Ed25519' }, false, ['verify']);
      return await subtle.verify({ name: 'Ed25519' }, key, own(signature), own(data));
    } catch (error) {
      // Browsers that do not know the algorithm say so this way; a key that is no point of the curve fails otherwise.
      if (error instanceof DOMException && error.name === 'NotSupportedError') return null;
      return false;
    }
  },
  encodeUtf8: (text) => encoder.encode(text),
  decodeUtf8: (bytes) => decoder.decode(bytes),
};

/** A chosen file, read piece by piece. */
export function fileSource(file: File): ByteSource {
  return {
    sizeBytes: file.size,
    read: async (offset, length) => new Uint8Array(await file.slice(offset, offset + length).arrayBuffer()),
  };
}
