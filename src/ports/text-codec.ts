import type { Encoding } from '../contract/imports.ts';

/** Turns bytes into text and back. */
export interface TextCodec {
  /** Undecodable bytes become U+FFFD. A byte-order mark is removed. */
  decode(bytes: Uint8Array, encoding: Encoding): string;
  /** The same text in pieces, each made when it is asked for. */
  pieces(bytes: Uint8Array, encoding: Encoding): Iterable<string>;
  isUtf8(bytes: Uint8Array): boolean;
  encodeUtf8(text: string): Uint8Array;
  toBase64(bytes: Uint8Array): string;
  fromBase64(text: string): Uint8Array;
}
