/** What stands before the 32 bytes of an Ed25519 public key in its SPKI form (RFC 8410). */
const SPKI_HEAD = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The key of a PEM file with one Ed25519 public key written in the one usual way; null for anything else. `der` is hashed for the fingerprint. */
export function publicKeyOf(pem: string): { readonly der: Uint8Array; readonly raw: Uint8Array } | null {
  const base64 = /^-----BEGIN PUBLIC KEY-----\n([A-Za-z0-9+/]{59}=)\n-----END PUBLIC KEY-----\n$/.exec(pem)?.[1];
  if (base64 === undefined) return null;
  const values = [...base64.slice(0, 59)].map((letter) => ALPHABET.indexOf(letter));
  const der = new Uint8Array(44);
  for (let bit = 0; bit < 44 * 8; bit++) {
    const value = values[Math.floor(bit / 6)] ?? 0;
    const set = (value >> (5 - (bit % 6))) & 1;
    der[bit >> 3] = (der[bit >> 3] ?? 0) | (set << (7 - (bit % 8)));
  }
  // The last letter carries two bits that belong to no byte: they must not be free.
  if (((values[58] ?? 0) & 3) !== 0 || SPKI_HEAD.some((byte, index) => der[index] !== byte)) return null;
  return { der, raw: der.slice(12) };
}
