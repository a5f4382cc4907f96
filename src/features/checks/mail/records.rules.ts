import { parseIp, reverseLabels } from '../../../shared/ip.ts';

/** One term of an SPF record (RFC 7208, 4.6.1): `+a:mail.example/24`, `redirect=other.example`. */
export interface SpfTerm {
  readonly qualifier: '+' | '-' | '~' | '?';
  /** In small letters; that of a modifier ends with the sign that makes it one: `redirect=`. */
  readonly name: string;
  /** What stands behind the colon or the equals sign, without the length of a network. */
  readonly value: string;
  /** Length of the network, `/24` or `//64`; null = a single address. */
  readonly prefix: { readonly v4: number; readonly v6: number };
}

/** The terms of a record up to the first that is about everybody, without its version: what stands behind it counts for nothing (5.1). */
export function spfTerms(record: string): SpfTerm[] {
  const terms = wordsOf(record).flatMap((word) => termOf(word) ?? []);
  const all = terms.findIndex(({ name }) => name === 'all');
  return all < 0 ? terms : [...terms.slice(0, all + 1), ...terms.slice(all + 1).filter(({ name }) => name.endsWith('='))];
}

/** The first word of a record that is no term of one; null = all are. One such word makes the whole record invalid, wherever it stands (4.6). */
export function faultIn(record: string): string | null {
  return (
    wordsOf(record).find((word) => {
      const term = termOf(word);
      return term === null || !isSound(term);
    }) ?? null
  );
}

const wordsOf = (record: string): string[] => record.trim().split(/\s+/).slice(1, 200);

function termOf(word: string): SpfTerm | null {
  const [, sign = '', name = '', by = '', value = '', v4, v6] =
    /^([+\-~?]?)([a-z][a-z0-9_.-]*)(?:([:=])([^\s/]*(?:\/(?!\/?\d+)[^\s/]*)*))?(?:\/(\d{1,3}))?(?:\/\/(\d{1,3}))?$/i.exec(word) ?? [];
  if (name === '') return null;
  const isV6 = name.toLowerCase() === 'ip6';
  const prefix = { v4: isV6 ? 32 : Number(v4 ?? 32), v6: Number(v6 ?? (isV6 ? v4 : undefined) ?? 128) };
  return { qualifier: qualifierOf(sign), name: `${name.toLowerCase()}${by === '=' ? by : ''}`, value, prefix };
}

function isSound({ name, value, prefix: { v4, v6 } }: SpfTerm): boolean {
  switch (name) {
    case 'all':
      return value === '';
    case 'include':
    case 'exists':
    case 'redirect=':
      return value !== '';
    case 'ip4':
      return parseIp(value)?.family === 4 && v4 <= 32;
    case 'ip6':
      return parseIp(value)?.family === 6 && v6 <= 128;
    case 'a':
    case 'mx':
      return v4 <= 32 && v6 <= 128;
    case 'ptr':
      return true;
    default:
      // Modifiers that nobody knows are passed over.
      return name.endsWith('=');
  }
}

function qualifierOf(sign: string): SpfTerm['qualifier'] {
  return sign === '-' || sign === '~' || sign === '?' ? sign : '+';
}

/** True for the texts of a domain that are SPF records. */
export function isSpf(text: string): boolean {
  return /^v=spf1(\s|$)/i.test(text.trim());
}

/** True when an address lies in the network that another one and a length name. */
export function isInNetwork(address: string, network: string, prefix: SpfTerm['prefix']): boolean {
  const [one, other] = [bitsOf(address), bitsOf(network)];
  if (one === null || other === null || one.length !== other.length) return false;
  const length = one.length === 32 ? prefix.v4 : prefix.v6;
  return one.slice(0, length) === other.slice(0, length);
}

function bitsOf(text: string): string | null {
  const ip = parseIp(text);
  if (ip === null) return null;
  const [base, width] = ip.family === 4 ? [10, 8] : [16, 4];
  return reverseLabels(ip)
    .split('.')
    .reverse()
    .map((label) => Number.parseInt(label, base).toString(2).padStart(width, '0'))
    .join('');
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const SEQUENCE = 0x30;
const BIT_STRING = 0x03;
const INTEGER = 0x02;

/** Bits of an RSA key as DKIM publishes it (`p=`, RFC 6376, 3.6.1); null for what is none. */
export function rsaBits(base64: string): number | null {
  const bytes: number[] = [];
  let [bits, count] = [0, 0];
  for (const sign of base64.replaceAll(/[\s=]/g, '')) {
    const value = BASE64.indexOf(sign);
    if (value < 0) return null;
    bits = ((bits << 6) | value) & 0xffffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  return modulusBits(bytes, 0, bytes.length);
}

/** Goes through the structure (DER) to the first number in it, which is the modulus. */
function modulusBits(bytes: readonly number[], from: number, to: number): number | null {
  for (let at = from; at + 2 <= to; ) {
    const tag = bytes[at];
    const { start, end } = extentOf(bytes, at + 1);
    if (end > to || end <= start) return null;
    if (tag === INTEGER) return lengthInBits(bytes.slice(start, end));
    const inner = tag === SEQUENCE ? modulusBits(bytes, start, end) : tag === BIT_STRING ? modulusBits(bytes, start + 1, end) : null;
    if (inner !== null) return inner;
    at = end;
  }
  return null;
}

function extentOf(bytes: readonly number[], at: number): { readonly start: number; readonly end: number } {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return { start: at + 1, end: at + 1 + first };
  const digits = bytes.slice(at + 1, at + 1 + Math.min(3, first & 0x7f));
  const start = at + 1 + digits.length;
  return { start, end: start + digits.reduce((sum, digit) => sum * 256 + digit, 0) };
}

function lengthInBits(number: readonly number[]): number {
  const leading = number.findIndex((byte) => byte !== 0);
  return leading < 0 ? 0 : (number.length - leading) * 8 - (Math.clz32(number[leading] ?? 0) - 24);
}
