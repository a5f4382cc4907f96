/** SHA-256, lower-case hexadecimal. A string is hashed as UTF-8. */
export interface Hasher {
  sha256(data: string | Uint8Array): string;
}
