import { isUtf8 } from 'node:buffer';
import type { TextCodec } from '../ports/text-codec.ts';

/** Node's own decoders: they know every encoding of the contract. */
export const nodeTextCodec: TextCodec = {
  decode: (bytes, encoding) => new TextDecoder(encoding).decode(bytes),
  isUtf8: (bytes) => isUtf8(bytes),
  encodeUtf8: (text) => Buffer.from(text, 'utf8'),
  toBase64: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  fromBase64: (text) => Buffer.from(text, 'base64'),
};
