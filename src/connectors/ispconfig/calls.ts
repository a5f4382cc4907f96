import { z } from 'zod';
import { AppError } from '../../shared/app-error.ts';
import { authRefused, isWebPage, name, notAnApi, privilegeMissing, readJson, refused, shaped, unreadable, words } from '../answers.ts';
import type { PanelAccess } from '../connector.ts';

const PATH = '/remote/json.php';

/** Functions that are called. Beside the login, all of them only read. */
export type Method = 'client_get';

const Envelope = z.object({ code: z.string(), message: z.unknown().optional(), response: z.unknown().optional() });
const EXPIRED = /session is expired|session .*does not exist/i;
const DENIED = /permission/i;

type Outcome = { readonly kind: 'ok'; readonly response: unknown } | { readonly kind: 'fault'; readonly message: string };

/** Functions of the remote API in one session. After one refused login nothing is sent any more. */
export class Calls {
  readonly access: PanelAccess;
  #session: string | null = null;
  #refusal: AppError | null = null;

  constructor(access: PanelAccess) {
    this.access = access;
  }

  /** The response of a function. Throws the `panel_…` errors. */
  async ask(method: Method, args: Readonly<Record<string, unknown>>, signal: AbortSignal | undefined): Promise<unknown> {
    const had = this.#session !== null;
    const first = await this.#inSession(method, args, signal);
    // A session ends after some time; a new login with what was let in before is no second try.
    const again = had && first.kind === 'fault' && EXPIRED.test(first.message) ? await this.#anew(method, args, signal) : first;
    if (again.kind === 'ok') return again.response;
    if (EXPIRED.test(again.message)) throw this.#refuse(authRefused(200));
    throw DENIED.test(again.message) ? privilegeMissing(method, method) : refused(method, again.message || 'error');
  }

  async #anew(method: Method, args: Readonly<Record<string, unknown>>, signal: AbortSignal | undefined): Promise<Outcome> {
    this.#session = null;
    return await this.#inSession(method, args, signal);
  }

  async #inSession(method: Method, args: Readonly<Record<string, unknown>>, signal: AbortSignal | undefined): Promise<Outcome> {
    this.#session ??= await this.#login(signal);
    return await this.#send(method, { session_id: this.#session, ...args }, signal);
  }

  async #login(signal: AbortSignal | undefined): Promise<string> {
    const { login, secret } = this.access;
    const outcome = await this.#send('login', { username: login, password: secret, client_login: false }, signal);
    if (outcome.kind === 'fault') throw this.#refuse(authRefused(200));
    const session = name(outcome.response);
    if (session === '') throw unreadable('login', 'no session');
    return session;
  }

  async #send(method: string, parameters: Readonly<Record<string, unknown>>, signal: AbortSignal | undefined): Promise<Outcome> {
    if (this.#refusal !== null) throw this.#refusal;
    const headers = { 'content-type': 'application/json' };
    try {
      // The function is the name of the one parameter in the address.
      const answer = await this.access.call({ method: 'POST', path: PATH, query: { [method]: '' }, headers, body: JSON.stringify(parameters), signal });
      const { status, text } = answer;
      if (status === 401 || status === 403) throw authRefused(status);
      if (status === 404 || isWebPage(text)) throw notAnApi(status);
      if (status !== 200) throw refused(method, `HTTP ${status}`);
      return outcomeOf(method, shaped(method, Envelope, readJson(method, answer)));
    } catch (error) {
      if (error instanceof AppError && error.code === 'panel_auth_refused') throw this.#refuse(error);
      throw error;
    }
  }

  #refuse(error: AppError): AppError {
    this.#refusal = error;
    return error;
  }
}

/** The code decides: HTTP says 200 of everything. */
function outcomeOf(method: string, { code, message, response }: z.infer<typeof Envelope>): Outcome {
  if (code === 'remote_fault') return { kind: 'fault', message: words(message) };
  if (code !== 'ok') throw refused(method, words(message) || code);
  if (response === undefined || response === false) throw unreadable(method, 'response');
  return { kind: 'ok', response };
}
