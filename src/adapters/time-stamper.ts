import { randomBytes } from 'node:crypto';
import * as asn1 from 'asn1js';
import { fail } from '../contract/fail.ts';
import type { TimeStamper } from '../ports/signer.ts';
import type { AppError } from '../shared/app-error.ts';
import { hexOf, readTimeStampReply, SHA256_OID } from '../shared/bundle/time-stamp.rules.ts';

/** Larger replies than this are no time stamps. */
const MAX_REPLY_BYTES = 256 * 1024;

const failed = (reason: string, cause?: unknown): AppError => fail('timestamp_failed', { reason }, cause);

/** RFC 3161 over HTTP. `timeoutMs` counts for the whole exchange. Reasons of failures are plain English for whoever looks after the authority. */
export function httpTimeStamper(timeoutMs = 20_000): TimeStamper {
  return {
    stamp: async (url, sha256) => {
      // The first byte has its highest bit clear and is not zero: the shortest form of the number is these bytes.
      const nonce = randomBytes(12);
      nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
      const reply = await ask(url, request(Buffer.from(sha256, 'hex'), nonce), timeoutMs);
      const read = readTimeStampReply(reply);
      if (read === null) throw failed('the answer is no time-stamp reply');
      if (read.status > 1) throw failed(`refused with status ${read.status}`);
      if (read.stamp === null) throw failed('the answer holds no stamp');
      if (read.stamp.hashOid !== SHA256_OID || read.stamp.hash !== sha256) throw failed('the stamp is for something else');
      if (read.stamp.nonce !== hexOf(nonce)) throw failed('the stamp answers another request');
      return { reply, atMs: read.stamp.atMs };
    },
  };
}

/** A request for SHA-256 with a nonce, asking for the certificate of the authority to be put into the stamp. */
function request(hash: Uint8Array, nonce: Uint8Array): Uint8Array {
  const algorithm = new asn1.Sequence({ value: [new asn1.ObjectIdentifier({ value: '2.16.840.1.101.3.4.2.1' }), new asn1.Null()] });
  const imprint = new asn1.Sequence({ value: [algorithm, new asn1.OctetString({ valueHex: bufferOf(hash) })] });
  const whole = new asn1.Sequence({
    value: [new asn1.Integer({ value: 1 }), imprint, new asn1.Integer({ valueHex: bufferOf(nonce) }), new asn1.Boolean({ value: true })],
  });
  return new Uint8Array(whole.toBER());
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
}

async function ask(url: string, body: Uint8Array, timeoutMs: number): Promise<Uint8Array> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: bufferOf(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw failed(`HTTP ${response.status}`);
    const type = response.headers.get('content-type') ?? '';
    if (!/^application\/(timestamp-reply|octet-stream)\b/i.test(type)) throw failed(`an answer of type ${type === '' ? '?' : type.slice(0, 60)}`);
    return await limited(response);
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') throw failed('no answer in time', error);
    if (error instanceof TypeError) throw failed(reasonOf(error), error);
    throw error;
  }
}

async function limited(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > MAX_REPLY_BYTES) throw failed('the answer is too large');
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** Why the connection failed, in the words of the system. */
function reasonOf({ cause, message }: TypeError): string {
  if (!(cause instanceof Error)) return message;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}
