/** What a time-stamp reply (RFC 3161) says; nothing of it is proved by reading it. */
export interface TimeStampReply {
  /** 0 and 1 are granted. */
  readonly status: number;
  /** Null when the reply carries no stamp, or one that cannot be read. */
  readonly stamp: { readonly hashOid: string; readonly hash: string; readonly nonce: string; readonly atMs: number } | null;
}

interface Node {
  readonly tag: number;
  readonly content: Uint8Array;
}

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const OCTETS = 0x04;
const OID = 0x06;
const TIME = 0x18;
const EXPLICIT_0 = 0xa0;
/** 1.2.840.113549.1.7.2 and 1.2.840.113549.1.9.16.1.4, as their content bytes. */
const SIGNED_DATA = '2a864886f70d010702';
const TST_INFO = '2a864886f70d0109100104';
/** 2.16.840.1.101.3.4.2.1. */
export const SHA256_OID = '608648016503040201';

/**
 * Reads a reply down to what it stamps. Own code although a library is at hand elsewhere: it is part of the verifier, which runs without any.
 * Null for bytes that are no such reply.
 */
export function readTimeStampReply(bytes: Uint8Array): TimeStampReply | null {
  try {
    const [info, token] = children(only(bytes, SEQUENCE));
    const status = children(of(info, SEQUENCE))[0];
    const value = integer(of(status, INTEGER));
    return { status: value, stamp: token === undefined ? null : stampOf(token) };
  } catch (error) {
    if (error instanceof NotDer) return null;
    throw error;
  }
}

class NotDer extends Error {}

function stampOf(token: Node): TimeStampReply['stamp'] {
  const [type, wrapped] = children(of(token, SEQUENCE));
  if (hexOf(of(type, OID)) !== SIGNED_DATA) throw new NotDer();
  const signed = children(only(of(wrapped, EXPLICIT_0), SEQUENCE));
  const [contentType, contentWrapped] = children(of(signed[2], SEQUENCE));
  if (hexOf(of(contentType, OID)) !== TST_INFO) throw new NotDer();
  const info = children(only(only(of(contentWrapped, EXPLICIT_0), OCTETS), SEQUENCE));
  const [algorithm, hashed] = children(of(info[2], SEQUENCE));
  const time = info.find(({ tag }) => tag === TIME);
  // After the time only the nonce is an integer.
  const nonce = info.slice(5).find(({ tag }) => tag === INTEGER);
  return {
    hashOid: hexOf(of(children(of(algorithm, SEQUENCE))[0], OID)),
    hash: hexOf(of(hashed, OCTETS)),
    nonce: nonce === undefined ? '' : hexOf(nonce.content).replace(/^(00)+(?=..)/, ''),
    atMs: timeOf(of(time, TIME)),
  };
}

/** GeneralizedTime in UTC, with or without a fraction of a second. */
function timeOf(content: Uint8Array): number {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{1,9}))?Z$/.exec(String.fromCharCode(...content.subarray(0, 40)));
  if (match === null) throw new NotDer();
  const [, year, month, day, hour, minute, second, fraction = ''] = match;
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}Z`);
  if (Number.isNaN(ms)) throw new NotDer();
  return ms;
}

function integer(content: Uint8Array): number {
  if (content.length === 0 || content.length > 4) throw new NotDer();
  return content.reduce((value, byte) => value * 256 + byte, 0);
}

function of(node: Node | undefined, tag: number): Uint8Array {
  if (node?.tag !== tag) throw new NotDer();
  return node.content;
}

/** The content of the one node that fills `bytes`. */
function only(bytes: Uint8Array, tag: number): Uint8Array {
  const nodes = children(bytes);
  if (nodes.length !== 1) throw new NotDer();
  return of(nodes[0], tag);
}

function children(bytes: Uint8Array): Node[] {
  const nodes: Node[] = [];
  for (let at = 0; at < bytes.length; ) {
    const { start, end } = extent(bytes, at);
    nodes.push({ tag: bytes[at] ?? 0, content: bytes.subarray(start, end) });
    at = end;
  }
  return nodes;
}

function extent(bytes: Uint8Array, at: number): { readonly start: number; readonly end: number } {
  const first = bytes[at + 1] ?? 0;
  const more = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || more > 4) throw new NotDer();
  let length = first < 0x80 ? first : 0;
  for (let index = 0; index < more; index++) length = length * 256 + (bytes[at + 2 + index] ?? 0);
  const start = at + 2 + more;
  if (start + length > bytes.length) throw new NotDer();
  return { start, end: start + length };
}

/** Bytes in lower-case hexadecimal. */
export function hexOf(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
}
