import { createHash } from 'node:crypto';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect, isIP, type Socket } from 'node:net';
import { checkServerIdentity, type TLSSocket, connect as tlsConnect } from 'node:tls';
import type { Http, HttpAnswer, HttpRequest, ServerCertificate } from '../ports/http.ts';
import { AppError } from '../shared/app-error.ts';
import { isLoopback } from '../shared/loopback.ts';
import { singleLine } from '../shared/text.ts';

/** A certificate authority to trust beside the known ones. */
export interface HttpOptions {
  readonly ca?: string;
}

const REASON_LIMIT = 200;

/** HTTP of Node, on a connection of its own for each request: what a server proved is never taken over to another one. */
export function httpClient(options: HttpOptions = {}): Http {
  return {
    send: (request) => send(request, options),
    certificate: (url, timeoutMs, signal) => certificate(new URL(url), { timeoutMs, signal, options }),
  };
}

export const nodeHttp: Http = httpClient();

async function send(request: HttpRequest, options: HttpOptions): Promise<HttpAnswer> {
  const url = new URL(request.url);
  return await within(url, request, async (signal) => {
    const socket = await connected(url, request.pin, { signal, options });
    const leave = (): void => {
      socket.destroy(new Error('Given up'));
    };
    signal.addEventListener('abort', leave);
    try {
      return await exchange(url, request, socket);
    } finally {
      signal.removeEventListener('abort', leave);
      socket.destroy();
    }
  });
}

interface Patience {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Gives `work` its time, and says of what stops it what it was. */
async function within<T>(url: URL, { timeoutMs, signal }: Patience, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const late = AbortSignal.timeout(timeoutMs);
  try {
    return await work(signal === undefined ? late : AbortSignal.any([signal, late]));
  } catch (error) {
    if (signal?.aborted === true) throw new AppError('cancelled', {}, error);
    if (late.aborted) throw new AppError('panel_timeout', { host: hostOf(url), seconds: Math.round(timeoutMs / 1000) }, error);
    throw asAppError(error, url);
  }
}

interface Opening {
  readonly signal: AbortSignal;
  readonly options: HttpOptions;
}

/** A connection on which nothing was sent yet but the handshake, to a server that proved who it is. */
async function connected(url: URL, pin: string | null, { signal, options }: Opening): Promise<Socket> {
  if (url.protocol === 'http:') {
    if (!isLoopback(url.hostname)) throw tlsFailed(url, 'encryption is required');
    return await ready(connect({ host: hostOf(url), port: portOf(url) }), 'connect', signal);
  }
  const socket = await ready(shake(url, { verified: pin === null, options }), 'secureConnect', signal);
  if (pin === null || sha256Of(socket) === pin.toLowerCase()) return socket;
  socket.destroy();
  throw tlsFailed(url, 'another certificate than the accepted one');
}

/** `verified` false = nobody is believed yet: whoever calls compares the certificate, or sends nothing. */
function shake(url: URL, { verified, options }: { readonly verified: boolean; readonly options: HttpOptions }): TLSSocket {
  const host = hostOf(url);
  return tlsConnect({
    host,
    port: portOf(url),
    rejectUnauthorized: verified,
    minVersion: 'TLSv1.2',
    ALPNProtocols: ['http/1.1'],
    // Addresses have no place in the name that is asked for (RFC 6066, 3).
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(options.ca === undefined ? {} : { ca: options.ca }),
  });
}

function ready<S extends Socket>(socket: S, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<S> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      socket.destroy(new Error('Given up'));
    };
    const settle = (then: () => void): void => {
      signal.removeEventListener('abort', leave);
      then();
    };
    // Stays: a socket that breaks later must not take the process with it; who reads from it learns of it too.
    socket.on('error', (error) => settle(() => reject(error)));
    socket.once('close', () => settle(() => reject(Object.assign(new Error('The connection was closed'), { code: 'ECONNRESET' }))));
    socket.once(event, () => settle(() => resolve(socket)));
    signal.addEventListener('abort', leave);
    if (signal.aborted) leave();
  });
}

function exchange(url: URL, request: HttpRequest, socket: Socket): Promise<HttpAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
  const outgoing = httpRequest({
    method: request.method,
    host: hostOf(url),
    port: portOf(url),
    path: `${url.pathname}${url.search}`,
    headers: { accept: '*/*', 'accept-encoding': 'identity', ...request.headers, host: url.host, connection: 'close', ...lengthOf(request.body) },
    createConnection: () => socket,
  });
  outgoing.on('error', reject);
  outgoing.on('response', (incoming) => {
    collect(incoming, request.maxBytes).then(resolve, reject);
  });
  // As bytes: a text would be sent together with the headers, which then were encoded like it.
  outgoing.end(request.body === undefined ? undefined : Buffer.from(request.body));
  return promise;
}

function lengthOf(body: string | undefined): Readonly<Record<string, number>> {
  return body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
}

async function collect(incoming: IncomingMessage, maxBytes: number): Promise<HttpAnswer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of incoming.iterator({ destroyOnReturn: true })) {
    const bytes: Uint8Array = Buffer.from(part);
    size += bytes.length;
    if (size > maxBytes) throw new AppError('panel_answer_too_large', { limitMb: Math.ceil(maxBytes / (1024 * 1024)) });
    parts.push(bytes);
  }
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]);
  return { status: incoming.statusCode ?? 0, headers: Object.fromEntries(headers), body: Buffer.concat(parts) };
}

async function certificate(url: URL, { options, ...patience }: Patience & { readonly options: HttpOptions }): Promise<ServerCertificate> {
  if (url.protocol !== 'https:') throw tlsFailed(url, 'no encryption, so no certificate');
  return await within(url, patience, async (signal) => {
    const socket = await ready(shake(url, { verified: false, options }), 'secureConnect', signal);
    try {
      return described(socket, hostOf(url));
    } finally {
      socket.destroy();
    }
  });
}

function described(socket: TLSSocket, host: string): ServerCertificate {
  const shown = socket.getPeerCertificate();
  const { subject, issuer } = shown;
  return {
    subject: nameOf(subject),
    issuer: nameOf(issuer),
    names: (shown.subjectaltname ?? '')
      .split(/,\s*/)
      .filter((name) => name !== '')
      .map((name) => clean(name.replace(/^(DNS|IP Address|URI|email):/, '')))
      .slice(0, 100),
    sha256: sha256Of(socket),
    validFrom: Date.parse(shown.valid_from),
    validTo: Date.parse(shown.valid_to),
    problem: problemOf(socket, host),
  };
}

function sha256Of(socket: TLSSocket): string {
  return createHash('sha256').update(socket.getPeerCertificate().raw).digest('hex');
}

/** The common name, else the first thing the name says. */
function nameOf(name: object): string {
  const entries = new Map<string, unknown>(Object.entries(name));
  const value = entries.get('CN') ?? entries.get('O') ?? [...entries.values()][0] ?? '';
  return clean(String(value));
}

const clean = (text: string): string => singleLine(text).slice(0, REASON_LIMIT);

const PROBLEMS: Readonly<Record<string, ServerCertificate['problem']>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self_signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown_authority',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown_authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown_authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown_authority',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not_yet_valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'other_name',
};

function problemOf(socket: TLSSocket, host: string): ServerCertificate['problem'] {
  // Declared as an error, it is the name of one.
  const fault: unknown = socket.authorizationError;
  const code = fault instanceof Error ? codeOf(fault) : typeof fault === 'string' ? fault : '';
  if (code !== '') return PROBLEMS[code] ?? 'other';
  return checkServerIdentity(host, socket.getPeerCertificate()) === undefined ? null : 'other_name';
}

function asAppError(error: unknown, url: URL): AppError {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME|^ERR_SSL|^ERR_TLS|^EPROTO$/.test(code)) return tlsFailed(url, code, error);
  const where = { host: hostOf(url), port: portOf(url) };
  return code === 'ETIMEDOUT' ? new AppError('panel_timeout', { host: where.host, seconds: 0 }, error) : new AppError('panel_unreachable', where, error);
}

function tlsFailed(url: URL, reason: string, cause?: unknown): AppError {
  return new AppError('panel_tls_failed', { host: hostOf(url), reason }, cause);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

function portOf(url: URL): number {
  return url.port === '' ? (url.protocol === 'http:' ? 80 : 443) : Number(url.port);
}
