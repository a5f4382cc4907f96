/** What the verifier needs of the platform it runs on: an app, Node alone or a browser. */
export interface BundleTools {
  /** SHA-256 of bytes at hand, lower-case hexadecimal. */
  sha256(bytes: Uint8Array): string | Promise<string>;
  /** SHA-256 of a short text, at once: the ledger has one for every row. */
  sha256Text(text: string): string;
  /** SHA-256 of more bytes than one wants to hold. */
  sha256Stream(): { update(bytes: Uint8Array): void; hex(): string };
  /** CRC-32 as ZIP counts it, continued from `before`. */
  crc32(bytes: Uint8Array, before?: number): number;
  /** What raw deflate packed, at most `sizeBytes` of it; null when it is more, or no deflate. */
  inflate(packed: Uint8Array, sizeBytes: number): Promise<Uint8Array | null>;
  /** Null when the platform cannot check Ed25519. */
  verifyEd25519(signed: { readonly publicKey: Uint8Array; readonly signature: Uint8Array; readonly data: Uint8Array }): Promise<boolean | null>;
  encodeUtf8(text: string): Uint8Array;
  /** Undecodable bytes become U+FFFD; a byte-order mark stays. */
  decodeUtf8(bytes: Uint8Array): string;
}

/** Something with a size that can be read piece by piece. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** Up to `length` bytes from `offset`: fewer only at the end. They may be written into `into`, which is at least that long. */
  read(offset: number, length: number, into?: Uint8Array): Promise<Uint8Array>;
}
