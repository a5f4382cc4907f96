/** Ed25519 (RFC 8032). Keys are PEM: PKCS #8 and SPKI. */
export interface Signer {
  makeKeys(): Promise<{ readonly privatePem: string; readonly publicPem: string }>;
  /** 64 bytes. */
  sign(privatePem: string, data: Uint8Array): Promise<Uint8Array>;
}

/** A time-stamp authority (RFC 3161). Throws `timestamp_failed`. */
export interface TimeStamper {
  /** Asks for a stamp of a SHA-256, and returns the reply as it came once it was found to be granted, to carry that hash and the nonce sent. */
  stamp(url: string, sha256: string): Promise<{ readonly reply: Uint8Array; readonly atMs: number }>;
}
