import { isUtf8 } from 'node:buffer';
import type { Encoding } from '../contract/imports.ts';
import type { TextCodec } from '../ports/text-codec.ts';

const PIECE_BYTES = 64 * 1024;

function* pieces(bytes: Uint8Array, encoding: Encoding): Generator<string, void, void> {
  const decoder = new TextDecoder(encoding);
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield decoder.decode(bytes.subarray(at, at + PIECE_BYTES), { stream: true });
  yield decoder.decode();
}

/** Node's own decoders: they know every encoding of the contract. */
export const nodeTextCodec: TextCodec = {
  decode: (bytes, encoding) => new TextDecoder(encoding).decode(bytes),
  pieces,
  isUtf8: (bytes) => isUtf8(bytes),
  encodeUtf8: (text) => Buffer.from(text, 'utf8'),
  toBase64: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  fromBase64: (text) => Buffer.from(text, 'base64'),
};
