import crypto from 'node:crypto';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { plainCrc32 } from '../shared/bundle/crc32.rules.ts';
import type { BundleTools, ByteSource } from '../shared/bundle/tools.ts';

/** The SPKI form of an Ed25519 key without its 32 bytes (RFC 8410). */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** One call instead of three objects; Node 18 does not have it yet. */
const sha256: (data: Uint8Array | string) => string =
  typeof crypto.hash === 'function' ? (data) => crypto.hash('sha256', data) : (data) => crypto.createHash('sha256').update(data).digest('hex');

const inflateRaw = promisify<zlib.InputType, zlib.ZlibOptions, Buffer>(zlib.inflateRaw);

/** What the verifier needs, by Node. Also part of the stand-alone `verify.mjs`, which has to run on Node 18. */
export const nodeBundleTools: BundleTools = {
  sha256,
  sha256Text: sha256,
  sha256Stream: () => {
    const hash = crypto.createHash('sha256');
    return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') };
  },
  crc32: typeof zlib.crc32 === 'function' ? (bytes, before = 0) => zlib.crc32(bytes, before) : plainCrc32,
  inflate: async (packed, sizeBytes) => {
    try {
      return await inflateRaw(packed, { maxOutputLength: Math.max(1, sizeBytes) });
    } catch (error) {
      if (error instanceof Error && 'code' in error) return null;
      throw error;
    }
  },
  verifyEd25519: async ({ publicKey, signature, data }) => {
    const key = crypto.createPublicKey({ key: Buffer.concat([SPKI_HEAD, publicKey]), format: 'der', type: 'spki' });
    return crypto.verify(null, data, key, signature);
  },
  encodeUtf8: (text) => Buffer.from(text, 'utf8'),
  decodeUtf8: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'),
};

/** Reads a file of this machine piece by piece while `work` runs. */
export async function withFileSource<T>(path: string, work: (source: ByteSource) => Promise<T>): Promise<T> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    return await work({
      sizeBytes: size,
      read: async (offset, length, into) => {
        const wanted = Math.max(0, Math.min(length, size - offset));
        const buffer = into === undefined ? Buffer.allocUnsafe(wanted) : Buffer.from(into.buffer, into.byteOffset, wanted);
        let filled = 0;
        while (filled < buffer.length) {
          const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, offset + filled);
          if (bytesRead === 0) break;
          filled += bytesRead;
        }
        return buffer.subarray(0, filled);
      },
    });
  } finally {
    await handle.close();
  }
}
