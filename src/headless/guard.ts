import type { IncomingMessage } from 'node:http';

/** What a refused request is answered. `reason` is for the log and the developer, never for a decision. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 405 | 411 | 413 | 415 | 421;
  readonly reason: string;
}

/** Most a call may carry: one chunk of a file in base64 and its envelope. */
const BODY_LIMIT_BYTES = 2 * 1024 * 1024;
/** Pasted text may be five million characters (contract), each up to three bytes. */
const PASTE_LIMIT_BYTES = 16 * 1024 * 1024;
/** Operations that take a pasted text longer than a chunk of a file. */
const PASTED = [
  'checks/exportList',
  'checks/list',
  'checks/mail',
  'connections/readReport',
  'hostMails/add',
  'hostMails/read',
  'imports/preview',
  'incidents/open',
].map((operation) => `/rpc/${operation}`);

function count(request: IncomingMessage, name: string): number {
  return request.rawHeaders.filter((header, index) => index % 2 === 0 && header.toLowerCase() === name).length;
}

/**
 * The checks every request passes before anything looks at its path: it was sent to this very address (DNS rebinding), by nobody or
 * by our own page (other sites, other local servers), with a method that exists here. Browsers cannot forge these headers.
 */
export function refuseStranger(request: IncomingMessage, port: number): Refusal | undefined {
  const host = request.headers.host ?? '';
  if (count(request, 'host') !== 1 || (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`)) return { status: 421, reason: 'host' };
  const method = request.method ?? '';
  if (method === 'OPTIONS') return { status: 403, reason: 'no other origin is served' };
  const reading = method === 'GET' || method === 'HEAD';
  if (!reading && method !== 'POST') return { status: 405, reason: 'method' };
  const origin = request.headers.origin;
  if (count(request, 'origin') > 1 || (origin !== undefined && origin !== `http://${host}`)) return { status: 403, reason: 'origin' };
  if (!reading && origin === undefined) return { status: 403, reason: 'origin missing' };
  const site = request.headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin') return undefined;
  const navigation = reading && site === 'none' && (request.url === '/' || request.url === '/no-session.html');
  return navigation ? undefined : { status: 403, reason: 'sec-fetch-site' };
}

/** What a POST must be: JSON of a known, bearable length. Every other form could be sent by a plain HTML form. */
export function refuseBody(request: Pick<IncomingMessage, 'headers' | 'url'>): Refusal | undefined {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json\s*(;\s*charset=utf-8\s*)?$/i.test(type)) return { status: 415, reason: 'content type' };
  const length = request.headers['content-length'];
  if (length === undefined || request.headers['transfer-encoding'] !== undefined) return { status: 411, reason: 'length' };
  const limit = PASTED.includes(request.url ?? '') ? PASTE_LIMIT_BYTES : BODY_LIMIT_BYTES;
  return Number(length) > limit ? { status: 413, reason: 'too large' } : undefined;
}

/** One header as text; undefined when it is missing or was sent more than once. */
export function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' && count(request, name) === 1 ? value : undefined;
}

/** The value of one cookie; undefined when it is missing or ambiguous. */
export function cookie(request: IncomingMessage, name: string): string | undefined {
  const values = (request.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return values.length === 1 ? values[0] : undefined;
}
