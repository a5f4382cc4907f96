import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { MINUTE_MS } from '../shared/durations.ts';

const CODE_LIFE_MS = MINUTE_MS;
const SESSION_LIMIT = 64;

function digest(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}

function same(a: Buffer, b: Buffer): boolean {
  return timingSafeEqual(a, b);
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

interface Session {
  readonly cookie: Buffer;
  readonly token: Buffer;
}

export interface OpenedSession {
  /** Goes into an HttpOnly cookie. Alone it opens nothing: cookies do not know ports, so any local server may see it. */
  readonly cookie: string;
  /** Goes into the page, which sends it as a header. */
  readonly token: string;
}

/**
 * Who may call. A one-time code (60 seconds, used once) opens a session of two halves, and every call needs both.
 * Only hashes are kept; everything ends with the process.
 */
export class Sessions {
  /** Carries a random part, so that two servers on one machine do not overwrite each other's cookie. */
  readonly cookieName = `sendward-${randomBytes(6).toString('hex')}`;
  readonly controlToken = secret();
  readonly #controlHash = digest(this.controlToken);
  readonly #now: () => number;
  #codes: { hash: Buffer; until: number }[] = [];
  #sessions: readonly Session[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A fresh code for a link. */
  issueCode(): string {
    const code = secret();
    this.#codes = [...this.#codes.filter(({ until }) => until > this.#now()), { hash: digest(code), until: this.#now() + CODE_LIFE_MS }];
    return code;
  }

  /** Spends a code. Undefined when it is unknown, used or too old. */
  open(code: string): OpenedSession | undefined {
    const hash = digest(code);
    const found = this.#codes.find((candidate) => same(candidate.hash, hash));
    this.#codes = this.#codes.filter((candidate) => candidate !== found);
    if (found === undefined || found.until <= this.#now()) return undefined;
    const opened = { cookie: secret(), token: secret() };
    this.#sessions = [...this.#sessions, { cookie: digest(opened.cookie), token: digest(opened.token) }].slice(-SESSION_LIMIT);
    return opened;
  }

  /** True when both halves belong to one session. It counts as used: where there are too many, whoever was away longest has to sign in again. */
  allows(cookie: string | undefined, token: string | undefined): boolean {
    const found = this.#find(cookie, token);
    if (found === undefined) return false;
    this.#sessions = [...this.#sessions.filter((session) => session !== found), found];
    return true;
  }

  /** Ends the session that both halves belong to. False when there is none. */
  end(cookie: string | undefined, token: string | undefined): boolean {
    const found = this.#find(cookie, token);
    this.#sessions = this.#sessions.filter((session) => session !== found);
    return found !== undefined;
  }

  #find(cookie: string | undefined, token: string | undefined): Session | undefined {
    if (cookie === undefined || token === undefined) return undefined;
    const [cookieHash, tokenHash] = [digest(cookie), digest(token)];
    return this.#sessions.find((session) => same(session.cookie, cookieHash) && same(session.token, tokenHash));
  }

  /** True for the token of the runtime file, which only the owner of the data folder can read. */
  controls(token: string | undefined): boolean {
    return token !== undefined && same(digest(token), this.#controlHash);
  }
}
