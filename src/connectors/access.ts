import type { Clock } from '../ports/clock.ts';
import type { Http, HttpAnswer } from '../ports/http.ts';
import type { TextCodec } from '../ports/text-codec.ts';
import { authRefused, busy, notAnApi, refuseAborted } from './answers.ts';
import type { PanelAccess, PanelAnswer, PanelCall } from './connector.ts';
import { secretCutter } from './secrecy.ts';

/** Reports over many days take a panel more than a minute. */
const TIMEOUT_MS = 75_000;
/** The list of ten thousand accounts in one answer is smaller. */
const MAX_BYTES = 32 * 1024 * 1024;
const WAIT_SECONDS = 60;
const LONGEST_WAIT_SECONDS = 86_400;

/** Where a panel is and as whom it is asked. */
export interface PanelConnection {
  /** `https://host:port`, see `panelBase`. */
  readonly base: string;
  readonly login: string;
  readonly secret: string;
  /** SHA-256 of the one certificate that is accepted; null = as the authorities say. */
  readonly pin: string | null;
  /** IANA zone of the panel's days. */
  readonly zone: string;
}

/** Lets calls out to panels. */
export interface PanelDoor {
  open(connection: PanelConnection): PanelAccess;
}

export interface DoorOptions {
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** One door for all: whoever goes through it, calls to one server go one after the other. */
export function panelDoor(ports: { readonly http: Http; readonly codec: TextCodec; readonly clock: Clock }, options: Partial<DoorOptions> = {}): PanelDoor {
  const turns = new Turns();
  const limits = { timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES, ...options };
  const base64 = (text: string): string => ports.codec.toBase64(ports.codec.encodeUtf8(text));
  return {
    open: (connection) => {
      const redact = secretCutter({ ...connection, base64 });
      return {
        login: connection.login,
        secret: connection.secret,
        zone: connection.zone,
        now: () => ports.clock.now(),
        base64,
        call: async (call) => {
          const request = requestOf(connection, call, limits);
          const answer = await turns.take(connection.base, call.signal, () => ports.http.send(request));
          refuseElsewhere(answer, ports.clock.now());
          return textOf(answer, ports.codec, redact);
        },
      };
    },
  };
}

/** Who asks the same server waits until it has answered the one before. */
class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  async take<T>(server: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    refuseAborted(signal);
    const mine = (this.#last.get(server) ?? Promise.resolve()).then(() => {
      refuseAborted(signal);
      return work();
    });
    const over = mine.catch(() => {});
    this.#last.set(server, over);
    try {
      return await orAborted(mine, signal);
    } finally {
      if (this.#last.get(server) === over) over.then(() => this.#forget(server, over));
    }
  }

  #forget(server: string, over: Promise<unknown>): void {
    if (this.#last.get(server) === over) this.#last.delete(server);
  }
}

/** Whoever gives up need not wait for the call of somebody else. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return await work;
  let leave = (): void => {};
  const left = new Promise<void>((resolve) => {
    leave = resolve;
    signal.addEventListener('abort', leave);
  }).then(() => refuseAborted(signal));
  try {
    await Promise.race([work, left]);
    return await work;
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

function requestOf(connection: PanelConnection, call: PanelCall, limits: DoorOptions): Parameters<Http['send']>[0] {
  const query = formOf(call.query ?? {});
  const form = typeof call.body === 'object';
  const body = typeof call.body === 'object' ? formOf(call.body) : call.body;
  return {
    method: call.method,
    url: `${connection.base}${call.path}${query === '' ? '' : `?${query}`}`,
    headers: { ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}), ...call.headers },
    ...(body === undefined ? {} : { body }),
    timeoutMs: call.timeoutMs ?? limits.timeoutMs,
    maxBytes: limits.maxBytes,
    pin: connection.pin,
    signal: call.signal,
  };
}

function formOf(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    .join('&');
}

/** A redirect to a login is a refusal as far as a program is concerned; to anywhere else, the address is another one. */
function refuseElsewhere({ status, headers }: HttpAnswer, now: number): void {
  if (status >= 300 && status < 400) throw /log-?in|sign-?in|session|auth/i.test(headers['location'] ?? '') ? authRefused(status) : notAnApi(status);
  if (status === 429 || (status >= 502 && status <= 504)) throw busy(waitOf(headers['retry-after'] ?? '', now));
}

/** `Retry-After` is seconds or a date (RFC 9110, 10.2.3). */
function waitOf(value: string, now: number): number {
  const seconds = /^\s*\d+\s*$/.test(value) ? Number(value) : Math.ceil((Date.parse(value) - now) / 1000);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 1), LONGEST_WAIT_SECONDS) : WAIT_SECONDS;
}

function textOf({ status, headers, body }: HttpAnswer, codec: TextCodec, redact: (text: string) => string): PanelAnswer {
  const latin = !codec.isUtf8(body) && /charset\s*=\s*"?(iso-8859-1|windows-1252)/i.test(headers['content-type'] ?? '');
  const clean = Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, redact(value)]));
  return { status, headers: clean, text: redact(codec.decode(body, latin ? 'windows-1252' : 'utf-8')) };
}
